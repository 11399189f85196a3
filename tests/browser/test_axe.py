"""Every page that every role reaches on a small demonstration: axe, console, width; both languages and themes."""

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from accounts.models import Appointment, Seat, User
from awards.models import Application
from config.demonstration.data import world
from config.demonstration.story import first_day, last_day
from config.demonstration.walk import Walk
from journal import clock
from schemes.models import RegulationVersion
from schemes.regulation.stages import StageKind
from schemes.services import load_regulations

from .acting import Person, Portal, elsewhere

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the pages are the same on every database"),
]
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
FILES = {
    "evidence_file", "review_evidence", "application_pdf", "notice_pdf", "certificate", "document", "objection_file",
    "set_language", "account_logout", "healthz", "readyz",
}  # fmt: skip
STARTS = ("/start/", "/me/inbox/", "/me/")
OWN = ("/office/", "/review/", "/my/", "/recommend/", "/start/", "/me/")  # the rest is the same for everybody
SCHEMES = 1  # in which a seat is looked at
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
GRAVE = ("serious", "critical")
APPLICANTS = ("draft", "submitted", "rejected")  # whose pages differ most
LEAST = {"public": 25, "office": 20, "others": 20}
GROUPS = {
    "public": ("visitor", "newcomer", "applicant", "recommender"),
    "office": (Seat.OFFICER,),
    "others": (Seat.EXPERT, Seat.COMMITTEE, Seat.APPROVER, Seat.OBSERVER, Seat.MEMBER_UNIT),
}


@pytest.mark.parametrize("group", GROUPS)
def test_what_everybody_reaches_is_accessible(group: str, portal: Portal, transactional_db):
    """No serious or critical finding, no fault in the console, nothing wider than a phone."""
    elsewhere(_small_demonstration)
    seen: Counter[tuple[str, ...]] = Counter()
    faults: list[str] = []
    for role, user in _everybody():
        if role.startswith(GROUPS[group]):
            faults += _look_around(portal, role, user, seen, also_public=group == "public")
    assert seen.total() > LEAST[group], f"only {seen.total()} pages were reached"
    assert not (faults + portal.faults), "\n".join(faults + portal.faults)


def _small_demonstration() -> None:
    clock.set_out(first_day())
    with clock.at(first_day()):
        load_regulations()
    for number, line in enumerate(world()["editions"]):
        walk = Walk(
            version=RegulationVersion.objects.get(scheme=line["scheme"], status="in_force"), year=line["year"],
            starts_on=line["starts_on"], applications=9, seed=number, experts=world()["experts_per_scheme"],
        )  # fmt: skip
        if line["leave"] == "concluded":
            walk.conclude()
        else:
            walk.reach(StageKind(line["reach"]))
    clock.move_to(last_day())


def _everybody() -> list[tuple[str, User | None]]:
    """One holder of every unit's seat in every scheme, leaders and members of panels, applicants in every standing."""
    people: list[tuple[str, User | None]] = [("visitor", None), ("newcomer", _newcomer())]
    rows = Appointment.objects.filter(unit__isnull=False).select_related("person", "unit").order_by("id")
    for seat in Seat.values:
        schemes: set[str] = set()
        for row in rows.filter(seat=seat):
            if row.unit.scheme not in schemes and len(schemes) < SCHEMES:
                schemes.add(row.unit.scheme)
                people.append((f"{seat} {row.unit.scheme}", row.person))
    for standing in APPLICANTS:
        row = Application.objects.filter(standing=standing).select_related("created_by").first()
        people += [(f"applicant {standing}", row.created_by)] if row else []
    busy = Application.objects.filter(standing="submitted", recommender__isnull=False, recommended_at=None).first()
    if busy:
        people.append(("recommender asked", rows.get(unit=busy.recommender).person))
    return people


def _newcomer() -> User:
    return User.objects.create(username="newcomer", full_name="新来的人", demonstration=True)


def _look_around(
    portal: Portal, role: str, user: User | None, seen: Counter[tuple[str, ...]], *, also_public: bool
) -> list[str]:
    person = Person(portal, locale="zh-CN", viewport=DESK, reduced_motion="reduce")
    if user is not None:
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": portal.address}
        person.context.add_cookies([cookie])
    waiting = [
        *(STARTS if user else ("/", "/accounts/login/", "/accounts/signup/", "/verify/", "/objections/", "/trial/"))
    ]
    faults: list[str] = []
    while waiting:
        address = waiting.pop(0)
        if seen[_pattern(role, address)] or not (also_public or urlsplit(address).path.startswith(OWN)):
            continue
        person.go(address)
        key = _pattern(role, person.page.url)
        if key is None or seen[key]:
            continue
        seen[key] += 1
        seen[_pattern(role, address)] += key != _pattern(role, address)
        waiting += [link for link in _links(person.page, portal.address) if not seen[_pattern(role, link)]]
        faults += [f"{role} {address}: {fault}" for fault in _examine(person)]
    person.leave()
    return faults


def _links(page: Page, site: str) -> list[str]:
    """Addresses on the page that lead to pages of the site, each once."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = [one.split("#")[0] for one in found if one.startswith(site)]
    return [one for one in dict.fromkeys(here) if _pattern("", one) is not None]


def _pattern(role: str, address: str) -> tuple[str, ...] | None:
    """What makes pages alike: the seat, the address's name and the kinds of its filters. None for files."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).url_name
    except Resolver404:
        return role, "missing", parts.path
    own = role if parts.path.startswith(OWN) else "everybody"
    return None if name in FILES else (own, name or "", *sorted(parse_qs(parts.query)))


def _examine(person: Person) -> list[str]:
    """On a desk in Chinese, light and dark; then on a phone in English, dark."""
    page = person.page
    if page.title() in ("404", "500"):
        return [f"leads nowhere: {page.title()}"]
    faults = _grave(page, "zh, desk, light")
    page.emulate_media(color_scheme="dark")
    faults += _grave(page, "zh, desk, dark", only="color-contrast")
    page.set_viewport_size(PHONE)
    faults += _too_wide(page, "zh")
    person.context.add_cookies([{"name": "language", "value": "en", "url": person.portal.address}])
    page.reload()
    faults += _too_wide(page, "en") + _grave(page, "en, phone, dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    person.context.clear_cookies(name="language")
    return faults


def _grave(page: Page, where: str, only: str = "") -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], **({"runOnly": [only]} if only else {})}
    found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
    return [
        f"{where}: {one['id']} {node['target']} {node['html'][:160]}"
        for one in found if one["impact"] in GRAVE
        for node in one["nodes"][:2]
    ]  # fmt: skip


def _too_wide(page: Page, language: str) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{language}: {over} px wider than the phone"] if over > 0 else []
