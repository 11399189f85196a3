"""Everything that is due, of all apps, in order: the sweeps together, and the next moment at which one has work."""

from collections.abc import Iterator
from datetime import datetime

from awards.services import due as awards_due
from awards.services import inquiry_due
from journal import clock
from journal.services import deliver
from publicity.services import due as publicity_due


def run_everything_due(as_of: datetime | None = None, *, deliveries: bool = True) -> list[str]:
    """Run each sweep until none has anything left, then deliver what that queued; returns one sentence per effect."""
    done: list[str] = []
    while effects := list(_once(as_of or clock.now())):
        done += effects
    if deliveries:
        deliver()
    return done


def _once(as_of: datetime) -> Iterator[str]:
    yield from publicity_due.run_due(as_of=as_of)
    yield from awards_due.run_due(as_of=as_of)
    yield from inquiry_due.run_due_inquiries(as_of)


def next_due() -> datetime | None:
    """The earliest moment in the future at which a sweep will have something to do."""
    ends = (publicity_due.next_due(), awards_due.next_due(), inquiry_due.next_due_inquiry())
    moments = [moment for moment in ends if moment]
    return min(moments, default=None)
