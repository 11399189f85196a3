"""Real threads on PostgreSQL: saving against locking, saving against saving, locking twice."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.models import Seat
from awards.models import EditionStage
from awards.services import Refused, close_stage
from journal import clock
from journal.models import Entry
from reviews.models import ItemScore, ScoreSheet
from reviews.requirements import framework_of
from reviews.services import agree_to_unseal, ask_to_unlock, decide_passing, lock_sheet, score_item
from tests.conftest import NINE, lift_guards, person, seat
from tests.reviews.conftest import filled, lock_all, sheet_of

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


def test_of_two_agreements_one_unlocks(cast, working, two):
    """Two officers agree at the same moment: one copy, one journal line; the other is told."""
    lock_all(working, 50)
    sheet = sheet_of(cast.expert, two[0])
    third = seat(person("third-officer"), Seat.OFFICER, cast.office)
    asked = ask_to_unlock(sheet=sheet, reason="x", actor=cast.officer)
    agreeing = [lambda who=who: agree_to_unseal(unsealing=asked, actor=who) for who in (cast.second_officer, third)]
    answers = together(*agreeing)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert ScoreSheet.objects.filter(assignment=sheet.assignment_id, member=sheet.member_id).count() == 2
    assert Entry.objects.filter(act="unlock_sheet").count() == 1


def test_unlocking_and_closing_never_overlap(cast, working, two):
    """Either the stage closes with every sheet locked, or a sheet is open and the stage goes on."""
    lock_all(working, 50)
    for row in working.assignments.all():
        decide_passing(assignment=row, passes=True, reason="x", actor=cast.officer)
    asked = ask_to_unlock(sheet=sheet_of(cast.expert, two[0]), reason="x", actor=cast.officer)
    stage = EditionStage.objects.select_related("edition").get(pk=working.stage_id)
    together(
        lambda: agree_to_unseal(unsealing=asked, actor=cast.second_officer),
        lambda: close_stage(stage=stage, actor=cast.officer),
    )
    stage.refresh_from_db()
    open_sheets = ScoreSheet.objects.filter(assignment__panel=working, locked_at=None).count()
    assert (stage.closed_at is None) or open_sheets == 0


@pytest.mark.parametrize("guarded", [True, False])
def test_two_devices_with_the_guard_off(cast, working, two, guarded):
    """The control: without the revision in the UPDATE's condition the second device overwrites the first unseen."""
    sheet = sheet_of(cast.expert, two[0])
    gate = Barrier(2)

    def device(percent):
        row = ItemScore.objects.get(sheet=sheet, item="people")
        gate.wait()  # both have read the same revision
        if guarded:
            return score_item(
                sheet=sheet, item="people", percent=percent, strengths="a", opportunities="b", revision=row.revision,
                actor=cast.expert,
            )  # fmt: skip
        return ItemScore.objects.filter(pk=row.pk).update(percent=percent, revision=row.revision + 1)

    answers = together(lambda: device(40), lambda: device(80))
    assert ItemScore.objects.get(sheet=sheet, item="people").revision == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == (1 if guarded else 0)


@pytest.mark.parametrize("guarded", [True, False])
def test_a_save_during_locking_with_the_guards_off(cast, working, two, guarded):
    """The control: a save that neither asks for the lock nor meets the trigger makes the locked total a lie."""
    sheet = sheet_of(cast.expert, two[0])
    filled(sheet, 50)
    revision = sheet.scores.get(item="product_results").revision
    if not guarded:
        lift_guards()
    lock_sheet(sheet=sheet, actor=cast.expert)
    if guarded:
        with pytest.raises(Refused):
            score_item(
                sheet=sheet, item="product_results", percent=100, strengths="a", opportunities="b", revision=revision,
                actor=cast.expert,
            )  # fmt: skip
    else:
        ItemScore.objects.filter(sheet=sheet, item="product_results", revision=revision).update(percent=100)
    locked = ScoreSheet.objects.get(pk=sheet.pk)
    points = sum(
        Decimal(row.percent) * framework_of(working.edition).item(row.item).points / 100 for row in locked.scores.all()
    )
    assert (locked.total == points) is guarded
