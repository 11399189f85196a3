"""Jobs of the awards."""

from celery import shared_task

from journal import clock

from .services.sweeps import run_sweeps


@shared_task(name="awards.run_due")
def run_due_awards() -> int:
    """Carry out what is due: corrections, stages, inquiries, reminders. Returns how many effects that had."""
    return len(list(run_sweeps(clock.now())))
