"""Which days are working days, why, and whether that is already certain (Asia/Shanghai, G-4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from schemes.regulation.text import Text

from .dates import ONE_DAY

SATURDAY = 5
# Days off whose date does not follow the moon, by the State Council's holiday regulation (2024 wording), Article 2.
FIXED_HOLIDAYS = {
    (1, 1): Text(zh="元旦", en="New Year's Day"),
    (5, 1): Text(zh="劳动节", en="Labour Day"),
    (5, 2): Text(zh="劳动节", en="Labour Day"),
    (10, 1): Text(zh="国庆节", en="National Day"),
    (10, 2): Text(zh="国庆节", en="National Day"),
    (10, 3): Text(zh="国庆节", en="National Day"),
}
ORDINARY = Text(zh="工作日", en="working day")
WEEKEND = Text(zh="周末", en="weekend")


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A year's announced days: the notice's number, days off and working weekend days, each with its holiday."""

    year: int
    notice: str
    off: Mapping[date, Text]
    make_up: Mapping[date, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day: whether it works, why, and whether its year's arrangement is still to be announced."""

    day: date
    works: bool
    why: Text
    provisional: bool
    holiday: bool = False


class WorkCalendar:
    """The announced years; an arrangement given later (entered by the office) replaces an earlier one of its year."""

    def __init__(self, *, arrangements: Iterable[Arrangement] = ()) -> None:
        self._years = {arrangement.year: arrangement for arrangement in arrangements}
        self._off = {day: name for year in self._years.values() for day, name in year.off.items()}
        self._make_up = {day: name for year in self._years.values() for day, name in year.make_up.items()}

    @property
    def years(self) -> tuple[int, ...]:
        """The announced years in order."""
        return tuple(sorted(self._years))

    def announced(self, year: int) -> bool:
        """Whether the State Council's arrangement of a year is known."""
        return year in self._years

    def notice(self, year: int) -> str | None:
        """Number of the notice that arranged a year, or None."""
        return self._years[year].notice if year in self._years else None

    def with_arrangements(self, arrangements: Iterable[Arrangement]) -> "WorkCalendar":
        """This calendar with years added or replaced, as when the office enters an arrangement."""
        return WorkCalendar(arrangements=(*self._years.values(), *arrangements))

    def explain(self, day: date) -> Day:
        """One day with its reason. In a year not announced only weekends and fixed holidays are off: provisional."""
        announced = self.announced(day.year)
        if day in self._make_up:
            return _day(day, True, _make_up(self._make_up[day]), announced)
        if day in self._off:
            return _day(day, False, self._off[day], announced, holiday=True)
        if not announced and (day.month, day.day) in FIXED_HOLIDAYS:
            return _day(day, False, FIXED_HOLIDAYS[(day.month, day.day)], announced, holiday=True)
        weekend = day.weekday() >= SATURDAY
        return _day(day, not weekend, WEEKEND if weekend else ORDINARY, announced)

    def works(self, day: date) -> bool:
        """Whether a day is a working day."""
        return self.explain(day).works

    def working_day_from(self, day: date) -> date:
        """The day itself if it works, else the next working day."""
        while not self.works(day):
            day += ONE_DAY
        return day

    def working_day_after(self, day: date) -> date:
        """The first working day after a day."""
        return self.working_day_from(day + ONE_DAY)


def _make_up(name: Text) -> Text:
    return Text(zh=f"{name.zh}调休上班", en=f"make-up workday for {name.en}")


def _day(day: date, works: bool, why: Text, announced: bool, holiday: bool = False) -> Day:
    if not announced:
        why = Text(
            zh=f"{why.zh}（当年放假安排尚未公布，暂定）", en=f"{why.en} (the year's arrangement is not announced yet)"
        )
    return Day(day=day, works=works, why=why, provisional=not announced, holiday=holiday)
