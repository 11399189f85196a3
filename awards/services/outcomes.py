"""Moving an application: outcome, standing and journal line together or not at all."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from journal.services import record
from schemes.regulation import Clause, Text

from ..models import Application, EditionStage, Result, StageOutcome, Standing
from .errors import Refused

LEADS_TO = {
    Result.PASSED: Standing.IN_REVIEW,
    Result.FAILED: Standing.NOT_PASSED,
    Result.DISQUALIFIED: Standing.DISQUALIFIED,
    Result.LAPSED: Standing.LAPSED,
    Result.PROPOSED: Standing.PROPOSED,
    Result.NOT_PROPOSED: Standing.NOT_AWARDED,
    Result.AWARD_LOST: Standing.AWARD_LOST,
    Result.AWARDED: Standing.AWARDED,
}


@transaction.atomic
def record_outcome(
    *,
    application: Application,
    stage: EditionStage,
    result: Result,
    because: Text,
    clause: Clause,
    at: datetime,
    actor: User | None,
    score: Decimal | None = None,
    standing: Standing | None = None,
) -> StageOutcome:
    """Write a stage's outcome for an application and move its standing from where the caller saw it.

    Raises :class:`Refused` when somebody else moved the application meanwhile.
    """
    target = standing or LEADS_TO[result]
    moved = Application.objects.filter(pk=application.pk, standing=application.standing).update(standing=target)
    if not moved:
        raise Refused(
            Text(
                zh="该申报刚被他人处理，请刷新后再看。",
                en="Somebody else has just moved this application; reload the page.",
            ),
            clause,
        )
    application.standing = target
    outcome = StageOutcome.objects.create(
        application=application,
        stage=stage,
        result=result,
        score=score,
        because=because,
        clause=clause.id,
        article=clause.article,
        decided_by=actor,
        at=at,
    )
    record(
        "stage_outcome",
        actor=actor,
        about=application,
        stage=stage.kind,
        result=result,
        clause=clause.id,
        article=clause.article,
        because=because.zh,
        score=score,
        legal_instant=at,
    )
    return outcome
