"""Qualification: the office decides on every application received; the stage ends when none is undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from accounts.models import Seat
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

from ..inquiry_queries import inquiry_blockers
from ..queries import stage_clause
from ..rejection_queries import unwritten_results, written_result_clause
from ..screening_queries import PROPOSED, undecided
from .base import Act, Blocker, Link, Stage

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import EditionStage

OFFICE = frozenset(
    {"judge_clause", "accept_application", "propose_rejection", "confirm_rejection", "send_back_rejection"}
)


class QualificationStage(Stage):
    """Closing changes nothing: each decision took effect when it was made."""

    kind = StageKind.QUALIFICATION

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """Every application received is decided, each rejection has its written result, whoever must be asked was."""
        return [*self._undecided(stage), *self._unwritten(stage), *inquiry_blockers(stage)]

    def _undecided(self, stage: EditionStage) -> list[Blocker]:
        clause, url = stage_clause(stage), reverse("screening", args=[stage.edition_id])
        found = undecided(stage).aggregate(all=Count("pk"), proposed=Count("pk", filter=PROPOSED))
        number, proposed = found["all"] - found["proposed"], found["proposed"]
        texts = []
        if number:
            zh, en = f"还有{number}份申报未作出资格审查决定。", f"{number} application(s) are still undecided."
            texts.append((Text(zh=zh, en=en), url))
        if proposed:
            zh, en = f"还有{proposed}项不予受理待复核。", f"{proposed} rejection(s) wait for another officer."
            texts.append((Text(zh=zh, en=en), f"{url}#confirm-title"))
        return [Blocker(text=text, clause=clause.id, article=clause.article, url=there) for text, there in texts]

    def _unwritten(self, stage: EditionStage) -> list[Blocker]:
        number, clause = unwritten_results(stage).count(), written_result_clause(stage)
        if not number:
            return []
        zh, en = f"还有{number}份书面结果未发出。", f"{number} written result(s) are not out yet."
        url = reverse("screening", args=[stage.edition_id]) + "#decided-title"
        return [Blocker(text=Text(zh=zh, en=en), clause=clause.id, article=clause.article, url=url)]

    def acts(self, seat: str) -> frozenset[Act]:
        """The office judges, accepts, proposes a rejection, confirms it or sends it back."""
        return OFFICE if seat == Seat.OFFICER else frozenset()

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The screening queue with the number of undecided applications."""
        if stage.opened_at is None:
            return []
        count = undecided(stage).count() if stage.is_open else None
        label = Text(zh="资格审查", en="Screening")
        return [Link(label=label, url=reverse("screening", args=[stage.edition_id]), count=count)]
