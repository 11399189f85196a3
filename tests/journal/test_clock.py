"""One clock for display, sweeps and the database's conditions; it moves forward in a trial and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from journal import clock
from journal.models import OutboxMessage

THEN = datetime(2026, 10, 8, 0, 0, tzinfo=clock.SHANGHAI)


def database_instant():
    message = OutboxMessage.objects.create(kind="x", created_at=THEN, not_before=THEN)
    OutboxMessage.objects.filter(pk=message.pk).update(done_at=clock.database_now())
    message.refresh_from_db()
    return message.done_at


@pytest.mark.django_db
def test_the_database_goes_by_the_same_clock():
    with clock.at(THEN):
        assert abs(database_instant() - clock.now()) < timedelta(seconds=5)
    assert abs(database_instant() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.django_db
def test_a_condition_in_an_update_decides_at_the_instant():
    def taken(deadline):
        message = OutboxMessage.objects.create(kind="x", created_at=THEN, not_before=deadline)
        return OutboxMessage.objects.filter(pk=message.pk, not_before__gt=clock.database_now()).update(attempts=1)

    with clock.at(THEN):
        assert taken(THEN + timedelta(seconds=20)) == 1
        assert taken(THEN) == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="statement_timestamp is PostgreSQL's")
def test_the_instant_is_the_statements_not_the_transactions():
    with transaction.atomic():
        first = database_instant()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        assert database_instant() - first >= timedelta(seconds=0.3)


def test_the_day_is_shanghais():
    with time_machine.travel(datetime(2026, 10, 7, 16, 0, tzinfo=UTC), tick=False):
        assert clock.today().isoformat() == "2026-10-08"
    with time_machine.travel(datetime(2026, 10, 7, 15, 59, 59, tzinfo=UTC), tick=False):
        assert clock.today().isoformat() == "2026-10-07"


def test_the_trials_clock_moves_forward_only(settings):
    settings.TRIAL = True
    goal = datetime.now(UTC) + timedelta(days=30)
    clock.move_to(goal)
    assert abs(clock.now() - goal) < timedelta(seconds=5)
    with pytest.raises(ValueError, match="back"):
        clock.move_to(datetime.now(UTC))


def test_in_production_no_file_moves_the_clock(settings):
    settings.TRIAL = True
    clock.move_to(datetime.now(UTC) + timedelta(days=30))
    settings.TRIAL = False
    assert clock.offset() == timedelta()
    with pytest.raises(ValueError, match="trial"):
        clock.move_to(datetime.now(UTC) + timedelta(days=60))
