"""Rejected by two officers, told only then, in writing and by article, in every scheme (HZ-9.2, OH-14.2)."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from accounts.models import Seat
from awards.documents.make import make_document
from awards.models import Application, Document, EditionStage, RejectionProposal, Standing
from awards.services import Refused, blockers_to_close, open_edition
from awards.services.corrections import request_correction
from awards.services.false_material import confirm_false_material, propose_false_material
from awards.services.qualification import accept_application
from awards.services.rejection import confirm_rejection, propose_rejection, send_back_rejection
from journal import clock
from journal.models import Entry, Notification
from tests.conftest import cast_of, person, seat

from .deciding import NOON, applicant, at_stage, fresh, go_to

pytestmark = pytest.mark.django_db
WHY = {"clause": "HZ-8.2", "reason": "证书过期"}
SCHEMES = ("ganzhou", "haizhou", "lianyungang", "ouhai", "tongzhou")


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def row(edition, cast):
    go_to(edition, "qualification", cast)
    row = applicant(edition, cast, 1)
    seat(person("someone"), Seat.APPLICANT_ADMIN, row.organisation)
    return row


def stage_of(row):
    return fresh(row.edition).stages.select_related("edition__regulation_version").get(kind="qualification")


def messages_to(name):
    return Notification.objects.filter(person__username=name)


def test_hz_9_2_a_rejection_is_proposed_by_one_and_confirmed_by_another(row, cast):
    proposal = propose_rejection(application=row, actor=cast.officer, **WHY)
    assert messages_to("someone").count() == 0 and not Document.objects.exists()
    assert row.outcomes.count() == 0 and messages_to(cast.second_officer.username).exists()
    with pytest.raises(Refused) as refused:
        confirm_rejection(proposal=proposal, actor=cast.officer)
    assert refused.value.clause.id == "HZ-8.2"
    outcome = confirm_rejection(proposal=proposal, actor=cast.second_officer)
    row.refresh_from_db()
    assert (row.standing, outcome.article) == (Standing.REJECTED, "第八条第（二）项")
    assert row.documents.get().kind == "written_result" and messages_to("someone").exists()


def test_four_eyes_stand_in_the_database_when_the_service_is_passed_by(row, cast):
    proposal = propose_rejection(application=row, actor=cast.officer, **WHY)
    mine = RejectionProposal.objects.filter(pk=proposal.pk)
    for by in (F("proposed_by"), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(confirmed=True, decided_by=by, decided_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(confirmed=True, decided_by=cast.second_officer)  # a decision without its instant
    with pytest.raises(IntegrityError), transaction.atomic():
        RejectionProposal.objects.create(
            application=row, clause="HZ-8.1", article="第八条", reason="又", proposed_by=cast.second_officer,
            proposed_at=NOON,
        )  # fmt: skip
    assert mine.update(confirmed=True, decided_by=cast.second_officer, decided_at=NOON) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.update(reason="改写")


def test_of_two_who_confirm_at_once_the_second_is_refused(row, cast):
    first = propose_rejection(application=row, actor=cast.officer, **WHY)
    again = RejectionProposal.objects.get(pk=first.pk)
    confirm_rejection(proposal=first, actor=cast.second_officer)
    with pytest.raises(Refused):
        confirm_rejection(proposal=again, actor=cast.second_officer)
    with pytest.raises(Refused):
        send_back_rejection(proposal=again, note="晚了", actor=cast.second_officer)
    assert row.outcomes.count() == Document.objects.count() == 1


def test_while_it_waits_nothing_else_is_decided(row, cast):
    propose_rejection(application=row, actor=cast.officer, **WHY)
    terms = {"application": fresh_row(row), "actor": cast.second_officer}
    with pytest.raises(Refused):
        accept_application(**terms)
    with pytest.raises(Refused):
        propose_rejection(clause="HZ-8.1", reason="另一理由", **terms)
    with pytest.raises(Refused):
        request_correction(questions=["x"], reason="补", until=NOON.date(), **terms)
    assert RejectionProposal.objects.count() == 1


def test_a_rejection_needs_a_clause_and_a_reason(row, cast):
    terms = {"application": row, "actor": cast.officer}
    for wrong in ({"clause": "HZ-8.2", "reason": " "}, {"clause": "XX-1", "reason": "证书过期"}):
        with pytest.raises(Refused):
            propose_rejection(**terms, **wrong)
    assert not RejectionProposal.objects.exists()


def test_sent_back_it_is_undecided_as_before_and_may_be_proposed_again(row, cast):
    proposal = propose_rejection(application=row, actor=cast.officer, **WHY)
    with pytest.raises(Refused):
        send_back_rejection(proposal=proposal, note=" ", actor=cast.second_officer)
    send_back_rejection(proposal=proposal, note="证书已续期", actor=cast.second_officer)
    assert messages_to(cast.officer.username).filter(body__zh="证书已续期").exists()
    assert messages_to("someone").count() == 0
    again = propose_rejection(application=fresh_row(row), actor=cast.second_officer, **WHY)
    confirm_rejection(proposal=again, actor=cast.officer)
    row.refresh_from_db()
    assert row.standing == Standing.REJECTED
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"propose_rejection", "send_back_rejection", "confirm_rejection"} <= acts


def test_false_material_ends_a_proposed_rejection(row, cast):
    propose_rejection(application=row, actor=cast.officer, **WHY)
    case = propose_false_material(application=row, basis="报告系伪造", actor=cast.officer)
    confirm_false_material(case=case, actor=cast.second_officer)
    assert RejectionProposal.objects.get().confirmed is False


@pytest.mark.parametrize("scheme", SCHEMES)
def test_oh_14_2_the_stage_does_not_close_before_every_written_result_is_out(regulations, scheme):
    cast = cast_of(scheme)
    edition = open_edition(version=cast.version, year=2026, starts_on=NOON.date(), actor=cast.officer)
    stage = at_stage(edition, "qualification")
    EditionStage.objects.filter(pk=stage.pk).update(opened_at=NOON)
    row = applicant(fresh(edition), cast, 1, applicant_kind=cast.regulation.forms[0].applicant)
    seat(person("someone"), Seat.APPLICANT_ADMIN, row.organisation)
    clause = next(clause for clause, _rule in cast.regulation.criteria(row.applicant_kind))
    assert any("未作出" in blocker.text.zh for blocker in blockers_to_close(stage_of(row)))
    propose = propose_rejection(application=row, clause=clause.id, reason="不符合", actor=cast.officer)
    assert any("待复核" in blocker.text.zh for blocker in blockers_to_close(stage_of(row)))
    confirm_rejection(proposal=propose, actor=cast.second_officer)
    held = [blocker for blocker in blockers_to_close(stage_of(row)) if "书面结果" in blocker.text.zh]
    assert len(held) == 1
    asked = {"ouhai": "OH-14.2"}.get(scheme)
    assert asked is None or held[0].clause == asked
    assert clause.article in messages_to("someone").get().body["zh"]
    make_document(document=row.documents.get().pk)
    assert not [blocker for blocker in blockers_to_close(stage_of(row)) if "书面结果" in blocker.text.zh]


def test_the_pages_offer_each_officer_what_is_his(client, row, cast):
    def page_of(user):
        user.__dict__.pop("_seats", None)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(reverse("screen", args=[row.pk])).content.decode()

    page_of(cast.officer)
    bare = client.post(reverse("screen_reject", args=[row.pk]), {"clause": "HZ-8.2", "reason": ""})
    assert bare.status_code == 200 and not RejectionProposal.objects.exists()
    client.post(reverse("screen_reject", args=[row.pk]), WHY)
    confirm, back = reverse("screen_confirm", args=[row.pk]), reverse("screen_send_back", args=[row.pk])
    mine = page_of(cast.officer)
    assert confirm not in mine and back in mine
    client.post(confirm)
    assert row.outcomes.count() == 0
    theirs = page_of(cast.second_officer)
    assert confirm in theirs and back in theirs
    assert row.organisation.name in client.get(reverse("screening", args=[row.edition_id])).content.decode()
    missing = client.post(back, {"note": ""})
    assert 'id="id_note_error"' in missing.content.decode()
    client.post(confirm)
    assert row.outcomes.get().decided_by == cast.second_officer


def fresh_row(row):
    return Application.objects.select_related("organisation", "edition__regulation_version").get(pk=row.pk)
