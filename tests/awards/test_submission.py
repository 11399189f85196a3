"""HZ-9.1, G-8, G-9: handing in, the deadline at its instant, one receipt, an unchangeable snapshot."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from awards.application_queries import presented, self_assessment_of
from awards.models import Application, SectionAnswers, Submission
from awards.services import Refused
from awards.services.applications import save_section
from awards.services.submission import resume_application, submit_application, withdraw_application
from journal import clock
from journal.models import Entry, Notification

from .conftest import DEADLINE, hand_in

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_complete_application_gets_a_numbered_receipt(complete, cast):
    submission = hand_in(complete, cast.applicant)
    application = Application.objects.get(pk=complete.pk)
    prefix = cast.regulation.clauses[0].id.split("-")[0]
    assert submission.receipt == f"{prefix}-2026-0001-1"
    assert (application.number, application.standing) == (f"{prefix}-2026-0001", "submitted")
    assert Entry.objects.get(act="submit_application").details["digest"] == submission.digest


def test_the_second_click_gets_the_same_receipt(complete, cast):
    first, second = hand_in(complete, cast.applicant), hand_in(complete, cast.applicant)
    assert first == second
    assert Submission.objects.count() == Entry.objects.filter(act="submit_application").count() == 1


def test_hz_9_1_one_second_before_the_deadline_is_in_time(complete, cast):
    with clock.at(DEADLINE - SECOND):
        assert hand_in(complete, cast.applicant).number == 1


def test_hz_9_1_at_the_deadline_the_database_refuses(complete, cast):
    with clock.at(DEADLINE), pytest.raises(Refused) as refusal:
        hand_in(complete, cast.applicant)
    assert refusal.value.clause.id == "HZ-9.1"
    assert not Submission.objects.exists()


def test_an_incomplete_application_lists_everything_missing(draft, cast):
    with pytest.raises(Refused) as refusal:
        hand_in(draft, cast.applicant)
    assert len(refusal.value.blockers) > 40
    assert all(blocker.url and blocker.article for blocker in refusal.value.blockers)
    assert Application.objects.get(pk=draft.pk).standing == "draft"


def test_hz_7_without_a_recommending_unit_it_is_incomplete(complete, cast):
    Application.objects.filter(pk=complete.pk).update(recommender=None)
    with pytest.raises(Refused) as refusal:
        hand_in(complete, cast.applicant)
    assert [blocker.clause for blocker in refusal.value.blockers] == ["HZ-7"]


def test_g_8_the_statement_is_signed_with_ones_own_name(complete, cast):
    with pytest.raises(Refused):
        submit_application(application=complete, signed_name="别人", actor=cast.applicant)
    submission = hand_in(complete, cast.applicant)
    assert submission.content["statement"]["signed_name"] == cast.applicant.full_name


def test_g_9_what_was_handed_in_stays_as_it_was(handed_in, cast):
    row = SectionAnswers.objects.get(application=handed_in, section="identity")
    save_section(
        application=handed_in,
        section="identity",
        fields={"name": "改名后"},
        revision=row.revision,
        actor=cast.applicant,
    )
    application = Application.objects.get(pk=handed_in.pk)
    said = {answer.key: answer.said for section in presented(application) for answer in section.answers}
    assert said["name"] == "海风精密制造"
    assert hand_in(application, cast.applicant).number == 2


def test_g_9_the_snapshot_is_frozen_in_the_database(handed_in):
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(content={})


def test_a_withdrawn_application_can_be_taken_up_again_until_the_deadline(handed_in, cast):
    withdrawn = withdraw_application(application=handed_in, actor=cast.applicant)
    assert withdrawn.standing == "withdrawn"
    again = resume_application(application=withdrawn, actor=cast.applicant)
    assert (again.standing, again.submitted_at) == ("draft", None)
    assert hand_in(again, cast.applicant).number == 2
    with clock.at(DEADLINE), pytest.raises(Refused):
        withdraw_application(application=Application.objects.get(pk=handed_in.pk), actor=cast.applicant)


def test_the_recommender_and_the_applicant_are_told(handed_in, cast):
    assert Notification.objects.filter(person=cast.recommender, url=f"/recommend/{handed_in.pk}/").count() == 1
    assert Notification.objects.filter(person=cast.applicant).count() == 1


def test_the_self_assessment_reads_by_item(handed_in):
    texts = self_assessment_of(handed_in)
    assert len(texts) == 23
