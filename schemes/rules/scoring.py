"""Points from percentages: items, sheets, categories, panels, stages. Exact decimals; rounding is for display only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from statistics import median
from typing import Protocol

from schemes.regulation.stages import StageKind
from schemes.regulation.text import Text, text

HUNDRED = Decimal(100)
STEP = 5
PERCENTAGES = tuple(range(0, 101, STEP))
DISPLAYED = Decimal("0.01")
# Means of a few sheets may have no finite decimal; twelve places keep equal scores equal and different ones apart.
KEPT = Decimal("1E-12")
STRENGTHS_FROM = 70
IMPROVEMENTS_BELOW = 30


class ScoredItem(Protocol):
    """What scoring needs to know of a framework's item."""

    @property
    def key(self) -> str: ...

    @property
    def points(self) -> int: ...


class ScoredCategory(Protocol):
    """A category and its items."""

    @property
    def key(self) -> str: ...

    @property
    def items(self) -> Sequence[ScoredItem]: ...


@dataclass(frozen=True, kw_only=True)
class Comments:
    """How an expert filled one item: percentage, number of strengths and of opportunities for improvement."""

    item: str
    percent: int
    strengths: int
    improvements: int


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """An item whose comments do not carry its percentage."""

    item: str
    because: Text


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far experts differ on an item, in percent; ``outliers`` are further from the median than the tolerance."""

    item: str
    range: Decimal
    stdev: Decimal
    median: Decimal
    outliers: tuple[str, ...]
    over_tolerance: bool


def is_allowed(percent: int) -> bool:
    """Whether a percentage can be given: 0 to 100 in steps of five."""
    return percent in PERCENTAGES


def item_points(*, percent: int, points: int) -> Decimal:
    """Points of one item, exact: percentage times the item's points. Raises ValueError off the steps of five."""
    if not is_allowed(percent):
        raise ValueError(f"{percent} % is not one of 0, 5, 10 … 100")
    return Decimal(percent) * Decimal(points) / HUNDRED


def sheet_total(*, percents: Mapping[str, int], items: Iterable[ScoredItem]) -> Decimal:
    """Total of a complete sheet. Raises ValueError naming the items that are missing or unknown."""
    known = tuple(items)
    strange = {item.key for item in known} ^ set(percents)
    if strange:
        raise ValueError(f"items missing or unknown: {', '.join(sorted(strange))}")
    return sum((item_points(percent=percents[item.key], points=item.points) for item in known), Decimal(0))


def category_totals(*, percents: Mapping[str, int], categories: Iterable[ScoredCategory]) -> dict[str, Decimal]:
    """Points by category; items without a percentage count nothing yet."""
    return {
        category.key: sum(
            (
                item_points(percent=percents[item.key], points=item.points)
                for item in category.items
                if item.key in percents
            ),
            Decimal(0),
        )
        for category in categories
    }


def panel_score(totals: Iterable[Decimal]) -> Decimal:
    """A panel's score: the mean of its experts' totals, kept to twelve places. Raises ValueError without a sheet."""
    sheets = tuple(totals)
    if not sheets:
        raise ValueError("a panel without a sheet has no score")
    return _kept(sum(sheets, Decimal(0)) / len(sheets))


def weighted_total(*, scores: Mapping[StageKind, Decimal], weights: Mapping[StageKind, Decimal]) -> Decimal:
    """Total out of the stages' scores, each out of the framework's total, by their shares in percent.

    Raises ValueError where the shares are not 100 % or a weighted stage has no score.
    """
    if sum(weights.values()) != HUNDRED:
        raise ValueError(f"the shares total {sum(weights.values())} %, not 100 %")
    missing = [stage for stage in weights if stage not in scores]
    if missing:
        raise ValueError(f"no score for {', '.join(missing)}")
    return _kept(sum((scores[stage] * share / HUNDRED for stage, share in weights.items()), Decimal(0)))


def displayed(score: Decimal) -> Decimal:
    """A score with two decimals, halves up: for display only, nothing is decided on it."""
    return score.quantize(DISPLAYED, rounding=ROUND_HALF_UP)


def contradictions(sheet: Iterable[Comments]) -> tuple[Contradiction, ...]:
    """Items scored high without a strength, or low without an opportunity for improvement."""
    return tuple(found for comments in sheet if (found := _contradiction(comments)))


def uncommented(*, sheet: Iterable[Comments], categories: Iterable[ScoredCategory] | None = None) -> tuple[str, ...]:
    """Items without any comment; with ``categories``, the categories in which no item has one."""
    bare = {comments.item for comments in sheet if not comments.strengths and not comments.improvements}
    if categories is None:
        return tuple(sorted(bare))
    return tuple(category.key for category in categories if all(item.key in bare for item in category.items))


def spread(*, item: str, percents: Mapping[str, int], tolerance: int) -> Spread:
    """How experts' percentages of one item differ. Raises ValueError without a percentage."""
    if not percents:
        raise ValueError(f"nobody has scored {item}")
    values = {expert: Decimal(percent) for expert, percent in percents.items()}
    middle = median(values.values())
    width = max(values.values()) - min(values.values())
    outliers = tuple(sorted(expert for expert, value in values.items() if abs(value - middle) > tolerance))
    return Spread(
        item=item,
        range=width,
        stdev=_stdev(tuple(values.values())),
        median=middle,
        outliers=outliers,
        over_tolerance=width > tolerance,
    )


def _contradiction(comments: Comments) -> Contradiction | None:
    if comments.percent >= STRENGTHS_FROM and not comments.strengths:
        return Contradiction(
            item=comments.item,
            because=text(f"得分率{comments.percent}%，却未写优势", f"{comments.percent} % without a single strength"),
        )
    if comments.percent < IMPROVEMENTS_BELOW and not comments.improvements:
        return Contradiction(
            item=comments.item,
            because=text(
                f"得分率{comments.percent}%，却未写改进机会",
                f"{comments.percent} % without an opportunity for improvement",
            ),
        )
    return None


def _stdev(values: Sequence[Decimal]) -> Decimal:
    mean = sum(values, Decimal(0)) / len(values)
    return (sum(((value - mean) ** 2 for value in values), Decimal(0)) / len(values)).sqrt()


def _kept(score: Decimal) -> Decimal:
    return score.quantize(KEPT, rounding=ROUND_HALF_EVEN)
