"""Places by score; equal scores share a place and are shown as tied, never ordered silently."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A candidate and its exact score."""

    key: str
    score: Decimal


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """An entry's place from 1 (1, 2, 2, 4 …) and the keys it shares the place with."""

    entry: Entry
    place: int
    tied_with: tuple[str, ...] = ()


def rank(entries: Iterable[Entry]) -> tuple[Ranked, ...]:
    """Entries from the highest score down. Within a tie the order of keys only makes the list stable."""
    ordered = sorted(entries, key=lambda entry: (-entry.score, entry.key))
    ranked: list[Ranked] = []
    for _, group in groupby(ordered, key=lambda entry: entry.score):
        tied = tuple(group)
        place = len(ranked) + 1
        ranked += [
            Ranked(entry=entry, place=place, tied_with=tuple(o.key for o in tied if o is not entry)) for entry in tied
        ]
    return tuple(ranked)


def meets_minimum(*, score: Decimal, minimum: Decimal) -> bool:
    """Whether an exact score reaches a minimum; the minimum itself does, a hair less does not."""
    return score >= minimum
