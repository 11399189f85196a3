"""Putting an application out of the review, at once (HZ-9.2, HZ-15a)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from schemes.regulation import Clause, Text

from ..models import Application, EditionStage, Result, StageOutcome
from .falling import fall


@transaction.atomic
def disqualify(
    *, application: Application, stage: EditionStage, because: Text, clause: Clause, at: datetime, actor: User | None
) -> StageOutcome:
    """Cancel an application's right to take part; ``at`` is the legal instant. A place it had stays taken.

    Raises :class:`Refused` when somebody else moved the application meanwhile.
    """
    return fall(
        application=application,
        stage=stage,
        result=Result.DISQUALIFIED,
        title=Text(zh="参评资格被取消", en="Your application was disqualified"),
        because=because,
        clause=clause,
        at=at,
        actor=actor,
    )
