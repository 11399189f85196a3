"""Results of applications whose panels' sheets are all in: totals, mean, place, how far scorers differ per item."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from awards.models import EditionStage
from schemes.regulation import Text
from schemes.rules.scoring import Spread, spread

from . import sealed
from .models import PanelAssignment, ScoreSheet
from .requirements import framework_of
from .standings import mean

TOLERANCE = 20  # percentage points; further apart is shown as a difference to talk about, nothing follows from it


@dataclass(frozen=True, kw_only=True)
class Result:
    """One application: its locked sheets and what follows from them; ``complete``: all of its panel's are in."""

    assignment: PanelAssignment
    sheets: tuple[ScoreSheet, ...]
    score: Decimal
    spreads: tuple[Spread, ...]
    complete: bool

    @property
    def wide(self) -> int:
        """Items on which the scorers differ by more than the tolerance."""
        return sum(found.over_tolerance for found in self.spreads)

    @property
    def lowest(self) -> Decimal:
        """The lowest sheet."""
        return min(sheet.total for sheet in self.sheets if sheet.total is not None)

    @property
    def highest(self) -> Decimal:
        """The highest sheet."""
        return max(sheet.total for sheet in self.sheets if sheet.total is not None)


def results_of(stage: EditionStage, rows: Sequence[PanelAssignment], *, early: bool = False) -> list[Result]:
    """Results of the rows whose panels' sheets are all in, in the rows' order; a fixed number of statements.

    With ``early`` also what is locked in panels that two people have opened; who shows that has it journalled.
    """
    panels = {row.panel_id for row in rows}
    complete = sealed.complete_among(panels)
    open_now = complete | (sealed.opened_early(panels) if early and panels - complete else set())
    wanted = {row.pk for row in rows if row.panel_id in open_now}
    by_row: dict[int, list[ScoreSheet]] = {}
    for sheet in sealed.opened_sheets(open_now).filter(assignment__in=wanted).prefetch_related("scores"):
        by_row.setdefault(sheet.assignment_id, []).append(sheet)
    return [_result(row, by_row[row.pk], row.panel_id in complete) for row in rows if row.pk in by_row]


def _result(row: PanelAssignment, sheets: list[ScoreSheet], complete: bool) -> Result:
    return Result(assignment=row, sheets=tuple(sheets), score=mean(sheets), spreads=_spreads(sheets), complete=complete)


def _spreads(sheets: list[ScoreSheet]) -> tuple[Spread, ...]:
    percents: dict[str, dict[str, int]] = {}
    for sheet in sheets:
        for row in sheet.scores.all():
            if row.percent is not None:
                percents.setdefault(row.item, {})[str(sheet.pk)] = row.percent
    return tuple(spread(item=item, percents=given, tolerance=TOLERANCE) for item, given in percents.items())


def dots(result: Result) -> list[dict[str, Any]]:
    """Rows of the dot plot: each item with every scorer's percentage."""
    framework = framework_of(result.assignment.panel.edition)
    wide = {found.item: found.over_tolerance for found in result.spreads}
    given: dict[str, list[int]] = {}
    for sheet in result.sheets:
        for row in sheet.scores.all():
            if row.percent is not None:
                given.setdefault(row.item, []).append(row.percent)
    return [
        {"label": _label(item.number, item.name), "shares": given[item.key], "agreed": None, "wide": wide[item.key]}
        for item in framework.items
        if item.key in given
    ]


def _label(number: str, name: Text) -> Text:
    return Text(zh=f"{number} {name.zh}", en=f"{number} {name.en}")


def category_shares(result: Result) -> list[dict[str, Any]]:
    """The radar: the panel's mean per category, in percent of its points."""
    framework = framework_of(result.assignment.panel.edition)
    number = len(result.sheets)
    return [
        {
            "label": category.name,
            "share": sum((Decimal(sheet.categories[category.key]) for sheet in result.sheets), Decimal(0))
            * 100 / number / category.points,
        }
        for category in framework.categories
        if all(category.key in sheet.categories for sheet in result.sheets)
    ]  # fmt: skip
