"""A scoring framework: categories and items with points, bands of percentages, and what each band looks like."""

from typing import Literal, Self

from pydantic import model_validator

from .open import Count, Name
from .text import Term, Text

ProcessView = Literal["approach", "deployment", "learning", "integration"]
ResultView = Literal["levels", "trends", "comparisons", "integration"]
STEP = 5


class Item(Term):
    """One scored item; ``looks_at`` says what it asks about."""

    key: Name
    number: str
    name: Text
    points: Count
    kind: Literal["process", "result"]
    looks_at: Text


class Category(Term):
    """A category and its items; ``points`` is their sum."""

    key: Name
    number: str
    name: Text
    points: Count
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(item.points for item in self.items)
        if total != self.points:
            raise ValueError(f"category {self.number}: points: expected {self.points}, found {total} in its items")
        return self


class Band(Term):
    """A band of percentages, ``first`` to ``last`` inclusive in steps of 5, and its signs in each view."""

    first: Count
    last: Count
    process: dict[ProcessView, Text]
    result: dict[ResultView, Text]

    @property
    def percentages(self) -> tuple[int, ...]:
        """The percentages that can be given in the band."""
        return tuple(range(self.first, self.last + STEP, STEP))


class Framework(Term):
    """An edition of the review standard; ``key`` is also its file's name."""

    key: str
    name: Text
    standard: str
    total: Count
    categories: tuple[Category, ...]
    bands: tuple[Band, ...]
    views: dict[ProcessView | ResultView, Text]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = sum(category.points for category in self.categories)
        if total != self.total:
            raise ValueError(f"total: expected {self.total}, found {total} in the categories")
        if self.percentages != tuple(range(0, 100 + STEP, STEP)):
            raise ValueError("bands: expected every percentage from 0 to 100 in steps of 5, once and in order")
        return self

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for category in self.categories for item in category.items)

    @property
    def percentages(self) -> tuple[int, ...]:
        """Every percentage that can be given, in the order of the bands."""
        return tuple(percentage for band in self.bands for percentage in band.percentages)

    def item(self, key: str) -> Item:
        """The item with a key; KeyError if there is none."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def band(self, percentage: int) -> Band:
        """The band of a percentage; KeyError if it can't be given."""
        for band in self.bands:
            if percentage in band.percentages:
                return band
        raise KeyError(percentage)
