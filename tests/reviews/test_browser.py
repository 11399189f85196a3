"""The score sheet in Chromium: by keyboard, saved by itself, two tabs, and readable by everybody (axe)."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from reviews.models import ItemScore, ScoreSheet
from tests.conftest import browser_path
from tests.reviews.conftest import filled, lock_all, sheet_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser_path() is None, reason="no Chromium here"),
]


@pytest.fixture
def page_of(browser, live_server):
    """Open an address as a person."""

    def open_page(person, name, *args, width=1440, query=""):
        client = Client()
        client.force_login(person)
        context = browser.new_context(viewport={"width": width, "height": 900})
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(live_server.url + reverse(name, args=args) + query)
        return page

    return open_page


def kept(sheet, item):
    """What stands in the database."""
    return ItemScore.objects.get(sheet=sheet, item=item)


def test_scoring_by_keyboard_saves_by_itself(cast, working, two, page_of):
    """Type 65, Enter, 40, Enter: both items are saved, the total runs, what was written about the item is marked."""
    sheet = sheet_of(cast.expert, two[0])
    page = page_of(cast.expert, "review_application", sheet.assignment_id)
    page.locator("#item-senior_leaders input[type=radio]").first.focus()
    page.keyboard.type("65")
    page.keyboard.press("Enter")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page.locator("[data-score-total]")).to_have_text("44.50")
    expect(page.locator("[data-score-done]")).to_have_text("2 / 23")
    page.locator("#senior_leaders-strengths").fill("高层每季度评审战略")
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved", timeout=8000)
    page.wait_for_timeout(1500)
    assert kept(sheet, "senior_leaders").percent == 65 and kept(sheet, "governance").percent == 40
    assert kept(sheet, "senior_leaders").strengths == "高层每季度评审战略"


def test_two_tabs_show_both_texts(cast, working, two, page_of):
    """The second tab's text is not lost and does not overwrite."""
    sheet = sheet_of(cast.expert, two[0])
    first = page_of(cast.expert, "review_application", sheet.assignment_id)
    second = page_of(cast.expert, "review_application", sheet.assignment_id)
    for page, text in ((first, "第一个标签页"), (second, "第二个标签页")):
        page.locator("#people-strengths").fill(text)
        page.locator("#people-strengths").blur()
        page.wait_for_timeout(1800)
    expect(second.locator("[data-conflict-for=people-strengths]")).to_contain_text("第一个标签页")
    assert kept(sheet, "people").strengths == "第一个标签页"
    second.locator("[data-conflict-for=people-strengths] button").last.click()
    second.wait_for_timeout(1800)
    assert kept(sheet, "people").strengths == "第二个标签页"


def test_pages_are_readable_by_everybody(cast, stage, working, two, page_of):
    """No serious finding of axe, no sideways scrolling, on a desk and on a phone."""
    sheet = sheet_of(cast.expert, two[0])
    filled(sheet)
    row = sheet.assignment
    pages = [
        (cast.expert, "reviews"), (cast.expert, "undertaking", working.pk), (cast.expert, "sheet", sheet.pk),
        (cast.expert, "review_application", row.pk), (cast.expert, "declare_interest", row.pk),
        (cast.officer, "office_panels", stage.edition_id), (cast.officer, "appoint_panel", stage.pk),
        (cast.officer, "office_panel", working.pk),
    ]  # fmt: skip
    examine(pages, page_of)
    lock_all(working, 60)
    assert not ScoreSheet.objects.filter(locked_at=None).exists()
    examine(
        [
            (cast.leader, "panel_report", working.pk), (cast.officer, "office_scoring", stage.edition_id),
            (cast.officer, "office_review", row.pk), (cast.expert, "sheet", sheet.pk),
        ],
        page_of,
    )  # fmt: skip


def examine(pages, page_of):
    """Each page: axe on a desk, its width on a phone."""
    for person, *address in pages:
        page = page_of(person, *address)
        found = Axe().run(page).response["violations"]
        assert not [one["nodes"][0]["html"] for one in found if one["impact"] in ("serious", "critical")], address
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        page.context.close()


def test_contradictions_and_radar_move_while_one_types(cast, working, two, page_of):
    """70 % with no strength is pointed out at once, until the first word; points and radar follow, unsaved too."""
    sheet = sheet_of(cast.expert, two[0])
    page = page_of(cast.expert, "review_application", sheet.assignment_id)
    page.context.set_offline(True)
    lacking = page.locator("form[data-item=senior_leaders] [data-lacks=strengths]")
    radar = page.locator("[data-score-radar] .area")
    before = radar.get_attribute("points")
    expect(lacking).to_be_hidden()
    page.locator("#item-senior_leaders input[value='70']").check(force=True)
    expect(lacking).to_be_visible()
    expect(page.locator("#category-leadership [data-category-points]")).to_have_text("35.00")
    assert radar.get_attribute("points") != before
    page.locator("#senior_leaders-strengths").fill("高层每季度评审战略")
    expect(lacking).to_be_hidden()
    page.locator("#item-senior_leaders input[value='25']").check(force=True)
    expect(page.locator("form[data-item=senior_leaders] [data-lacks=opportunities]")).to_be_visible()
