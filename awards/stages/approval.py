"""Approval: the approver accepts the list with a document number, or returns it to the committee with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Seat
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

from ..decision_queries import awaits
from ..queries import stage_clause
from ..services.telling import tell_approvers
from .base import Act, Blocker, Link, Stage

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import EditionStage


class ApprovalStage(Stage):
    """A returned list goes back to the committee while this stage stays open."""

    kind = StageKind.APPROVAL

    def opened(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Tell the approvers that the list awaits them."""
        title = stage.edition.title
        tell_approvers(
            stage.edition,
            title=Text(zh="获奖名单待批准", en="A list awaits your approval"),
            body=Text(zh=title["zh"], en=title["en"]),
        )

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """The last decision is the approval."""
        waiting = {
            "approval": Text(zh="名单尚待批准。", en="The list awaits approval."),
            "committee": Text(
                zh="名单已退回，待评审委员会重新确定。", en="The list was returned; the committee decides on it again."
            ),
        }.get(awaits(stage.edition))
        if waiting is None:
            return []
        clause = stage_clause(stage)
        return [Blocker(text=waiting, clause=clause.id, article=clause.article)]

    def acts(self, seat: str) -> frozenset[Act]:
        """The approver approves or returns; the committee decides again on a returned list."""
        return {
            Seat.APPROVER: frozenset({"approve_list", "return_list"}),
            Seat.COMMITTEE: frozenset({"confirm_list"}),
        }.get(Seat(seat), frozenset())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The list and the decisions about it."""
        if stage.opened_at is None:
            return []
        label = Text(zh="名单与决定", en="List and decisions")
        return [Link(label=label, url=reverse("decisions", args=[stage.edition_id]))]
