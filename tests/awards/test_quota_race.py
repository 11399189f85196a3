"""Two officers reach for the last place at the same moment: the database gives it away once (HZ-4)."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from awards.models import Candidate, QuotaPlace
from awards.services import Refused
from awards.services.evaluation import take_place

from .deciding import fresh, reviewed

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def last_place(edition, cast):
    """Three applications; one place of the first tier is left."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"), ("600", "600"))
    for row in rows:
        row.refresh_from_db()
    take_place(edition=edition, application=rows[0], tier="quality", rank=1, outside=False)
    return fresh(edition), rows[1], rows[2]


def race(edition, one, two) -> list[str]:
    """One transaction takes the place and waits; another reaches for it meanwhile. What the other one met."""
    met: list[str] = []
    started = Event()

    def other() -> None:
        try:
            started.set()
            take_place(edition=edition, application=two, tier="quality", rank=3, outside=False)
            met.append("place")
        except Refused:
            met.append("refused")
        finally:
            connection.close()

    thread = Thread(target=other)
    with transaction.atomic():
        take_place(edition=edition, application=one, tier="quality", rank=2, outside=False)
        thread.start()
        started.wait()
        thread.join(timeout=1)  # the guard makes it wait for our commit; without the guard it is through by now
    thread.join()
    return met


def test_hz_4_the_last_place_is_taken_once(last_place):
    edition, one, two = last_place
    assert race(edition, one, two) == ["refused"]
    assert Candidate.objects.filter(edition=edition, tier="quality").count() == 2


def test_hz_4_without_the_guard_the_quota_would_be_exceeded(last_place):
    edition, one, two = last_place
    table, quoted = Candidate._meta.db_table, connection.ops.quote_name
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        guard = next(name for name, about in found.items() if about["unique"] and about["columns"] == ["place_id"])
        cursor.execute(f"ALTER TABLE {quoted(table)} DROP CONSTRAINT {quoted(guard)}")
    try:
        assert race(edition, one, two) == ["place"]
        assert (
            Candidate.objects.filter(edition=edition, tier="quality").count()
            > QuotaPlace.objects.filter(edition=edition, tier="quality").count()
        )
    finally:
        Candidate.objects.filter(application=two).delete()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {quoted(table)} ADD CONSTRAINT {quoted(guard)} UNIQUE (place_id)")
