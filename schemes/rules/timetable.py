"""A plan of an edition's stages from the day of its call: notices by the calendar, other stages by usual length."""

from dataclasses import dataclass
from datetime import date, timedelta

from schemes.regulation.clauses import Clause
from schemes.regulation.document import Regulation
from schemes.regulation.organs import NoticePeriod, Stage
from schemes.regulation.stages import StageKind
from schemes.regulation.text import Text, text

from .calendar import WorkCalendar
from .periods import Period, crosses_long_holiday, is_stated, propose_period


@dataclass(frozen=True, kw_only=True)
class PlannedStage:
    """A stage's planned days, both inclusive; ``period`` counts a notice's; provisional where the end is uncertain."""

    kind: StageKind
    name: Text
    opens_on: date
    closes_on: date
    period: Period | None
    provisional: bool
    because: Text
    warning: Text | None
    clause: str
    article: str


def propose(*, regulation: Regulation, opens_on: date, calendar: WorkCalendar) -> tuple[PlannedStage, ...]:
    """Stage dates from a first day: each stage opens on the working day after the one before closes."""
    planned: list[PlannedStage] = []
    day = calendar.working_day_from(opens_on)
    for stage in regulation.stages:
        planned.append(plan_stage(regulation=regulation, stage=stage, opens_on=day, calendar=calendar))
        day = calendar.working_day_after(planned[-1].closes_on)
    return tuple(planned)


def plan_stage(*, regulation: Regulation, stage: Stage, opens_on: date, calendar: WorkCalendar) -> PlannedStage:
    """One stage from its first day: a notice runs its article's length, another stage its usual number of days."""
    notice = regulation.notice_period(stage.kind)
    if notice and is_stated(notice[1]):
        return _notice(stage, *notice, opens_on, calendar)
    closes_on = calendar.working_day_from(opens_on + timedelta(days=stage.plan_days - 1))
    because = (
        text("办法未规定公示时长，按通常天数暂列", "the length is not stated: a usual number of days, for now")
        if notice
        else text(f"通常安排{stage.plan_days}天", f"usually {stage.plan_days} days")
    )
    clause = notice[0] if notice else regulation.clause(stage.clause)
    return _planned(stage, clause, opens_on, closes_on, because, calendar, uncertain=notice is not None)


def _notice(stage: Stage, clause: Clause, rule: NoticePeriod, opens_on: date, calendar: WorkCalendar) -> PlannedStage:
    counted = propose_period(publish_on=opens_on, rule=rule, calendar=calendar)
    because = text(
        "先发布，下一个工作日起算，两种算法均满足",
        "published first, counted from the next working day: both readings hold",
    )
    return _planned(stage, clause, opens_on, counted.ends_on, because, calendar, period=counted)


def _planned(
    stage: Stage,
    clause: Clause,
    opens_on: date,
    closes_on: date,
    because: Text,
    calendar: WorkCalendar,
    period: Period | None = None,
    uncertain: bool = False,
) -> PlannedStage:
    announced = calendar.announced(opens_on.year) and calendar.announced(closes_on.year)
    return PlannedStage(
        kind=stage.kind,
        name=stage.name,
        opens_on=opens_on,
        closes_on=closes_on,
        period=period,
        provisional=uncertain or not announced or bool(period and period.provisional),
        because=because,
        warning=crosses_long_holiday(first_day=opens_on, ends_on=closes_on, calendar=calendar),
        clause=clause.id,
        article=clause.article,
    )
