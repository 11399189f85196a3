"""The chain, its guards and its proof."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from journal.models import Entry
from journal.queries import faults, head
from journal.services import record


def lines(count):
    for number in range(count):
        with transaction.atomic():
            record("test", actor=None, value=number)


@pytest.mark.django_db
def test_each_line_is_bound_to_the_one_before():
    lines(3)
    entries = list(Entry.objects.all())
    assert [e.previous for e in entries[1:]] == [e.hash for e in entries[:-1]]
    assert head() == (entries[-1].number, entries[-1].hash)
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_entry SET act = 'other' WHERE number = 2",
        "DELETE FROM journal_entry WHERE number = 2",
        "UPDATE journal_entry SET details = '{}' WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_a_line(change):
    lines(3)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE journal_entry SET act = 'other' WHERE number = 2", "line 2 was changed"),
        ("DELETE FROM journal_entry WHERE number = 2", "line 2 is missing"),
        ("UPDATE journal_entry SET details = '{\"value\": 7}' WHERE number = 1", "line 1 was changed"),
    ],
)
def test_with_the_guards_off_the_proof_finds_the_change(change, fault):
    from tests.conftest import lift_guards

    lines(3)
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute(change)
    found = list(faults())
    assert any(fault in line for line in found)
    assert any("guard" in line for line in found)
    with pytest.raises(CommandError):
        call_command("verify_journal")


@pytest.mark.django_db(transaction=True)
def test_a_line_needs_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        record("test", actor=None)
