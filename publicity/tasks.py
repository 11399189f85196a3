"""Jobs of publicity."""

from celery import shared_task

from journal import clock

from .services.due import run_due


@shared_task(name="publicity.run_due")
def run_due_notices() -> int:
    """End the notices whose period is over."""
    return len(run_due(as_of=clock.now()))
