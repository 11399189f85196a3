"""Committee decision: a member of the committee confirms the proposed list, striking names but adding none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Seat
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

from ..models import Decision
from ..queries import stage_clause
from .base import Act, Blocker, Link, Stage

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import EditionStage


class CommitteeDecisionStage(Stage):
    """Strikes take effect with the decision."""

    kind = StageKind.COMMITTEE_DECISION

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """The committee has decided."""
        if Decision.objects.filter(edition=stage.edition_id, kind="committee").exists():
            return []
        clause = stage_clause(stage)
        text = Text(zh="评审委员会尚未确定名单。", en="The committee has not decided on the list yet.")
        return [Blocker(text=text, clause=clause.id, article=clause.article)]

    def acts(self, seat: str) -> frozenset[Act]:
        """The committee confirms and strikes."""
        return frozenset({"confirm_list"} if seat == Seat.COMMITTEE else ())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The list and the decisions about it."""
        if stage.opened_at is None:
            return []
        label = Text(zh="名单与决定", en="List and decisions")
        return [Link(label=label, url=reverse("decisions", args=[stage.edition_id]))]
