"""Everything that is due, of all apps, in order: the sweeps together, and the next moment at which one has work."""

from collections.abc import Iterator
from datetime import datetime

from awards.services.sweeps import next_sweep, run_sweeps
from journal import clock
from journal.services import deliver
from publicity.services import due as publicity_due
from schemes.regulation import Text


def run_everything_due(as_of: datetime | None = None, *, deliveries: bool = True) -> list[Text]:
    """Run each sweep until none has anything left, then deliver what that queued; returns one sentence per effect."""
    done: list[Text] = []
    while effects := list(_once(as_of or clock.now())):
        done += effects
    if deliveries:
        deliver()
    return done


def _once(as_of: datetime) -> Iterator[Text]:
    yield from publicity_due.run_due(as_of=as_of)
    yield from run_sweeps(as_of)


def next_due() -> datetime | None:
    """The earliest moment in the future at which a sweep will have something to do."""
    moments = [moment for moment in (publicity_due.next_due(), next_sweep()) if moment]
    return min(moments, default=None)
