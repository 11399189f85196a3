"""A broken line loses nothing: answers and scores are kept on the device and saved when it is back."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from awards.models import Application, SectionAnswers
from config.demonstration.walk import Walk
from journal import clock
from reviews.models import ItemScore, Panel, ScoreSheet
from schemes.models import RegulationVersion
from schemes.regulation.stages import StageKind
from schemes.services import load_regulations
from tests.conftest import NINE

from .acting import Portal, elsewhere

pytestmark = pytest.mark.browser
TEXT = "断网时写下的内容"
STATE = "[data-save-state]"


def test_answers_typed_offline_are_kept_and_saved(portal: Portal, transactional_db):
    """Offline is said; the text survives even closing the page; back on line it is saved."""
    elsewhere(lambda: _reach(StageKind.APPLICATION))
    application = Application.objects.filter(submitted_at__isnull=False).first()
    person = portal.person(application.created_by.full_name)
    address = f"/my/applications/{application.pk}/section/identity/"
    person.go(address)
    person.context.set_offline(True)
    person.fill(main_products=TEXT)
    expect(person.page.locator(STATE)).to_contain_text("Offline – kept on this device")
    assert _stored(application) != TEXT
    person.page.close()
    person.context.set_offline(False)
    person.page = person.context.new_page()
    person.go(address)
    expect(person.page.locator("[name=main_products]")).to_have_value(TEXT)
    expect(person.page.locator(STATE)).to_contain_text("Saved")
    assert _stored(application) == TEXT


def test_scores_given_offline_are_kept_and_saved(portal: Portal, transactional_db):
    """The same for a percentage and a comment; the page saves by itself when the line is back."""
    elsewhere(lambda: _reach(StageKind.DOCUMENT_REVIEW))
    sheet = ScoreSheet.objects.filter(locked_at=None).select_related("member__person", "assignment").first()
    person = portal.person(sheet.member.person.full_name)
    person.go(f"/review/applications/{sheet.assignment_id}/")
    item = ItemScore.objects.filter(sheet=sheet).order_by("id").first().item
    form = person.page.locator(f"form[data-item={item}]")
    person.context.set_offline(True)
    form.locator("input[type=radio]").first.focus()
    person.page.keyboard.type("45")
    person.page.keyboard.press("Enter")
    form.locator("[name$=strengths]").fill(TEXT)
    expect(person.page.locator(STATE).first).to_contain_text("Offline – kept on this device")
    assert ItemScore.objects.get(sheet=sheet, item=item).strengths != TEXT
    person.context.set_offline(False)
    expect(person.page.locator(STATE).first).to_contain_text("Saved", timeout=30_000)
    kept = ItemScore.objects.get(sheet=sheet, item=item)
    assert (kept.percent, kept.strengths) == (45, TEXT)


class _Signed(Walk):
    """Panels sign and declare, and leave their sheets empty."""

    def _panel(self, panel: Panel, *, report: bool = True) -> None:
        self._sign(panel)


def _reach(kind: StageKind) -> None:
    """A small edition, half-way through a stage; the trial's clock a minute after it."""
    clock.set_out(NINE - timedelta(days=1))
    with clock.at(NINE - timedelta(days=1)):
        load_regulations()
    version = RegulationVersion.objects.get(scheme="haizhou", status="in_force")
    walk = _Signed(version=version, year=2026, starts_on=NINE.date(), applications=2, seed=5, experts=3)
    walk.reach(kind)
    clock.move_to(walk.moment + timedelta(minutes=1))
    return walk


def _stored(application: Application) -> str:
    return SectionAnswers.objects.get(application=application, section="identity").answers["main_products"]
