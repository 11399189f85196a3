"""Jobs of the record."""

from celery import shared_task

from .services import deliver


@shared_task(name="journal.deliver_outbox")
def deliver_outbox() -> int:
    """Deliver what waits in the outbox."""
    return deliver()
