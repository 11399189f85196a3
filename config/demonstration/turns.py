"""Several stories told at once in the order of their moments, so that the journal's lines follow the clock."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Condition, Thread
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Turn = Callable[[datetime], datetime]


class Broken(Exception):
    """Another story failed: this one stops."""


class _Turns:
    """Exactly one story runs at any time: the one whose next moment is the earliest."""

    def __init__(self, stories: int) -> None:
        self._next: dict[int, datetime | None] = dict.fromkeys(range(stories))
        self._runs = 0
        self._broken = False
        self._changed = Condition()
        self._began: tuple[datetime, float] | None = None

    def wait(self, story: int, moment: datetime) -> datetime:
        """Give the turn to the earliest story and come back when it is this one's.

        Returns the story's moment, or a later one while the act before still lasted then: a slow machine's clock, too,
        ticks within an act.
        """
        with self._changed:
            self._next[story] = moment
            self._give()
            self._changed.wait_for(lambda: self._runs == story)
            if self._broken:
                raise Broken
            begins = max(moment, self._reached(moment))
            self._began = (begins, time.monotonic())
            return begins

    def _reached(self, moment: datetime) -> datetime:
        if self._began is None:
            return moment
        began, then = self._began
        return began + timedelta(seconds=time.monotonic() - then)

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
