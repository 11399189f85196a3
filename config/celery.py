"""Which sweeps beat wakes, and how often; due work itself lies in our own tables."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "outbox": {"task": "journal.deliver_outbox", "schedule": 5.0, "options": {"queue": "sweeps", "expires": 5}},
    "notices": {"task": "publicity.run_due", "schedule": 20.0, "options": {"queue": "sweeps", "expires": 20}},
    "due": {"task": "awards.run_due", "schedule": 20.0, "options": {"queue": "sweeps", "expires": 20}},
}
