"""Losing a proposed award after the public notice; nobody moves up (HZ-9.5, TZ-20)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from schemes.regulation import Clause, Text

from ..models import Application, EditionStage, Result, StageOutcome
from .falling import fall


@transaction.atomic
def lose_award(
    *, application: Application, stage: EditionStage, because: Text, clause: Clause, at: datetime, actor: User | None
) -> StageOutcome:
    """Take a proposed award away; its place in the quota stays taken, so that nobody can move up into it.

    Raises :class:`Refused` when somebody else moved the application meanwhile.
    """
    return fall(
        application=application,
        stage=stage,
        result=Result.AWARD_LOST,
        title=Text(zh="获奖资格被取消", en="The proposed award is lost"),
        because=because,
        clause=clause,
        at=at,
        actor=actor,
    )
