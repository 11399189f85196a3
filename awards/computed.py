"""Rates that follow from the declared figures, shown beside what was declared; nothing is decided on them."""

from collections.abc import Callable, Mapping
from decimal import Decimal

Years = Mapping[int, Decimal]
Figures = Mapping[str, Years]
HUNDRED = Decimal(100)


def computed(key: str, figures: Figures) -> dict[int, Decimal]:
    """A rate by year in percent, for the years whose figures are all there; empty for a rate that is only declared."""
    if key not in _RATES:
        return {}
    needed, rate = _RATES[key]
    years = set.intersection(*(set(figures.get(name, {})) for name in needed))
    return {
        year: rate({name: figures[name][year] for name in needed})
        for year in sorted(years)
        if _divides(needed, figures, year)
    }


def _divides(needed: tuple[str, ...], figures: Figures, year: int) -> bool:
    return figures[needed[-1]][year] != 0


def _return_on_assets(of: Mapping[str, Decimal]) -> Decimal:
    return (of["total_profit"] + of["tax_paid"] + of["interest_paid"]) / of["average_assets"] * HUNDRED


def _equity_growth(of: Mapping[str, Decimal]) -> Decimal:
    return of["closing_equity"] / of["opening_equity"] * HUNDRED


# The last figure named is the divisor.
_RATES: dict[str, tuple[tuple[str, ...], Callable[[Mapping[str, Decimal]], Decimal]]] = {
    "return_on_total_assets": (("total_profit", "tax_paid", "interest_paid", "average_assets"), _return_on_assets),
    "equity_growth_rate": (("closing_equity", "opening_equity"), _equity_growth),
}
