"""Every sweep of the awards, in order: what beat wakes, what is run by hand, what a moved clock carries out."""

from collections.abc import Iterator
from datetime import datetime

from schemes.regulation import Text

from . import due, inquiry_due


def run_sweeps(as_of: datetime) -> Iterator[Text]:
    """Run each sweep once; one sentence per effect. Safe to repeat, late, or by two workers."""
    yield from due.run_due(as_of)
    yield from inquiry_due.run_due_inquiries(as_of)


def next_sweep() -> datetime | None:
    """The earliest moment in the future at which one of them will have something to do."""
    moments = (due.next_due(), inquiry_due.next_due_inquiry())
    return min((moment for moment in moments if moment), default=None)
