"""Simulates editions of several sizes, each rolled back again, and prints a table."""

from io import StringIO
from pathlib import Path
from statistics import median
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from awards.models import Edition
from journal import clock
from journal.models import Entry
from schemes.catalogue import regulations
from schemes.regulation.stages import StageKind

from .pages import Page, pages

STAGES = (StageKind.DOCUMENT_REVIEW, StageKind.OVERALL_EVALUATION)


def measure(*, scheme: str | None, sizes: list[int], rounds: int, folder: str) -> None:
    """Print statements and median milliseconds of each page at each size."""
    scheme = scheme or next(one.identity.scheme for one in regulations() if one.identity.status == "in_force")
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = _database(folder)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, {scheme}, median of {rounds}")
        print(f"{'applications':>12}  {'page':<14} {'statements':>10} {'ms':>8}")
        for size in sizes:
            for stage in STAGES:
                _measure_stage(scheme, size, stage, rounds)
    finally:
        teardown_databases(made, verbosity=0)
        teardown_test_environment()


def _database(folder: str) -> str | None:
    return str(Path(folder) / "bench.sqlite3") if connection.vendor == "sqlite" else None


def _measure_stage(scheme: str, size: int, stage: StageKind, rounds: int) -> None:
    with transaction.atomic():
        call_command("simulate", scheme=scheme, applications=size, reach=stage, stdout=StringIO())
        with clock.at(Entry.objects.latest("number").at):
            for page in pages(Edition.objects.select_related("opened_by").get(), stage):
                statements, milliseconds = _ask(page, rounds)
                print(f"{size:>12}  {page.name:<14} {statements:>10} {milliseconds:>8.1f}", flush=True)
        transaction.set_rollback(True)


def _ask(page: Page, rounds: int) -> tuple[int, float]:
    client = Client()
    if page.reader:
        client.force_login(page.reader)
    _get(client, page)  # templates and regulations are read once a process
    with CaptureQueriesContext(connection) as captured:
        _get(client, page)
    return len(captured), median(_timed(client, page) for _ in range(rounds))


def _timed(client: Client, page: Page) -> float:
    began = perf_counter()
    _get(client, page)
    return (perf_counter() - began) * 1000


def _get(client: Client, page: Page) -> None:
    status = client.get(page.address).status_code
    if status != 200:
        raise SystemExit(f"{page.name}: {page.address} answered {status}")
