"""Overall evaluation: totals by weight when it opens, proposed winners when it closes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import Seat
from schemes.regulation import Text
from schemes.regulation.stages import StageKind

from ..evaluation_queries import list_blockers, unscored
from ..services.evaluation import write_proposals, write_totals
from .base import Act, Blocker, Link, Stage

if TYPE_CHECKING:
    from accounts.models import User

    from ..models import EditionStage


class OverallEvaluationStage(Stage):
    """The office confirms a list within the rules; a tie for a place waits for the committee."""

    kind = StageKind.OVERALL_EVALUATION

    def needs_to_open(self, stage: EditionStage) -> list[Blocker]:
        """Every application still in review has the scores that are weighted."""
        return unscored(stage)

    def opened(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Write the totals."""
        write_totals(stage=stage, actor=actor)

    def needs_to_close(self, stage: EditionStage) -> list[Blocker]:
        """Ties are decided and a list is confirmed."""
        return list_blockers(stage)

    def closed(self, stage: EditionStage, *, actor: User | None, at: datetime) -> None:
        """Write who is proposed and who is not."""
        write_proposals(stage=stage, actor=actor, at=at)

    def acts(self, seat: str) -> frozenset[Act]:
        """The office proposes, the committee decides ties."""
        return {
            Seat.OFFICER: frozenset({"propose_winners"}),
            Seat.COMMITTEE: frozenset({"decide_tie"}),
        }.get(Seat(seat), frozenset())

    def shows(self, stage: EditionStage, user: User) -> list[Link]:
        """The ranking, once there are totals."""
        if stage.opened_at is None:
            return []
        label = Text(zh="排序与拟奖名单", en="Ranking and proposed winners")
        return [Link(label=label, url=reverse("evaluation", args=[stage.edition_id]))]
