"""Sending what must leave: queued in the act's transaction, claimed for a while by one worker, retried until done."""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils.module_loading import import_string

from .. import clock
from ..models import OutboxMessage

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=3)


def send_later(handler: Callable[..., None], **payload: Any) -> OutboxMessage:
    """Queue a call of a module-level function in the current transaction.

    The payload is JSON. The function must be safe to run twice.
    """
    moment = clock.now()
    kind = f"{handler.__module__}.{handler.__qualname__}"
    return OutboxMessage.objects.create(kind=kind, payload=payload, created_at=moment, not_before=moment)


def deliver(limit: int = 200) -> int:
    """Carry out waiting messages in order; returns how many were done. A failed one waits longer each time."""
    waiting = OutboxMessage.objects.filter(done_at__isnull=True, not_before__lte=clock.now()).order_by("id")
    return sum(_deliver_one(message) for message in list(waiting[:limit]))


def _deliver_one(message: OutboxMessage) -> int:
    if not _claimed(message):
        return 0
    try:
        import_string(message.kind)(**message.payload)
    except Exception:
        log.exception("outbox message %s failed", message.pk)
        _postpone(message, traceback.format_exc(limit=3))
        return 0
    OutboxMessage.objects.filter(pk=message.pk).update(done_at=clock.now())
    return 1


def _claimed(message: OutboxMessage) -> bool:
    # Compare-and-set: of two workers one moves the row. A killed worker's claim runs out with the lease.
    mine = OutboxMessage.objects.filter(pk=message.pk, done_at=None, not_before=message.not_before)
    return bool(mine.update(not_before=clock.now() + LEASE, attempts=F("attempts") + 1))


def _postpone(message: OutboxMessage, error: str) -> None:
    wait = timedelta(seconds=min(5 * 2**message.attempts, 3600))
    OutboxMessage.objects.filter(pk=message.pk).update(not_before=clock.now() + wait, last_error=error[-2000:])
