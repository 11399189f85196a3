"""How reasons write days and numbers in the portal's two languages."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from schemes.regulation.text import Text

HUNDREDTH = Decimal("0.01")


def zh(day: date) -> str:
    """A day in Chinese: 2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def en(day: date) -> str:
    """A day in English: 21 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def points(score: Decimal) -> str:
    """A score with two decimals, for display only: halves round up, nothing is decided on it."""
    return str(score.quantize(HUNDREDTH, rounding=ROUND_HALF_UP))


def plain(value: Decimal) -> str:
    """A number without needless zeros and never in exponent form."""
    return f"{value.normalize():f}"


def joined(texts: Iterable[Text]) -> Text:
    """Several statements as one."""
    several = tuple(texts)
    return Text(zh="；".join(t.zh for t in several), en="; ".join(t.en for t in several))
