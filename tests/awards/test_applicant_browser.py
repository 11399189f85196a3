"""The form in Chromium: saved by itself, two colleagues merged, a growing table, an upload in pieces, axe."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from awards.models import EditionStage, EvidenceFile, SectionAnswers
from awards.queries import missing_parameters
from awards.services import enter_parameter, open_edition, open_stage
from awards.services.applications import start_application
from journal import clock
from tests.conftest import browser_path

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser_path() is None, reason="no Chromium here"),
]
WAIT = 15_000


@pytest.fixture
def page_of(browser, live_server):
    """Open an address as a person."""

    def open_page(person, name, *args):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(live_server.url + reverse(name, args=args))
        return page

    return open_page


@pytest.fixture
def running(cast):
    """A draft on the machine's own clock, which the live server reads."""
    edition = open_edition(version=cast.version, year=2026, starts_on=clock.today(), actor=cast.officer)
    for _clause, parameter in missing_parameters(edition):
        if parameter.needed_by == "application":
            enter_parameter(edition=edition, name=parameter.name, value="2024-01-05", basis="通知", actor=cast.officer)
    EditionStage.objects.filter(edition=edition, kind="application").update(closes_at=clock.now() + timedelta(days=9))
    open_stage(stage=edition.stages.get(kind="application"), actor=cast.officer)
    return start_application(edition=edition, organisation=cast.organisation, actor=cast.applicant)


def typed(running, section="quality"):
    return SectionAnswers.objects.get(application=running, section=section).answers


def saved(page):
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved", timeout=WAIT)


def test_two_colleagues_lose_nothing(page_of, running, cast):
    mine, theirs = (page_of(user, "section", running.pk, "quality") for user in (cast.applicant, cast.colleague))
    theirs.fill("[name=quality_staff]", "77")
    theirs.fill("[name=trademarks]", "99")
    saved(theirs)
    mine.fill("[name=trademarks]", "55")
    mine.fill("[name=invention_patents]", "5")
    conflict = mine.locator(".conflict")
    expect(conflict).to_contain_text("99", timeout=WAIT)
    expect(conflict).to_contain_text("55")
    expect(mine.locator("[name=quality_staff]")).to_have_value("77")
    conflict.locator("button").nth(1).click()
    saved(mine)
    assert typed(running) == {"quality_staff": "77", "trademarks": "55", "invention_patents": "5"}


def test_a_table_grows_and_is_saved(page_of, running, cast):
    page = page_of(cast.applicant, "section", running.pk, "quality")
    rows = page.locator("[data-rows=certificates]")
    expect(rows).to_be_hidden()
    page.check("[name=certificates-had][value=yes]")
    page.click("[data-add-row=certificates]")
    page.fill("[name=certificates-1-number]", "Q-2")
    saved(page)
    assert typed(running) == {"certificates-had": "yes", "certificates-1-number": "Q-2"}


def test_an_upload_comes_in_pieces_and_a_wrong_one_gets_its_sentence(page_of, running, cast, tmp_path):
    good, wrong = tmp_path / "审计报告.pdf", tmp_path / "报告.exe"
    good.write_bytes(b"%PDF-1.7\n" + b"0 " * 1_200_000 + b"\n%%EOF\n")
    wrong.write_bytes(b"MZ")
    page = page_of(cast.applicant, "section", running.pk, "evidence")
    page.set_input_files("#file-audits", [good, wrong])
    expect(page.locator("#files-audits a")).to_have_text("审计报告.pdf", timeout=WAIT)
    expect(page.locator("#files-audits .upload__error")).to_contain_text("PDF", timeout=WAIT)
    assert EvidenceFile.objects.get().size == good.stat().st_size


def test_the_self_check_answers_while_one_types(page_of, running, cast):
    page = page_of(cast.applicant, "eligibility", running.edition_id)
    page.fill("[name=operating_since]", f"{clock.today().year - 1}-01-01")
    expect(page.locator("#findings .callout--bad .chip").first).to_be_visible(timeout=WAIT)


@pytest.mark.parametrize("section", ["identity", "quality", "figures", "record", "assessment", "evidence"])
def test_every_kind_of_section_is_accessible(page_of, running, cast, section):
    found = Axe().run(page_of(cast.applicant, "section", running.pk, section)).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
