"""Rows as the scoring core reads them."""

from collections.abc import Iterable

from schemes.rules.scoring import Comments, Contradiction, contradictions

from .models import ItemScore


def comments_of(row: ItemScore) -> Comments:
    """A scored row; each line of text counts as one strength or opportunity. ValueError without a percentage."""
    if row.percent is None:
        raise ValueError(f"{row.item} has no percentage")
    return Comments(
        item=row.item, percent=row.percent, strengths=_lines(row.strengths), improvements=_lines(row.opportunities)
    )


def contradictions_of(rows: Iterable[ItemScore]) -> dict[str, Contradiction]:
    """Items whose percentage and comments contradict each other."""
    scored = [comments_of(row) for row in rows if row.percent is not None]
    return {found.item: found for found in contradictions(scored)}


def _lines(typed: str) -> int:
    return sum(bool(line.strip()) for line in typed.splitlines())
