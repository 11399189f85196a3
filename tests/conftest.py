"""The fixed cast, and a database whose guards give way only to the test runner's clean-up."""

import os
from datetime import date, datetime
from types import SimpleNamespace

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import sync_playwright

from accounts.models import Seat, Unit, UnitKind, User
from accounts.services import appoint, register_organisation
from accounts.uscc import check_digit
from journal import clock
from journal.guards import frozen_models, trigger_names

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
hypothesis.settings.register_profile("portal", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("portal")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=clock.SHANGHAI)  # a Monday in an announced year


def lift_guards() -> None:
    """Drop the guards before a transactional test's flush; the flush's ``post_migrate`` puts them back."""
    with connection.cursor() as cursor:
        for model, _ in frozen_models():
            table = model._meta.db_table
            for name in (*trigger_names(model), f"frozen_truncate_{table}"):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as it runs: a database in memory locks whole tables between a live server's threads."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.getbasetemp() / "test.sqlite3")


@pytest.fixture(autouse=True)
def _flush_may_delete(request):
    """Runs its clean-up before pytest-django's flush, because it asks for the database fixture first."""
    marker = request.node.get_closest_marker("django_db")
    live = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not live and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    lift_guards()


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings):
    """Uploads, certificates, mail and the trial's clock of a test stay in the test's folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def regulations(db):
    """The shipped regulations, stored."""
    from schemes.services import load_regulations

    load_regulations()


def person(username: str, full_name: str = "") -> User:
    """Somebody who can sign in with the password ``correct horse``."""
    user, created = User.objects.get_or_create(username=username, defaults={"full_name": full_name or username})
    if created:
        user.set_unusable_password()
        user.save()
    return user


def unit(scheme: str, kind: str, zh: str, **terms) -> Unit:
    """A unit of a scheme."""
    found = Unit.objects.filter(scheme=scheme, kind=kind, **terms).first()
    return found or Unit.objects.create(scheme=scheme, kind=kind, name={"zh": zh, "en": f"{kind} of {scheme}"}, **terms)


def organisation(name: str, number: int = 1, area: str = "", **terms):
    """An organisation with a code whose check digit holds."""
    stem = f"91320706MA1{number:06d}"
    return register_organisation(name=name, uscc=stem + check_digit(stem), actor=None, area=area, **terms)


def seat(user: User, kind: Seat, place) -> User:
    """Give a seat and forget what was cached about the person's seats."""
    appoint(person=user, seat=kind, place=place, actor=None, from_on=date(2020, 1, 1))
    user.__dict__.pop("_seats", None)
    return user


@pytest.fixture
def cast(regulations):
    """Everybody of one scheme (``cast.scheme``), as the regulation names them; the scheme is the first of the data."""
    return cast_of("haizhou")


def cast_of(scheme: str) -> SimpleNamespace:
    """The fixed cast of a scheme."""
    from schemes.models import RegulationVersion
    from schemes.regulation.organs import Recommenders

    version = RegulationVersion.objects.filter(scheme=scheme, status="in_force").first()
    regulation = version.regulation
    found = regulation.rule(Recommenders)
    recommending = [
        unit(scheme, UnitKind.RECOMMENDER, kind.name.zh, recommender_kind=kind.key)
        for kind in (found[1].units if found else ())
    ]
    office = unit(scheme, UnitKind.OFFICE, "办公室")
    pool = unit(scheme, UnitKind.EXPERT_POOL, "专家库")
    applicant_org = organisation("海风精密制造有限公司", 1)
    other_org = organisation("云台食品有限公司", 2)
    experts = [seat(person(f"{scheme}-expert{n}", f"专家{n}"), Seat.EXPERT, pool) for n in range(1, 6)]
    return SimpleNamespace(
        scheme=scheme,
        version=version,
        regulation=regulation,
        office=office,
        pool=pool,
        recommending=recommending,
        organisation=applicant_org,
        other_organisation=other_org,
        applicant=seat(person("applicant", "申报人"), Seat.APPLICANT_ADMIN, applicant_org),
        colleague=seat(person("colleague", "同事"), Seat.APPLICANT_EDITOR, applicant_org),
        rival=seat(person("rival", "另一申报人"), Seat.APPLICANT_ADMIN, other_org),
        recommender=seat(person(f"{scheme}-recommender", "推荐人"), Seat.RECOMMENDER, recommending[0])
        if recommending
        else None,
        officer=seat(person(f"{scheme}-officer", "办公室甲"), Seat.OFFICER, office),
        second_officer=seat(person(f"{scheme}-officer2", "办公室乙"), Seat.OFFICER, office),
        experts=experts,
        leader=experts[0],
        expert=experts[1],
        recused=experts[4],
        committee=seat(
            person(f"{scheme}-committee", "委员"), Seat.COMMITTEE, unit(scheme, UnitKind.COMMITTEE, "委员会")
        ),
        member_unit=seat(
            person(f"{scheme}-member", "成员单位"), Seat.MEMBER_UNIT, unit(scheme, UnitKind.MEMBER_UNIT, "成员单位")
        ),
        approver=seat(person(f"{scheme}-approver", "审定人"), Seat.APPROVER, unit(scheme, UnitKind.APPROVER, "区政府")),
        observer=seat(person(f"{scheme}-observer", "监督员"), Seat.OBSERVER, unit(scheme, UnitKind.OBSERVER, "监察委")),
        outsider=person("outsider", "外人"),
    )


@pytest.fixture
def edition(cast):
    """An edition of the cast's scheme, opened at nine on a Monday in March 2026."""
    from awards.services import open_edition

    with clock.at(NINE):
        return open_edition(version=cast.version, year=2026, starts_on=NINE.date(), actor=cast.officer, planned=2)


def browser_path() -> str | None:
    """Where Chromium is, if it is."""
    return next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if os.path.exists(path)), None)


@pytest.fixture(scope="module")
def browser():
    """Chromium for one module's tests: left open longer, its event loop would fill the thread of what comes after."""
    path = os.environ.get("CHROMIUM") or browser_path()
    if path is None:
        pytest.skip("no Chromium on this machine")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


def pytest_report_header(config):
    """Say which database and broker the run uses, and whether a browser is there."""
    browser = browser_path() or "none: browser tests are left out"
    return [f"database: {settings.DATABASES['default']['ENGINE']}, broker: {settings.BROKER_URL}, Chromium: {browser}"]
