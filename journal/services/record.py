"""Writing the chain: one line at a time, in the transaction of the act it records."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction

from .. import clock
from ..models import Entry
from ..models.entry import GENESIS

CHAIN_LOCK = 7_300_117


def record(act: str, *, actor: AbstractBaseUser | None, about: models.Model | None = None, **details: Any) -> Entry:
    """Append a line to the journal; must run inside the transaction of the act. Returns the line.

    >>> record("submit_application", actor=user, about=application, receipt="HZ-2026-0007")  # doctest: +SKIP
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a journal line belongs inside the act's transaction")
    _take_the_chain()
    last = Entry.objects.order_by("-number").values_list("number", "hash").first() or (0, GENESIS)
    who = actor.pk if actor else None
    entry = Entry(number=last[0] + 1, at=clock.now(), actor_id=who, act=act, details=details, previous=last[1])
    if about is not None:
        entry.object_type, entry.object_id = about._meta.label_lower, str(about.pk)
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    return entry


def _take_the_chain() -> None:
    # PostgreSQL writers queue here until the transaction ends; SQLite writers already queue at BEGIN IMMEDIATE.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
