"""Signing in: where one lands, what needs a second factor, what a seat does not open."""

import pytest
from django.conf import settings as real
from django.urls import reverse

from accounts.models import Seat
from tests.conftest import person

FIRST = {
    "officer": "office",
    "observer": "office",
    "approver": "approval",
    "committee": "committee",
    "expert": "reviews",
    "member_unit": "reviews",
    "recommender": "recommendations",
    "applicant": "my_applications",
    "outsider": "my_applications",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "page"), FIRST.items())
def test_everybody_lands_on_the_page_of_their_seat(client, cast, who, page):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("start")).url == reverse(page)
    assert client.get(reverse(page)).status_code == 200


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in(client, cast):
    for page in ("start", "office", "approval", "committee", "reviews", "recommendations", "my_applications", "inbox"):
        reply = client.get(reverse(page))
        assert reply.status_code == 302 and reverse("account_login") in reply.url


@pytest.mark.django_db
@pytest.mark.parametrize(
    "who", ["officer", "expert", "committee", "approver", "observer", "recommender", "member_unit"]
)
def test_staff_set_up_a_second_factor_first(client, cast, settings, who):
    settings.SECOND_FACTOR = True
    client.force_login(getattr(cast, who))
    assert client.get(reverse("start")).url == reverse("mfa_activate_totp")
    assert client.get("/").url == reverse("mfa_activate_totp")


@pytest.mark.django_db
def test_applicants_need_none(client, cast, settings):
    settings.SECOND_FACTOR = True
    client.force_login(cast.applicant)
    assert client.get(reverse("my_applications")).status_code == 200


@pytest.mark.django_db
def test_every_seat_but_an_applicants_needs_one_unless_the_setting_leaves_it_out(client, cast, settings):
    assert set(Seat) - {seat for seat in Seat if seat.startswith("applicant")} == set(real.SECOND_FACTOR_SEATS)
    settings.SECOND_FACTOR, settings.SECOND_FACTOR_SEATS = True, ["officer"]
    client.force_login(cast.recommender)
    assert client.get(reverse("recommendations")).status_code == 200


@pytest.mark.django_db
def test_a_password_signs_in_and_a_wrong_one_does_not(client):
    user = person("someone")
    user.set_password("a long enough phrase")
    user.save()
    address = reverse("account_login")
    assert client.post(address, {"login": "someone", "password": "wrong"}).status_code == 200
    reply = client.post(address, {"login": "someone", "password": "a long enough phrase"})
    assert reply.status_code == 302 and reply.url == reverse("start")


@pytest.mark.django_db
def test_anybody_can_open_an_account(client):
    form = {
        "username": "new-person",
        "email": "",
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
    }
    assert client.get(reverse("account_signup")).status_code == 200
    assert client.post(reverse("account_signup"), form).status_code == 302
    assert client.get(reverse("my_applications")).status_code == 200


@pytest.mark.django_db
def test_a_stale_form_says_what_to_do(cast):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.officer)
    reply = careful.post(reverse("trial_clock"), {"to": "1"})
    assert reply.status_code == 403
    assert "刷新页面后再次提交" in reply.content.decode()
