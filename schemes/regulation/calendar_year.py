"""One year's arrangement of holidays by the State Council: days off and days worked instead."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from .text import Term, Text

_SATURDAY = 5


class DaysOff(Term):
    """A holiday, from its first to its last day inclusive, weekends within it included."""

    name: Text
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each day of the holiday."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


class MakeUpDay(Term):
    """A weekend day on which work is done for a day off; ``name`` is the holiday it makes up for."""

    name: Text
    day: date


class CalendarYear(Term):
    """The announced arrangement of one year, with the number and day of the notice."""

    year: int
    notice: str
    issued_on: date
    off: tuple[DaysOff, ...]
    work: tuple[MakeUpDay, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for holiday in self.off:
            if holiday.last < holiday.first:
                raise ValueError(f"expected {holiday.name.zh} to end on or after {holiday.first}, found {holiday.last}")
            if self.year not in (holiday.first.year, holiday.last.year):
                raise ValueError(f"expected {holiday.name.zh} to fall in {self.year}, found {holiday.first}")
        for before, after in pairwise(self.off):
            if after.first <= before.last:
                raise ValueError(f"expected {after.name.zh} to begin after {before.last}, found {after.first}")
        for made_up in self.work:
            if made_up.day.weekday() < _SATURDAY or made_up.day in self.days_off():
                raise ValueError(f"expected a make-up day on a weekend outside the holidays, found {made_up.day}")
        return self

    def days_off(self) -> dict[date, Text]:
        """Every day off with the holiday's name."""
        return {day: holiday.name for holiday in self.off for day in holiday.days()}

    def days_worked(self) -> dict[date, Text]:
        """Every make-up day with the name of the holiday it makes up for."""
        return {made_up.day: made_up.name for made_up in self.work}
