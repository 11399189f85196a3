"""Real threads on PostgreSQL: saving against locking, saving against saving, locking twice."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, connections

from awards.services import Refused
from journal import clock
from journal.models import Entry
from reviews.models import ItemScore, ScoreSheet
from reviews.services import lock_sheet, score_item
from tests.conftest import NINE
from tests.reviews.conftest import filled, sheet_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def together(*jobs):
    """Run jobs at the same moment, each on a connection of its own; returns results or refusals."""
    gate = Barrier(len(jobs))

    def run(job):
        with clock.at(NINE):
            gate.wait()
            try:
                return job()
            except Refused as refused:
                return refused
            finally:
                connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_a_save_and_a_lock_never_disagree(cast, working, two):
    """Whoever is first: the locked total is the sum of what stands in the rows."""
    for application in two:
        for expert in cast.experts[:3]:
            sheet = sheet_of(expert, application)
            filled(sheet, 50)
            revision = sheet.scores.get(item="product_results").revision
            terms = {"strengths": "a", "opportunities": "b", "revision": revision, "actor": expert}
            together(
                lambda sheet=sheet, expert=expert: lock_sheet(sheet=sheet, actor=expert),
                lambda sheet=sheet, terms=terms: score_item(sheet=sheet, item="product_results", percent=100, **terms),
            )
            locked = ScoreSheet.objects.get(pk=sheet.pk)
            stands = ItemScore.objects.get(sheet=sheet, item="product_results").percent
            assert locked.locked_at and locked.total == Decimal(500 if stands == 50 else 540)


def test_of_two_saves_one_is_told(cast, working, two):
    """The same revision twice at the same moment: one is written, the other learns what stands."""
    sheet = sheet_of(cast.expert, two[0])

    def save(percent):
        return score_item(
            sheet=sheet, item="people", percent=percent, strengths="a", opportunities="b", revision=0, actor=cast.expert
        )

    answers = together(lambda: save(40), lambda: save(80))
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert ItemScore.objects.get(sheet=sheet, item="people").revision == 1


def test_a_double_click_locks_once(cast, working, two):
    """One journal line."""
    sheet = sheet_of(cast.expert, two[0])
    filled(sheet)
    answers = together(*[lambda: lock_sheet(sheet=sheet, actor=cast.expert)] * 3)
    assert not any(isinstance(answer, Refused) for answer in answers)
    assert Entry.objects.filter(act="lock_sheet", object_id=str(sheet.pk)).count() == 1
