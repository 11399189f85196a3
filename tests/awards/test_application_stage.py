"""HZ-7, HZ-9.1, HZ-17, HZ-15: recommendations, the deadline's effect, what the portal knows about an applicant."""

from datetime import date, timedelta

import pytest

from awards.application_queries import findings_of
from awards.models import Application, Ban
from awards.policies import applications_for
from awards.services import Refused, close_stage, open_stage
from awards.services.applications import save_section
from awards.services.recommendation import recommend, return_application
from journal import clock
from journal.models import Notification

from .conftest import DEADLINE, hand_in, take_applications

pytestmark = pytest.mark.django_db
TERMS = {"opinion": "同意推荐", "signed_name": "推荐人"}


def signed(application, cast, service=recommend):
    """The recommender signs what counts now."""
    latest = application.submissions.order_by("-number").first()
    return service(application=application, submission=latest, actor=cast.recommender, **TERMS)


def closed(edition):
    """The sweep's closing at the deadline, an hour late."""
    with clock.at(DEADLINE + timedelta(hours=1)):
        return close_stage(stage=edition.stages.get(kind="application"), actor=None, at=DEADLINE)


def fresh(application):
    return Application.objects.get(pk=application.pk)


def test_hz_9_1_applications_open_only_after_the_call(edition, cast):
    with pytest.raises(Refused) as refusal:
        open_stage(stage=edition.stages.get(kind="application"), actor=cast.officer)
    assert "HZ-9.1" in {blocker.clause for blocker in refusal.value.blockers}


def test_hz_9_1_nobodys_time_is_cut_short(open_edition, cast):
    with clock.at(DEADLINE - timedelta(seconds=1)), pytest.raises(Refused):
        close_stage(stage=open_edition.stages.get(kind="application"), actor=cast.officer)


def test_hz_9_1_a_draft_lapses_at_the_legal_instant(open_edition, draft):
    closed(open_edition)
    outcome = fresh(draft).outcomes.get()
    assert (fresh(draft).standing, outcome.clause, outcome.at) == ("lapsed", "HZ-9.1", DEADLINE)


def test_hz_7_without_a_signed_opinion_it_lapses(open_edition, handed_in):
    closed(open_edition)
    outcome = fresh(handed_in).outcomes.get()
    assert (fresh(handed_in).standing, outcome.result, outcome.clause) == ("lapsed", "lapsed", "HZ-7")


def test_hz_7_with_a_signed_opinion_it_goes_on(open_edition, handed_in, cast):
    signed(handed_in, cast)
    closed(open_edition)
    assert (fresh(handed_in).standing, fresh(handed_in).outcomes.get().result) == ("in_review", "passed")
    assert "资格审查" in Notification.objects.filter(person=cast.applicant).first().title["zh"]
    body = Notification.objects.filter(person=cast.applicant).first().body["en"]
    assert "Art. " in body and "第" not in body


def test_hz_7_an_opinion_at_the_deadline_is_too_late(handed_in, cast):
    with clock.at(DEADLINE), pytest.raises(Refused):
        signed(handed_in, cast)
    assert fresh(handed_in).recommended_at is None


def test_an_opinion_is_about_one_submission(handed_in, cast):
    signed(handed_in, cast)
    with pytest.raises(Refused):
        signed(fresh(handed_in), cast, return_application)
    assert fresh(handed_in).recommended_at is not None
    older = handed_in.submissions.get()
    row = handed_in.sections.get(section="identity")
    save_section(
        application=handed_in, section="identity", fields={"name": "改名"}, revision=row.revision, actor=cast.applicant
    )
    hand_in(handed_in, cast.applicant)
    assert fresh(handed_in).recommended_at is None
    with pytest.raises(Refused):
        recommend(application=fresh(handed_in), submission=older, actor=cast.recommender, **TERMS)
    assert signed(fresh(handed_in), cast).submission.number == 2


def test_a_draft_is_nobody_elses_business(draft, cast):
    for user in (cast.officer, cast.observer, cast.recommender, cast.committee, cast.approver, cast.rival, cast.expert):
        assert not applications_for(user).exists()
    assert applications_for(cast.applicant).get() == applications_for(cast.colleague).get() == draft


def test_what_was_handed_in_is_seen_by_those_whose_work_it_is(open_edition, handed_in, cast):
    for user in (cast.officer, cast.observer, cast.recommender):
        assert applications_for(user).get() == handed_in
    for user in (cast.committee, cast.approver, cast.expert, cast.rival, cast.outsider):
        assert not applications_for(user).exists()
    signed(handed_in, cast)
    closed(open_edition)
    assert applications_for(cast.committee).get() == applications_for(cast.approver).get() == handed_in


def test_the_office_of_another_scheme_sees_nothing(handed_in):
    from accounts.models import Seat, UnitKind
    from tests.conftest import person, seat, unit

    elsewhere = seat(person("elsewhere"), Seat.OFFICER, unit("tongzhou", UnitKind.OFFICE, "办公室"))
    assert not applications_for(elsewhere).exists()


def test_a_running_ban_of_any_scheme_that_reaches_this_award_is_found(handed_in, cast):
    terms = {"decided_by": cast.officer, "decided_at": clock.now(), "article": "第十五条", "clause": "HZ-15a"}
    last = date(2026, 3, 30)
    Ban.objects.create(
        organisation=cast.organisation, schemes=[cast.scheme], since=date(2023, 3, 30), until=last, basis="x", **terms
    )
    found = [one for one in findings_of(handed_in) if "bans" in one.facts]
    assert [one.outcome for one in found] == ["met"]
    Ban.objects.create(
        organisation=cast.organisation, schemes=[cast.scheme], since=last, until=last + timedelta(days=1), basis="y",
        **terms,
    )  # fmt: skip
    assert [one.outcome for one in findings_of(handed_in) if "bans" in one.facts] == ["not_met"]


def test_conditions_are_judged_on_the_last_day_of_applications(edition, cast):
    from awards.material import last_day, reference_day

    with clock.at(DEADLINE - timedelta(days=20)):
        take_applications(edition, cast.officer)
    assert reference_day(type(edition).objects.get(pk=edition.pk)) == last_day(DEADLINE) == date(2026, 3, 31)
