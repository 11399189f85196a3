"""Two at once: one receipt for a double click, numbers that never repeat, a deadline that closes on nobody half-way."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from accounts.models import Appointment, Invitation, Seat
from accounts.queries import people_in
from accounts.services import Rights
from awards.models import Application, Submission
from awards.services import Refused
from awards.services.applications import Changed, choose_recommender, save_section, start_application
from awards.services.colleagues import accept_invitation, change_rights, end_membership, invite_colleague
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


def test_one_invitation_lets_in_one_of_two(open_edition, cast):
    invitation = invite_colleague(organisation=cast.organisation, rights=Rights(edit=True), actor=cast.applicant)

    def accepted(person):
        try:
            return bool(accept_invitation(invitation=Invitation.objects.get(pk=invitation.pk), actor=person))
        except Refused:
            return False

    for _ in range(5):
        Invitation.objects.update(accepted_at=None, accepted_by=None)
        Appointment.objects.filter(person__in=(cast.outsider, cast.rival), organisation=cast.organisation).update(
            ended_at=clock.now()
        )
        outcomes = at_once(lambda: accepted(cast.outsider), lambda: accepted(cast.rival))
        assert sorted(outcomes) == [False, True]
        assert people_in(cast.organisation).filter(pk__in=(cast.outsider.pk, cast.rival.pk)).count() == 1


def test_of_two_administrators_who_leave_one_stays(open_edition, cast):
    change_rights(
        organisation=cast.organisation, person=cast.colleague, rights=Rights(manage=True), actor=cast.applicant
    )

    def left(person):
        try:
            end_membership(organisation=cast.organisation, person=person, actor=person)
        except Refused:
            return False
        return True

    assert sorted(at_once(lambda: left(cast.applicant), lambda: left(cast.colleague))) == [False, True]
    assert people_in(cast.organisation, Seat.APPLICANT_ADMIN).count() == 1
