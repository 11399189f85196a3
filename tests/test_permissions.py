"""Who gets what answer at which address: every address of the site, every role, looking and acting (table.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.permissions.conftest import built, world  # noqa: F401 - fixtures
from tests.permissions.world import ROLES, Place

pytestmark = pytest.mark.django_db
TABLE = yaml.safe_load((Path(__file__).parent / "permissions/table.yaml").read_text())
GROUPS = {"org": "owner editor viewer", "office": "officer second", "panel": "leader expert recused unsigned"}


def names(resolver: Any) -> set[str]:
    """Every url name below a resolver."""
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(pattern.name)
    return found


def address(name: str, place: Place, wanted: list[str]) -> str:
    """The address with the place's things in it; ``=word`` stands for itself."""
    return reverse(name, args=[word[1:] if word[0] == "=" else place.things[word] for word in wanted])


def expected(answers: dict[Any, str]) -> dict[str, str]:
    """The answer for each role."""
    by_role: dict[str, str] = {}
    rest = next(str(answer) for answer, who in answers.items() if "rest" in who.split())
    for answer, who in answers.items():
        for word in who.split():
            for role in GROUPS.get(word, word).split():
                by_role[role] = str(answer)
    assert set(by_role) <= {*ROLES, "rest"}
    return {role: by_role.get(role, rest) for role in ROLES}


def ask(method: str, url: str, person: User | None, data: dict[str, str]) -> str:
    """The class of the answer; what it changes is undone."""
    client = Client(raise_request_exception=False)
    cache.clear()  # twenty-one people at one address are no attack
    with transaction.atomic():
        if person is not None:
            client.force_login(User.objects.get(pk=person.pk), backend="django.contrib.auth.backends.ModelBackend")
        if method == "PATCH":
            response = client.generic(method, url, b"", headers={"Upload-Offset": "7"})
        else:
            response = getattr(client, method.lower())(url, data)
        transaction.set_rollback(True)
    target = response.headers.get("Location", "")
    return "login" if target.startswith(reverse("account_login")) else str(response.status_code)


def test_every_address_has_a_line() -> None:
    assert names(get_resolver()) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_the_answer_of_the_table(world: dict[str, Place], name: str) -> None:  # noqa: F811
    line = TABLE[name]
    where, *things = line["at"].split()
    place = world[where]
    wrong = []
    for method in ("GET", "POST", "PATCH"):
        wanted = expected(line[method]) if method in line else {}
        for role, answer in wanted.items():
            with place.at_its_hour():
                got = ask(method, address(name, place, things), place.people[role], line.get("data", {}))
            if got not in answer.split():
                wrong.append(f"{method} {role}: {got}, not {answer}")
    assert not wrong, "\n".join(wrong)
