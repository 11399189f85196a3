"""Jobs of the awards."""

from celery import shared_task

from .services.due import run_due


@shared_task(name="awards.run_due")
def run_due_awards() -> list[str]:
    """Close the stages that are due."""
    return run_due()
