"""How long a period runs, day by day, and whether a notice is up long enough (G-4; 民法典 §§ 200-204)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Literal
from zoneinfo import ZoneInfo

from schemes.regulation.clauses import Clause
from schemes.regulation.open import OpenParameter
from schemes.regulation.organs import NoticePeriod
from schemes.regulation.text import Text, text

from .calendar import Day, WorkCalendar
from .dates import ONE_DAY
from .finding import Finding, Outcome
from .wording import en, zh

Unit = Literal["working_days", "calendar_days"]
FirstDay = Literal["day_after", "same_day"]
SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_HOLIDAY_DAYS = 5
LABEL = text("公示期限", "Length of the public notice")
UNITS = {"working_days": text("个工作日", "working days"), "calendar_days": text("天", "days")}


@dataclass(frozen=True, kw_only=True)
class CountedDay:
    """A day of a period: its number where it counts, and the reason why it does or does not."""

    day: date
    counts: bool
    number: int | None
    why: Text


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period from the day of its event; ``first_day`` is day one, ``ends_on`` the last day, inclusive until 24:00."""

    event_on: date
    first_day: date
    ends_on: date
    unit: Unit
    length: int
    days: tuple[CountedDay, ...]
    provisional: bool
    rolled_over: bool

    @property
    def fixed_end(self) -> date | None:
        """The last day where it is certain; None as long as a year's arrangement is not announced."""
        return None if self.provisional else self.ends_on


def ends_at(ends_on: date) -> datetime:
    """The instant a last day ends: 24:00 Asia/Shanghai, that is 00:00 of the next day (民法典 § 203)."""
    return datetime.combine(ends_on + ONE_DAY, time(), SHANGHAI)


def period(
    *, event_on: date, length: int, unit: Unit, calendar: WorkCalendar, first_day: FirstDay = "day_after"
) -> Period:
    """A period of ``length`` days. It starts the day after its event unless ``first_day`` says the same day.

    Working days skip days off; a calendar-day period that ends on a day off runs on to the next working day.
    Raises ValueError for a length below one.
    """
    if first_day == "same_day":
        return _count(event_on=event_on, start=event_on, length=length, unit=unit, calendar=calendar)
    return _count(event_on=event_on, start=event_on + ONE_DAY, length=length, unit=unit, calendar=calendar)


def propose_period(*, publish_on: date, rule: NoticePeriod, calendar: WorkCalendar) -> Period:
    """The default plan of a notice: published first, day one is the next working day, which satisfies both readings.

    Raises ValueError while the rule's length is still open (G-10).
    """
    terms = _terms(rule)
    if terms is None:
        raise ValueError(f"the length of the notice at {rule.stage} is open")
    length, unit = terms
    start = calendar.working_day_after(publish_on)
    return _count(event_on=publish_on, start=start, length=length, unit=unit, calendar=calendar)


def is_stated(rule: NoticePeriod) -> bool:
    """Whether a notice's length and unit are stated or settled."""
    return _terms(rule) is not None


def check_period(
    *, clause: Clause, rule: NoticePeriod, published_on: date, ends_on: date, calendar: WorkCalendar
) -> Finding:
    """Whether a notice up from ``published_on`` to ``ends_on`` (inclusive) is as long as its article asks.

    The day of publication does not count unless the rule says so. Unknown while the length is open or the days
    of a year it needs are not announced.
    """
    terms = _terms(rule)
    if terms is None:
        because = text(
            "办法未规定公示时长，须先补充并注明依据",
            "the length is not stated and must be entered with its basis first",
        )
        return _finding(clause, Outcome.UNKNOWN, because)
    length, unit = terms
    least = period(event_on=published_on, length=length, unit=unit, calendar=calendar, first_day=rule.first_day)
    if ends_on < least.ends_on:
        return _finding(clause, Outcome.NOT_MET, _too_short(least, ends_on))
    if least.provisional or not calendar.announced(ends_on.year):
        because = text(
            "跨入尚未公布放假安排的年份，不能确定截止日",
            "it reaches a year without announced days off: no end can be fixed",
        )
        return _finding(clause, Outcome.UNKNOWN, because)
    return _finding(clause, Outcome.MET, _long_enough(least, ends_on))


def crosses_long_holiday(*, first_day: date, ends_on: date, calendar: WorkCalendar) -> Text | None:
    """A warning where a span holds a run of five or more days off (a long holiday), else None."""
    for off, run in groupby(_each(first_day, ends_on, calendar), key=lambda day: not day.works):
        days = tuple(run)
        holiday = next((day.why for day in days if day.holiday), None)
        if off and holiday and len(days) >= LONG_HOLIDAY_DAYS:
            return text(
                f"期间含{holiday.zh}长假（{zh(days[0].day)}至{zh(days[-1].day)}）",
                f"it spans the long holiday {holiday.en} ({en(days[0].day)} to {en(days[-1].day)})",
            )
    return None


def _count(*, event_on: date, start: date, length: int, unit: Unit, calendar: WorkCalendar) -> Period:
    if length < 1:
        raise ValueError(f"a period has at least one day, not {length}")
    days = [_uncounted(day, start) for day in _each(event_on, start - ONE_DAY, calendar)]
    counted, day = 0, start
    while counted < length:
        today = calendar.explain(day)
        counts = unit == "calendar_days" or today.works
        counted += counts
        days.append(CountedDay(day=day, counts=counts, number=counted if counts else None, why=today.why))
        day += ONE_DAY
    nominal = days[-1].day
    ends_on = calendar.working_day_from(nominal)
    days += [_rolled(today) for today in _each(nominal + ONE_DAY, ends_on, calendar)]
    return Period(
        event_on=event_on,
        first_day=next(d.day for d in days if d.counts),
        ends_on=ends_on,
        unit=unit,
        length=length,
        days=tuple(days),
        provisional=any(not calendar.announced(d.day.year) for d in days),
        rolled_over=ends_on != nominal,
    )


def _each(first: date, last: date, calendar: WorkCalendar) -> list[Day]:
    return [calendar.explain(date.fromordinal(n)) for n in range(first.toordinal(), last.toordinal() + 1)]


def _uncounted(day: Day, start: date) -> CountedDay:
    why = text(f"{zh(start)}起算，当日不计入", f"not counted: the count starts on {en(start)}")
    return CountedDay(day=day.day, counts=False, number=None, why=why)


def _rolled(day: Day) -> CountedDay:
    why = text(
        "期间最后一日不是工作日，顺延至此" if day.works else f"{day.why.zh}，最后一日顺延",
        "the last day was a day off: the period runs on to this day"
        if day.works
        else f"{day.why.en}: the end moves on",
    )
    return CountedDay(day=day.day, counts=False, number=None, why=why)


def _terms(rule: NoticePeriod) -> tuple[int, Unit] | None:
    if isinstance(rule.at_least, OpenParameter) or isinstance(rule.unit, OpenParameter):
        return None
    return rule.at_least, rule.unit


def _too_short(least: Period, ends_on: date) -> Text:
    unit = UNITS[least.unit]
    return text(
        f"须满{least.length}{unit.zh}：{zh(least.event_on)}发布，最早{zh(least.ends_on)}届满，{zh(ends_on)}过早",
        f"{least.length} {unit.en} are due: published on {en(least.event_on)} it may end on {en(least.ends_on)} "
        f"at the earliest, {en(ends_on)} is too early",
    )


def _long_enough(least: Period, ends_on: date) -> Text:
    unit = UNITS[least.unit]
    return text(
        f"自{zh(least.event_on)}发布至{zh(ends_on)}，已满{least.length}{unit.zh}",
        f"published on {en(least.event_on)} and up until {en(ends_on)}, it reaches {least.length} {unit.en}",
    )


def _finding(clause: Clause, outcome: Outcome, because: Text) -> Finding:
    return Finding(clause=clause.id, article=clause.article, label=LABEL, outcome=outcome, because=because)
