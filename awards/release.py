"""What an applicant may know already: who is proposed, and who has won, stays inside until it is published."""

from collections.abc import Iterable

from schemes.regulation.stages import StageKind

from .models import Application, Edition, EditionStage, Result, StageOutcome, Standing
from .queries import stage_of

INSIDE = (StageKind.OVERALL_EVALUATION, StageKind.COMMITTEE_DECISION)
FROM_THERE = (Standing.PROPOSED, Standing.NOT_AWARDED)


def result_is_public(edition: Edition) -> bool:
    """Whether the list is out: its notice is published (that fixes the stage's end); else once it is announced."""
    notice = stage_of(edition, StageKind.RESULT_NOTICE)
    if notice is not None:
        return notice.closes_at is not None or notice.closed_at is not None
    announcement = stage_of(edition, StageKind.ANNOUNCEMENT)
    return announcement is not None and announcement.opened_at is not None


def is_announced(edition: Edition) -> bool:
    """Whether the awards are public: the announcement is published."""
    stage = stage_of(edition, StageKind.ANNOUNCEMENT)
    if stage is None or stage.opened_at is None:
        return False
    return stage.closed_at is not None or stage.notices.filter(published_at__isnull=False).exists()


def told(application: Application, outcomes: Iterable[StageOutcome]) -> list[StageOutcome]:
    """The outcomes that the applicant may read."""
    listed = list(outcomes)
    if not result_is_public(application.edition):
        inside = {stage.pk for stage in _stages(application.edition) if stage.kind in INSIDE}
        listed = [outcome for outcome in listed if outcome.stage_id not in inside]
    if application.standing == Standing.AWARDED and not is_announced(application.edition):
        listed = [outcome for outcome in listed if outcome.result != Result.AWARDED]
    return listed


def told_standing(application: Application) -> Standing:
    """The standing that the applicant may read: under review while the list is still inside."""
    standing = Standing(application.standing)
    if standing == Standing.AWARDED and not is_announced(application.edition):
        standing = Standing.PROPOSED
    if standing in FROM_THERE and not result_is_public(application.edition):
        return Standing.IN_REVIEW
    return standing


def _stages(edition: Edition) -> list[EditionStage]:
    return list(edition.stages.all())
