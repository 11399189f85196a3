"""What disqualification and a lost award share: the outcome, the place that stays taken, the letter and the message."""

from datetime import datetime

from accounts.models import User
from journal.look import words
from schemes.regulation import Clause, Text

from ..models import Application, Candidate, EditionStage, Result, StageOutcome
from .outcomes import record_outcome
from .papers import request_written_result
from .telling import tell_applicant


def fall(
    *,
    application: Application,
    stage: EditionStage,
    result: Result,
    title: Text,
    because: Text,
    clause: Clause,
    at: datetime,
    actor: User | None,
) -> StageOutcome:
    """Take an application out; a place in the quota that it had stays taken. Belongs inside a transaction."""
    outcome = record_outcome(
        application=application, stage=stage, result=result, because=because, clause=clause, at=at, actor=actor
    )
    Candidate.objects.filter(application=application).update(state="fallen", reason=because.zh)
    request_written_result(outcome=outcome)
    body = Text(zh=f"{because.zh}（{clause.article}）", en=f"{because.en} ({words.article(clause.article, 'en')})")
    tell_applicant(application, title=title, body=body)
    return outcome
