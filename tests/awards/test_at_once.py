"""Two at once: one receipt for a double click, numbers that never repeat, a deadline that closes on nobody half-way."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from awards.models import Application, Submission
from awards.services.applications import Changed, choose_recommender, save_section, start_application
from journal import clock
from tests.conftest import organisation

from .conftest import NINE, fill_in, hand_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _many_writers():
    if connection.vendor != "postgresql":
        pytest.skip("an in-memory SQLite database belongs to one thread; the suite runs this on PostgreSQL")


def at_once(*works):
    """Carry out each in its own thread and connection, on the test's clock."""

    def in_thread(work):
        try:
            with clock.at(NINE):
                return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [found.result() for found in [pool.submit(in_thread, work) for work in works]]


def test_a_double_click_makes_one_receipt(complete, cast):
    receipts = at_once(*[lambda: hand_in(complete, cast.applicant).receipt] * 4)
    assert len(set(receipts)) == Submission.objects.count() == 1


def test_numbers_never_repeat(open_edition, cast):
    drafts = []
    for number in range(4):
        place = organisation(f"并发单位{number}", 100 + number)
        draft = start_application(edition=open_edition, organisation=place, actor=cast.applicant)
        choose_recommender(application=draft, unit=cast.recommending[0], actor=cast.applicant)
        drafts.append(fill_in(draft, cast.applicant))
    at_once(*[lambda draft=draft: hand_in(draft, cast.applicant) for draft in drafts])
    numbers = Application.objects.exclude(number="").values_list("number", flat=True)
    assert len(set(numbers)) == 4


def test_of_two_tabs_one_is_told(draft, cast):
    def saved(text):
        try:
            return save_section(
                application=draft, section="identity", fields={"name": text}, revision=0, actor=cast.applicant
            ).answers["name"]
        except Changed as changed:
            return changed

    outcomes = at_once(lambda: saved("甲"), lambda: saved("乙"))
    told = [outcome for outcome in outcomes if isinstance(outcome, Changed)]
    kept = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(told) == len(kept) == 1
    assert told[0].fields == {"name": kept[0]}
