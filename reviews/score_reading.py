"""A sheet as the pages show it: items with their bands, totals by category, what contradicts itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from schemes.catalogue import framework as framework_by_key
from schemes.regulation import Text
from schemes.regulation.framework import Band, Category, Framework, Item
from schemes.regulation.text import text
from schemes.rules.scoring import IMPROVEMENTS_BELOW, STRENGTHS_FROM, Contradiction, category_totals, item_points

from .models import ItemScore, ScoreSheet
from .reading import contradictions_of
from .requirements import BEST_PERCENT, framework_of


@dataclass(frozen=True, kw_only=True)
class ScoredItem:
    """One item: what the framework says, what the scorer gave. Named as ``components/score_item.html`` takes it."""

    key: str
    number: str
    name: Text
    points: int
    field: str
    looks_at: Text
    value: int | None
    scored: Decimal | None
    bands: tuple[dict[str, Any], ...]
    strengths: str
    opportunities: str
    revision: int
    locked: bool
    contradiction: Contradiction | None = None
    error: Any = None
    mine: dict[str, str] | None = None

    @property
    def lacks(self) -> str:
        """Which comment would carry the percentage and is missing."""
        if self.contradiction is None or self.value is None:
            return ""
        return "strengths" if self.value >= STRENGTHS_FROM else "opportunities"


@dataclass(frozen=True, kw_only=True)
class Unsaved:
    """What was typed into an item and not saved, and why; ``taken``: what stands now was saved elsewhere."""

    item: str
    error: str
    percent: str
    strengths: str
    opportunities: str
    taken: bool


@dataclass(frozen=True, kw_only=True)
class ScoredCategory:
    """A category, its items, and its points so far."""

    category: Category
    items: tuple[ScoredItem, ...]
    points: Decimal

    @property
    def label(self) -> Text:
        """Its name, for the radar."""
        return self.category.name

    @property
    def share(self) -> Decimal:
        """Points so far in percent of the category's."""
        return self.points * BEST_PERCENT / self.category.points


@dataclass(frozen=True, kw_only=True)
class ScoredSheet:
    """The whole sheet."""

    categories: tuple[ScoredCategory, ...]
    most: int
    guides: tuple[dict[str, Any], ...] = ()
    strengths_from = STRENGTHS_FROM
    improvements_below = IMPROVEMENTS_BELOW

    @property
    def items(self) -> list[ScoredItem]:
        """Every item in order."""
        return [item for category in self.categories for item in category.items]

    @property
    def total(self) -> Decimal:
        """Points so far."""
        return sum((category.points for category in self.categories), Decimal(0))

    @property
    def done(self) -> int:
        """Items with a percentage."""
        return sum(item.value is not None for item in self.items)

    @property
    def contradictory(self) -> list[ScoredItem]:
        """Items whose percentage and comments contradict each other."""
        return [item for item in self.items if item.contradiction]


def scored_sheet(sheet: ScoreSheet, unsaved: Unsaved | None = None) -> ScoredSheet:
    """Read a sheet's rows (one statement); what could not be saved stays in the page."""
    framework = framework_of(sheet.assignment.panel.edition)
    found = arranged(framework, list(sheet.scores.all()), bool(sheet.locked_at))
    if unsaved is None:
        return found
    categories = tuple(
        replace(part, items=tuple(_with(item, unsaved) if item.key == unsaved.item else item for item in part.items))
        for part in found.categories
    )
    return replace(found, categories=categories)


def _with(item: ScoredItem, unsaved: Unsaved) -> ScoredItem:
    if unsaved.taken:
        mine = {"percent": unsaved.percent, "strengths": unsaved.strengths, "opportunities": unsaved.opportunities}
        return replace(item, error=unsaved.error, mine=mine)
    return replace(item, error=unsaved.error, strengths=unsaved.strengths, opportunities=unsaved.opportunities)


def arranged(framework: Framework, rows: Iterable[ItemScore], locked: bool) -> ScoredSheet:
    """Rows in the framework's order, with totals and contradictions."""
    by_key = {row.item: row for row in rows}
    contradictory = contradictions_of(by_key.values())
    percents = {row.item: row.percent for row in by_key.values() if row.percent is not None}
    totals = category_totals(percents=percents, categories=framework.categories)
    categories = tuple(
        ScoredCategory(
            category=category,
            points=totals[category.key],
            items=tuple(
                _item(framework.key, item, by_key[item.key], contradictory.get(item.key), locked)
                for item in category.items
                if item.key in by_key
            ),
        )
        for category in framework.categories
    )
    return ScoredSheet(categories=categories, most=framework.total, guides=_guides(framework.key))


def _item(framework: str, item: Item, row: ItemScore, contradiction: Contradiction | None, locked: bool) -> ScoredItem:
    scored = None if row.percent is None else item_points(percent=row.percent, points=item.points)
    bands = tuple({**band, "chosen": row.percent in band["steps"]} for band in _bands(framework, item.kind))
    return ScoredItem(
        key=item.key, number=item.number, name=item.name, points=item.points, field=item.key, looks_at=item.looks_at,
        value=row.percent, scored=scored, bands=bands, strengths=row.strengths, opportunities=row.opportunities,
        revision=row.revision, locked=locked, contradiction=contradiction,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _guides(framework: str) -> tuple[dict[str, Any], ...]:
    names = {"process": text("过程条目", "Process items"), "result": text("结果条目", "Result items")}
    return tuple({"name": name, "bands": _bands(framework, kind)} for kind, name in names.items())


@lru_cache(maxsize=16)
def _bands(framework: str, kind: str) -> tuple[dict[str, Any], ...]:
    found = framework_by_key(framework)
    return tuple(
        {"low": band.first, "high": band.last, "steps": band.percentages, "guidance": _guidance(found, band, kind)}
        for band in found.bands
    )


def _guidance(framework: Framework, band: Band, kind: str) -> Text:
    signs = band.process if kind == "process" else band.result
    return text(
        "；".join(f"{framework.views[view].zh}：{said.zh}" for view, said in signs.items()) + "。",
        "; ".join(f"{framework.views[view].en}: {said.en}" for view, said in signs.items()) + ".",
    )
