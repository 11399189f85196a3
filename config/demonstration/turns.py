"""Several stories told at once in the order of their moments, so that the journal's lines follow the clock."""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Condition, Thread
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Turn = Callable[[datetime], None]


class Broken(Exception):
    """Another story failed: this one stops."""


class _Turns:
    """Exactly one story runs at any time: the one whose next moment is the earliest."""

    def __init__(self, stories: int) -> None:
        self._next: dict[int, datetime | None] = dict.fromkeys(range(stories))
        self._runs = 0
        self._broken = False
        self._changed = Condition()

    def wait(self, story: int, moment: datetime | None = None) -> None:
        """Give the turn to the earliest story and come back when it is this one's."""
        with self._changed:
            self._next[story] = moment
            self._give()
            self._changed.wait_for(lambda: self._runs == story)
            if self._broken:
                raise Broken

    def begin(self, story: int) -> None:
        """Wait for the first turn; stories begin in their order."""
        with self._changed:
            self._changed.wait_for(lambda: self._runs == story)

    def end(self, story: int, *, broken: bool) -> None:
        """Leave the turn to the others; when this one broke off they stop at their next turn."""
        with self._changed:
            self._broken = self._broken or broken
            del self._next[story]
            self._give()

    def _give(self) -> None:
        if self._next:
            # A story that has not begun yet names no moment: it begins first, to say when it starts.
            self._runs = min(self._next, key=self._order)
        self._changed.notify_all()

    def _order(self, story: int) -> tuple[float, int]:
        moment = self._next[story]
        return (moment.timestamp() if moment else 0.0, story)


def tell_together(stories: Sequence[Callable[[Turn], Any]]) -> list[Any]:
    """Run stories in turns on the caller's connection and transaction; each gets its ``turn``. Returns results."""
    turns, told = _Turns(len(stories)), [None] * len(stories)
    failures: list[BaseException] = []
    shared = connections[DEFAULT_DB_ALIAS]

    def run(number: int) -> None:
        connections[DEFAULT_DB_ALIAS] = shared
        turns.begin(number)
        before = len(failures)
        try:
            told[number] = None if failures else stories[number](lambda moment: turns.wait(number, moment))
        except Exception as failure:
            failures.append(failure)
        turns.end(number, broken=len(failures) > before)

    shared.inc_thread_sharing()
    try:
        threads = [Thread(target=run, args=(number,)) for number in range(len(stories))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        shared.dec_thread_sharing()
    if failures:
        raise failures[0]
    return told
