"""Colleagues: invited once, with rights of their own, gone the instant they leave; one administrator stays."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Appointment, Invitation, Seat
from accounts.queries import organisations_of, people_in
from accounts.services import Rights
from awards.models import SectionAnswers
from awards.policies import may_edit, may_submit
from awards.services import Refused
from awards.services.colleagues import (
    MOST_OPEN,
    accept_invitation,
    change_rights,
    end_membership,
    invite_colleague,
    link_of,
    open_invitations,
    take_back_invitation,
)
from awards.services.evidence import begin_upload, receive_file
from journal import clock
from journal.models import Entry, Notification
from journal.services import deliver

from .conftest import NINE, PDF

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse 9"
BACKEND = "django.contrib.auth.backends.ModelBackend"
EDIT, SUBMIT, MANAGE = Rights(edit=True), Rights(submit=True), Rights(manage=True)


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(NINE):
        yield


def fresh(person):
    """The person as the next request finds them."""
    person.__dict__.pop("_seats", None)
    return person


def invite(cast, rights=EDIT, **terms):
    return invite_colleague(organisation=cast.organisation, rights=rights, actor=cast.applicant, **terms)


def join(cast, person, rights):
    accept_invitation(invitation=invite(cast, rights), actor=person)
    return fresh(person)


@pytest.mark.parametrize(
    "rights, edits, submits", [(EDIT, True, False), (SUBMIT, False, True), (Rights(), False, False), (MANAGE, 1, 1)]
)
def test_handing_in_is_a_right_of_its_own(draft, cast, rights, edits, submits):
    person = join(cast, cast.outsider, rights)
    assert organisations_of(person) == {cast.organisation.pk}
    assert bool(may_edit(person, draft)) == bool(edits)
    assert bool(may_submit(person, draft)) == bool(submits)


def test_an_invitation_lets_in_once(cast):
    invitation = invite(cast)
    twin = Invitation.objects.get(pk=invitation.pk)
    accept_invitation(invitation=invitation, actor=cast.outsider)
    with pytest.raises(Refused) as refusal:
        accept_invitation(invitation=twin, actor=cast.rival)
    assert "收回或已过期" in refusal.value.text.zh
    assert cast.organisation.pk not in organisations_of(fresh(cast.rival))
    assert Entry.objects.filter(act="accept_invitation").count() == 1
    assert "外人" in Notification.objects.get(person=cast.applicant).title["zh"]


@pytest.mark.parametrize("days, lets_in", [(13.99, True), (14.01, False)])
def test_an_invitation_expires_after_the_days_of_the_setting(cast, settings, days, lets_in):
    settings.INVITATION_DAYS = 14
    invitation = invite(cast)
    with clock.at(NINE + timedelta(days=days)):
        if lets_in:
            accept_invitation(invitation=invitation, actor=cast.outsider)
        else:
            with pytest.raises(Refused):
                accept_invitation(invitation=invitation, actor=cast.outsider)
        assert (cast.organisation.pk in organisations_of(fresh(cast.outsider))) == lets_in


def test_what_was_taken_back_lets_nobody_in_and_sends_nothing(cast):
    invitation = invite(cast, email="new@example.org")
    take_back_invitation(invitation=invitation, actor=cast.applicant)
    deliver()
    assert mail.outbox == []
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, actor=cast.outsider)
    with pytest.raises(Refused):
        take_back_invitation(invitation=invitation, actor=cast.applicant)


def test_an_address_gets_the_link_in_both_languages(cast):
    invitation = invite(cast, email="new@example.org")
    deliver()
    (sent,) = mail.outbox
    assert sent.to == ["new@example.org"] and link_of(invitation) in sent.body
    assert "只能用一次" in sent.body and "works once" in sent.body


def test_open_invitations_have_a_limit(cast):
    for _ in range(MOST_OPEN):
        invite(cast)
    with pytest.raises(Refused) as refusal:
        invite(cast)
    assert str(MOST_OPEN) in refusal.value.text.zh


def test_the_last_administrator_hands_over_first(cast):
    admin = {"organisation": cast.organisation, "person": cast.applicant, "actor": cast.applicant}
    with pytest.raises(Refused) as refusal:
        end_membership(**admin)
    assert "至少要有一名管理员" in refusal.value.text.zh
    with pytest.raises(Refused):
        change_rights(**admin, rights=EDIT)
    change_rights(organisation=cast.organisation, person=cast.colleague, rights=MANAGE, actor=cast.applicant)
    end_membership(**admin)
    assert not organisations_of(fresh(cast.applicant))
    assert list(people_in(cast.organisation, Seat.APPLICANT_ADMIN)) == [cast.colleague]


def test_an_administrator_who_goes_leaves_no_link_behind(cast):
    change_rights(organisation=cast.organisation, person=cast.colleague, rights=MANAGE, actor=cast.applicant)
    kept = invite(cast)
    end_membership(organisation=cast.organisation, person=cast.applicant, actor=cast.colleague)
    assert not open_invitations(cast.organisation).exists()
    with pytest.raises(Refused):
        accept_invitation(invitation=kept, actor=cast.applicant)


def test_every_door_is_shut_the_same_instant(client, draft, cast):
    """Pages, autosave, an upload under way, a file: open a moment before, gone a moment after, on the same day."""
    file = receive_file(
        application=draft, question="licence", name="x.pdf", content=BytesIO(PDF),
        actor=cast.colleague,
    )  # fmt: skip
    upload = begin_upload(application=draft, question="audits", name="y.pdf", size=len(PDF), actor=cast.colleague)
    client.force_login(cast.colleague, backend=BACKEND)
    piece = reverse("upload_piece", args=[upload.key])

    def doors():
        return [
            client.get(reverse("application", args=[draft.pk])).status_code,
            client.get(reverse("section", args=[draft.pk, "identity"])).status_code,
            client.get(reverse("evidence_file", args=[file.pk])).status_code,
            client.get(reverse("application_pdf", args=[draft.pk]), {"draft": ""}).status_code,
            client.get(reverse("colleagues", args=[cast.organisation.pk])).status_code,
            client.post(reverse("section_save", args=[draft.pk, "identity"]), {"revision": 0}).status_code,
            client.post(reverse("evidence_upload", args=[draft.pk, "licence"]), {"name": "z", "size": 0}).status_code,
            client.patch(piece, b"", headers={"Upload-Offset": "1"}).status_code,
        ]

    assert doors() == [200, 200, 200, 200, 200, 200, 422, 409]
    end_membership(organisation=cast.organisation, person=cast.colleague, actor=cast.applicant)
    assert doors() == [404] * 8
    assert not SectionAnswers.objects.filter(edited_by=cast.colleague).exists()


def test_an_ended_seat_ends_its_upload_half_way(client, draft, cast):
    upload = begin_upload(application=draft, question="licence", name="x.pdf", size=len(PDF), actor=cast.colleague)
    client.force_login(cast.colleague, backend=BACKEND)
    url, send = reverse("upload_piece", args=[upload.key]), {"content_type": "application/offset+octet-stream"}
    assert client.patch(url, PDF[:9], headers={"Upload-Offset": "0"}, **send).status_code == 200
    change_rights(organisation=cast.organisation, person=cast.colleague, rights=Rights(), actor=cast.applicant)
    assert client.patch(url, PDF[9:], headers={"Upload-Offset": "9"}, **send).status_code == 404
    assert not draft.evidence.exists()


def test_an_ended_seat_stays_in_the_record_and_comes_back_by_invitation(cast):
    end_membership(organisation=cast.organisation, person=cast.colleague, actor=cast.applicant)
    ended = Appointment.objects.get(person=cast.colleague)
    assert ended.ended_at is not None and ended.until_on == clock.today()
    assert not cast.colleague.has_perm("accounts.view_as_member", cast.organisation)
    assert fresh(join(cast, cast.colleague, EDIT)).has_perm("accounts.edit_application_of", cast.organisation)


def test_through_the_pages_somebody_new_joins(client, cast):
    client.force_login(cast.applicant, backend=BACKEND)
    page = reverse("colleagues", args=[cast.organisation.pk])
    assert client.post(page, {"to": "nobody", "edit": "on"}).status_code == 200
    assert not Invitation.objects.exists()
    assert client.post(page, {"to": "new@example.org", "edit": "on", "submit": "on"}).status_code == 302
    invitation = Invitation.objects.get()
    link = link_of(invitation)
    assert link in client.get(page).content.decode()
    client.logout()
    shown = client.get(link).content.decode()
    assert "海风精密制造" in shown and f"next={link}" in shown
    assert client.post(link).headers["Location"].startswith(reverse("account_login"))
    typed = {"username": "newcomer", "email": "new@example.org"} | dict.fromkeys(("password1", "password2"), PASSWORD)
    signed_up = client.post(f"{reverse('account_signup')}?next={link}", {**typed, "next": link})
    assert signed_up.headers["Location"] == link
    assert client.post(link).status_code == 302
    accepted = Invitation.objects.get().accepted_by
    assert organisations_of(accepted) == {cast.organisation.pk}
    assert client.get(link).status_code == 410
    assert client.get(reverse("invitation", args=[invitation.pk, "0" * 40])).status_code == 404


def test_rights_are_changed_and_ended_by_the_administrator_alone(client, cast):
    args = [cast.organisation.pk, cast.colleague.pk]
    client.force_login(cast.colleague, backend=BACKEND)
    assert client.post(reverse("colleague", args=args), {"manage": "on"}).status_code == 403
    client.force_login(cast.applicant, backend=BACKEND)
    client.post(reverse("colleague", args=args), {"submit": "on"})
    assert {held.seat for held in Appointment.objects.filter(person=cast.colleague, ended_at=None)} == {
        Seat.APPLICANT_SUBMITTER
    }
    answer = client.post(reverse("end_colleague", args=[cast.organisation.pk, cast.applicant.pk]), follow=True)
    assert "至少要有一名管理员" in answer.content.decode()
    client.post(reverse("end_colleague", args=args))
    assert not organisations_of(fresh(cast.colleague))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_people_asks_the_database_no_more_for_many(client, cast, number, django_assert_num_queries):
    from tests.conftest import person, seat

    for index in range(number):
        seat(person(f"member{index}"), Seat.APPLICANT_EDITOR, cast.organisation)
        if index < MOST_OPEN - 1:
            invite(cast)
    client.force_login(cast.applicant, backend=BACKEND)
    with django_assert_num_queries(8):
        client.get(reverse("colleagues", args=[cast.organisation.pk]))
