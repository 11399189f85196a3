"""The portal's one clock: the instant for display and sweeps, and the database's expression for conditions.

The trial's movable offset is added in both; production has no offset.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

SHANGHAI = ZoneInfo("Asia/Shanghai")
_held: ContextVar[timedelta | None] = ContextVar("held", default=None)


def now() -> datetime:
    """The portal's instant, aware, in UTC."""
    return datetime.now(UTC) + offset()


def today() -> date:
    """The portal's day in Shanghai."""
    return now().astimezone(SHANGHAI).date()


def offset() -> timedelta:
    """How far the portal's clock stands from the machine's; zero outside a trial."""
    held = _held.get()
    if held is not None:
        return held
    return _moved() if settings.TRIAL else timedelta()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Run a block with the clock set to an instant and ticking from there (demonstration, simulation, tests)."""
    token = _held.set(instant - datetime.now(UTC))
    try:
        yield
    finally:
        _held.reset(token)


def set_out(instant: datetime) -> None:
    """Set a trial's clock to where its story begins; ValueError once anything has been recorded."""
    from .models import Entry

    if not settings.TRIAL:
        raise ValueError("the clock moves in a trial only")
    if Entry.objects.exists():
        raise ValueError("the clock never goes back")
    _write(instant)


def move_to(instant: datetime) -> None:
    """Move the trial's clock forward for every process; ValueError when it would go back or this is no trial."""
    if not settings.TRIAL:
        raise ValueError("the clock moves in a trial only")
    if instant < now():
        raise ValueError("the clock never goes back")
    _write(instant)


def _write(instant: datetime) -> None:
    """Replaced in one step, so that another process never reads half a file."""
    draft = _file().with_suffix(".new")
    draft.write_text(json.dumps({"seconds": (instant - datetime.now(UTC)).total_seconds()}))
    draft.replace(_file())


class DatabaseNow(models.Func):
    """The database's own instant at the start of the statement, with the trial's offset."""

    output_field = models.DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, tuple[str]]:
        """SQLite keeps instants as UTC text; its text of now sorts against them."""
        return "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', %s)", (f"{offset().total_seconds():+.3f} seconds",)

    def as_postgresql(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, tuple[float]]:
        """``statement_timestamp`` moves on between the statements of one transaction."""
        return "(statement_timestamp() + %s * interval '1 second')", (offset().total_seconds(),)


def database_now() -> DatabaseNow:
    """An expression for conditions inside an UPDATE: the deadline is decided where the row is written."""
    return DatabaseNow()


def _file() -> Path:
    return Path(settings.VAR_DIR) / "clock.json"


def _moved() -> timedelta:
    try:
        return _read(_file().stat().st_mtime_ns)
    except FileNotFoundError:
        return timedelta()


@lru_cache(maxsize=4)
def _read(changed: int) -> timedelta:
    return timedelta(seconds=json.loads(_file().read_text())["seconds"])
