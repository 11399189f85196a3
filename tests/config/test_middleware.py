"""What every request passes: clean text at the door, nothing private in a cache, a policy against foreign scripts."""

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Organisation, User
from awards.answers.layout import rows_in
from publicity.queries import announced

pytestmark = pytest.mark.django_db


def sign_in(client, person: User) -> None:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


@pytest.mark.parametrize(
    "hostile", ["\x00", "a\x00b", "\u202egpj", "²", "9" * 5000, "%00", "<script>alert(1)</script>"]
)
@pytest.mark.parametrize("name", ["office_applications", "office_panels", "office_notices", "evaluation"])
def test_hostile_queries_and_forms_are_answered(client, cast, edition, hostile, name):
    sign_in(client, cast.officer)
    url = reverse(name, args=[edition.pk])
    for typed in ({"q": hostile, "page": hostile, "stage": hostile}, {hostile: hostile}):
        assert client.get(url, typed).status_code < 500
        assert (
            client.post(url, {**typed, "kind": hostile, "reason": hostile, f"tier-{hostile}": hostile}).status_code
            < 500
        )


def test_text_is_stripped_at_the_door(client, cast):
    sign_in(client, cast.outsider)
    typed = {"name": "海风\x00\u202e精密\x07公司", "uscc": cast.organisation.uscc[:-1], "address": "x"}
    answer = client.post(reverse("register_organisation"), typed)
    assert "海风精密公司" in answer.content.decode()
    assert not Organisation.objects.filter(name__contains="\x07").exists()


def test_pages_of_people_who_signed_in_stay_in_no_cache(client, cast, edition):
    sign_in(client, cast.officer)
    for name, terms in {"office": [], "inbox": [], "profile": [], "office_edition": [edition.pk]}.items():
        assert client.get(reverse(name, args=terms))["Cache-Control"] == "private, no-store"


def test_every_page_forbids_foreign_and_inline_scripts_and_frames(client, cast, edition):
    sign_in(client, cast.officer)
    for name in ("home", "office", "inbox", "verify", "account_login"):
        answer = client.get(reverse(name))
        policy = answer["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "٣"])
def test_rows_with_odd_numbers_are_no_rows_or_plain_ones(number):
    assert all(row < 10**5 for row in rows_in("certificates", {f"certificates-{number}-name": "x"}))


def test_the_language_goes_nowhere_else(client, db):
    sent = {"language": "en", "next": "https://evil.example/"}
    assert client.post(reverse("set_language"), sent)["Location"] == "/"
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_nothing_is_announced_before_its_notice(edition):
    assert not announced().exists()
