"""Tokens in every secret, and a crawl by everybody through all that links lead to: none where it may not be read."""

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Appointment, Seat, User
from journal.services import deliver
from tests.permissions.conftest import built, world  # noqa: F401 - fixtures
from tests.permissions.world import Place

pytestmark = pytest.mark.django_db
OFFICE = {"officer", "second", "observer"}
ORG = {"owner", "editor", "viewer"}
PANEL = {"leader", "expert", "recused", "unsigned"}
# Who may come across a secret by following links; by anybody else, in any page, file, message: zero.
MAY_READ = {
    "applying": {"message": {"owner"}, "draft": ORG, "draftfile": ORG, "answer": {*ORG, *OFFICE, "recommender"}},
    "reviewing": {
        "message": {"owner"}, "strength": {"leader"}, "opportunity": {"leader"}, "halfstrength": {"expert"},
        "interest": OFFICE, "nameleader": {*OFFICE, *PANEL}, "nameexpert": {*OFFICE, *PANEL},
        "namerecused": {*OFFICE, *PANEL}, "nameunsigned": {*OFFICE, *PANEL},
    },
    "presenting": {"message": {"owner"}, "draftnotice": OFFICE},
    "noticed": {"message": {"owner"}, "objector": set(), "contact": set(), "facts": OFFICE},
    "announced": {"message": {"owner"}},
}  # fmt: skip
STARTS = {
    "public": ("home", "verify", "objection_status"),
    "owner": ("my_applications", "inbox", "profile"), "editor": ("my_applications", "inbox"),
    "viewer": ("my_applications", "inbox"), "rival": ("my_applications", "inbox"),
    "outsider": ("my_applications", "inbox"), "recommender": ("recommendations", "inbox"),
    "other_recommender": ("recommendations", "inbox"), "officer": ("office", "inbox"), "second": ("office", "inbox"),
    "other_officer": ("office", "inbox"), "observer": ("office", "inbox"), "committee": ("committee", "inbox"),
    "approver": ("approval", "inbox"), "member_unit": ("reviews", "inbox"), "leader": ("reviews", "inbox"),
    "expert": ("reviews", "inbox"), "pool": ("reviews", "inbox"), "recused": ("reviews", "inbox"),
    "unsigned": ("reviews", "inbox"), "admin": ("profile", "inbox"),
}  # fmt: skip
LINK = re.compile(r'(?:href|src|data-url)="([^"#]+)')
KNOWN = re.compile(r"/(static|accounts|i18n|trial|styleguide|awards|calls|winners|privacy|accessibility)/")
PUBLIC = re.compile(r"/($|notices/|verify/|objections/|calendar/)")  # alike for everybody, so read once
KIND = re.compile(r"\d+")


def text_of(response) -> str:
    """Everything readable in an answer: page, JSON, PDF, and its headers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    said = " ".join(response.headers.values())
    if content.startswith(b"%PDF"):
        if len(content) > 400:  # the walk's evidence is an empty page
            return said + "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        return said
    return said + content.decode("utf-8", "replace")


def crawl(person: User | None, starts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Address and text of each page that links lead to; of rows of a kind the first three."""
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(User.objects.get(pk=person.pk), backend="django.contrib.auth.backends.ModelBackend")
    waiting = [reverse(name) for name in starts]
    seen, kinds = set(waiting), {}
    while waiting:
        url = waiting.pop(0)
        response = client.get(url)
        assert response.status_code in (200, 302, 403, 404), f"{url}: {response.status_code}"
        text = text_of(response)
        yield url, text
        found = [response["Location"]] if "Location" in response else []
        for link in [*found, *LINK.findall(text if "html" in response.get("Content-Type", "") else "")]:
            parts = urlsplit(urljoin(url, link.replace("&amp;", "&")))
            there = parts.path + ("?" + parts.query if parts.query else "")
            kind = KIND.sub("#", there)
            if (
                parts.netloc
                or there in seen
                or KNOWN.match(there)
                or (person and PUBLIC.match(there))
                or kinds.get(kind, 0) >= 3
            ):
                continue
            kinds[kind] = kinds.get(kind, 0) + 1
            seen.add(there)
            waiting.append(there)


@pytest.mark.parametrize("where", MAY_READ)
def test_nobody_reads_a_secret_by_following_links(world: dict[str, Place], where: str) -> None:  # noqa: F811
    place = world[where]
    tokens = {token: MAY_READ[where][name.replace("_", "")] for name, token in place.secrets.items()}
    leaks, read = set(), set()
    for role, starts in STARTS.items():
        with place.at_its_hour():
            for url, text in crawl(place.people[role], starts):
                for token in (token for token in tokens if token in text):
                    read.add(token)
                    if role not in tokens[token]:
                        leaks.add(f"{role}: {token} at {url}")
    assert not leaks, "\n".join(sorted(leaks))
    unread = {token for token, readers in tokens.items() if readers} - read
    assert not unread, f"nobody who may came across {unread}: the crawl is blind there"


def test_no_secret_leaves_by_mail(world: dict[str, Place]) -> None:  # noqa: F811
    User.objects.update(email=Concat("username", Value("@example.invalid")))
    with world["noticed"].at_its_hour():
        while deliver():
            pass
    assert mail.outbox
    leaks = set()
    for name, place in world.items():
        officers = Appointment.objects.filter(seat=Seat.OFFICER, unit__scheme=place.walk.edition.scheme)
        office = set(officers.values_list("person__username", flat=True))
        for secret, token in place.secrets.items():
            roles = MAY_READ[name][secret.replace("_", "")]
            readers = {place.people[role].username for role in roles} | (office if "officer" in roles else set())
            told = {message.to[0].split("@")[0] for message in mail.outbox if token in message.subject + message.body}
            leaks |= {(token, person) for person in told - readers}
    assert leaks == set()
