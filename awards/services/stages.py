"""Opening and closing a stage: what is missing is listed, what is done is done once."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from journal import clock
from journal.services import record
from schemes.regulation import Text

from ..models import Edition, EditionStage
from ..queries import missing_parameters, stage_clause, stage_rule
from ..stages import Blocker, behaviour
from .errors import Refused


def blockers_to_open(stage: EditionStage) -> list[Blocker]:
    """Everything missing before a stage can open: order, parameters (G-10), and the stage's own needs."""
    return [*_order(stage), *_parameters(stage), *behaviour(stage.kind).needs_to_open(stage)]


def blockers_to_close(stage: EditionStage) -> list[Blocker]:
    """Everything missing before an open stage can close."""
    return behaviour(stage.kind).needs_to_close(stage)


@transaction.atomic
def open_stage(*, stage: EditionStage, actor: User | None, closes_at: datetime | None = None) -> EditionStage:
    """Open a stage; of two people doing it one is refused. ``closes_at``: its legal end, where it has one."""
    _refuse(blockers_to_open(stage), stage, Text(zh="本环节还不能开始。", en="This stage cannot open yet."))
    moment = clock.now()
    closes_at = closes_at or stage.closes_at
    if not EditionStage.objects.filter(pk=stage.pk, opened_at=None).update(opened_at=moment, closes_at=closes_at):
        raise Refused(Text(zh="本环节已经开始。", en="This stage is open already."), stage_clause(stage))
    stage.refresh_from_db(fields=["opened_at", "closes_at"])
    record("open_stage", actor=actor, about=stage.edition, stage=stage.kind, closes_at=closes_at)
    behaviour(stage.kind).opened(stage, actor=actor, at=moment)
    return stage


@transaction.atomic
def close_stage(*, stage: EditionStage, actor: User | None, at: datetime | None = None) -> EditionStage:
    """Close an open stage and write what that does to each application; ``at``: the legal instant, now if not given."""
    moment = at or clock.now()
    if not EditionStage.objects.filter(pk=stage.pk, opened_at__isnull=False, closed_at=None).update(closed_at=moment):
        raise Refused(Text(zh="本环节未在进行中。", en="This stage is not open."), stage_clause(stage))
    _refuse(blockers_to_close(stage), stage, Text(zh="本环节还不能结束。", en="This stage cannot close yet."))
    stage.refresh_from_db(fields=["closed_at"])
    behaviour(stage.kind).closed(stage, actor=actor, at=moment)
    record("close_stage", actor=actor, about=stage.edition, stage=stage.kind, legal_instant=moment)
    return stage


def _refuse(blockers: list[Blocker], stage: EditionStage, text: Text) -> None:
    if blockers:
        raise Refused(text, stage_clause(stage), blockers)


def _order(stage: EditionStage) -> list[Blocker]:
    earlier = [s for s in Edition.objects.get(pk=stage.edition_id).stages.all() if s.position < stage.position]
    clause = stage_clause(stage)
    return [
        Blocker(
            text=Text(
                zh=f"“{stage_rule(other).name.zh}”尚未结束。", en=f"“{stage_rule(other).name.en}” has not ended."
            ),
            clause=clause.id,
            article=clause.article,
        )
        for other in earlier
        if other.closed_at is None
    ]


def _parameters(stage: EditionStage) -> list[Blocker]:
    return [
        Blocker(
            text=Text(
                zh=f"办法未规定、本届尚未确定：{parameter.asks.zh}",
                en=f"Left open by the regulation and not yet entered: {parameter.asks.en}",
            ),
            clause=clause.id,
            article=clause.article,
        )
        for clause, parameter in missing_parameters(stage.edition)
        if parameter.needed_by == stage.kind
    ]
