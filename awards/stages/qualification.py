"""Qualification: the office decides on every application received; the stage ends when none is undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Seat
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

from ..inquiry_queries import inquiry_blockers
from ..queries import stage_clause
from ..screening_queries import undecided
from .base import Act, Blocker, Link, Stage

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import EditionStage


class QualificationStage(Stage):
    """Closing changes nothing: each decision took effect when it was made."""

    kind = StageKind.QUALIFICATION

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """Every application received is decided, and whoever must be asked about it was asked and has had time."""
        clause, number = stage_clause(stage), undecided(stage).count()
        asked = inquiry_blockers(stage)
        if not number:
            return asked
        text = Text(zh=f"还有{number}份申报未作出资格审查决定。", en=f"{number} application(s) are still undecided.")
        url = reverse("screening", args=[stage.edition_id])
        return [Blocker(text=text, clause=clause.id, article=clause.article, url=url), *asked]

    def acts(self, seat: str) -> frozenset[Act]:
        """The office judges, accepts, rejects."""
        return frozenset({"judge_clause", "accept_application", "reject_application"} if seat == Seat.OFFICER else ())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The screening queue with the number of undecided applications."""
        if stage.opened_at is None:
            return []
        count = undecided(stage).count() if stage.is_open else None
        label = Text(zh="资格审查", en="Screening")
        return [Link(label=label, url=reverse("screening", args=[stage.edition_id]), count=count)]
