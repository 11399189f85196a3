"""Who passes a review: the office's decision per application with its reason, inside what a shortlist allows."""

from django.db import transaction

from accounts.models import User
from awards.models import EditionStage, Standing
from awards.queries import stage_clause
from awards.services import Refused
from journal import clock
from journal.services import record
from schemes.regulation import Clause
from schemes.regulation.text import text

from .. import sealed
from ..models import PanelAssignment, PassDecision
from ..requirements import eliminates
from ..standings import limit_of, scores_of


@transaction.atomic
def decide_passing(*, assignment: PanelAssignment, passes: bool, reason: str, actor: User) -> PassDecision:
    """Say that an application passes the stage or not; can be changed until the stage closes.

    Raises :class:`Refused` before all sheets of its panel are in, without a reason, or when the stage is not open.
    """
    stage, clause = assignment.panel.stage, stage_clause(assignment.panel.stage)
    _refuse_unready(stage, clause)
    if not sealed.is_complete(assignment.panel):
        raise Refused(text("该评审组的评分表尚未全部锁定。", "Not all sheets of its panel are locked yet."), clause)
    if assignment.application.standing != Standing.IN_REVIEW:
        raise Refused(text("该申报已不在评审之中。", "The application is no longer in review."), clause)
    if not reason.strip():
        raise Refused(text("请写明理由。", "Give the reason."), clause)
    return _decide(assignment, passes, reason.strip()[:500], actor)


@transaction.atomic
def apply_shortlist(*, stage: EditionStage, actor: User) -> int:
    """Decide by the shortlist's ratio: certain ones pass, those below the cut don't, ties stay for the office (TZ-16).

    Returns how many were decided. Raises :class:`Refused` before all sheets of the stage are in.
    """
    clause = stage_clause(stage)
    _refuse_unready(stage, clause)
    rows = list(_rows(stage))
    scores = scores_of(stage)
    if len(scores) < len(rows):
        raise Refused(text("本环节的评分表尚未全部锁定。", "Not all sheets of the stage are locked yet."), clause)
    limit = limit_of(stage, scores)
    if limit is None:
        raise Refused(text("办法未规定入围比例。", "The regulation has no shortlist rule here."), clause)
    room = limit.cut.places
    decided = [row for row in rows if str(row.pk) not in limit.cut.tied]
    for row in decided:
        passes = str(row.pk) in limit.cut.certain
        reason = f"按得分入围，名额{room}家" if passes else f"得分排在入围名额{room}家之后"
        _decide(row, passes, reason, actor)
    return len(decided)


def _rows(stage: EditionStage):  # type: ignore[no-untyped-def]
    rows = PanelAssignment.objects.filter(stage=stage, application__standing=Standing.IN_REVIEW)
    return rows.select_related("panel__stage", "application")


def _decide(assignment: PanelAssignment, passes: bool, reason: str, actor: User) -> PassDecision:
    terms = {"passes": passes, "reason": reason, "decided_by": actor, "decided_at": clock.now()}
    decision, _ = PassDecision.objects.update_or_create(assignment=assignment, defaults=terms)
    record(
        "decide_passing", actor=actor, about=assignment.application, stage=assignment.panel.stage.kind, passes=passes,
        reason=reason,
    )  # fmt: skip
    return decision


def _refuse_unready(stage: EditionStage, clause: Clause) -> None:
    # Holds the stage: a decision and the closing that carries decisions out never overlap.
    if not EditionStage.objects.select_for_update().get(pk=stage.pk).is_open:
        raise Refused(text("本环节未在进行中。", "This stage is not open."), clause)
    if not eliminates(stage):
        raise Refused(text("本环节只计分，不淘汰。", "This stage only adds a score; nobody fails it."), clause)
