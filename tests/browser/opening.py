"""The office opens an edition, enters what the regulation leaves open, publishes the call, opens applications."""

import re
from types import SimpleNamespace

from playwright.sync_api import expect

from .acting import Portal

DEADLINE = "2026-04-17"


def open_the_edition(portal: Portal, cast: SimpleNamespace) -> None:
    """An officer opens it; the timetable comes from the regulation."""
    officer = portal.person(cast.officer.full_name)
    officer.go("/office/").click("Open an edition")
    officer.says("Proposed timetable", "What the regulation leaves open")
    officer.fill(year=2026, starts_on="2026-03-02", planned=2).press("Open the edition")
    officer.says("What to do next", "Parameters")
    cast.board = officer.page.url


def enter_what_is_missing(portal: Portal, cast: SimpleNamespace) -> None:
    """The first stage is blocked by its parameter and by the call; the parameter needs its basis."""
    officer = portal.person(cast.officer.full_name).go(cast.board)
    assert not officer.offers("Open this stage")
    officer.says("Before it can open", "Still open")
    officer.page.locator("#parameters").get_by_role("link", name=re.compile("day the measures were issued")).click()
    officer.fill(value="2024-03-01").press("Enter")
    assert officer.offers("Enter"), "no parameter without its basis"
    officer.fill(basis="海政规发〔2024〕1号印发通知").press("Enter")
    officer.says("The parameter is entered.")
    assert not officer.offers("Open this stage"), "the call is not published yet"


def publish_the_call(portal: Portal, cast: SimpleNamespace) -> None:
    """One officer drafts, the same one cannot publish, another does."""
    officer = portal.person(cast.officer.full_name).go(cast.board)
    officer.click("Notices")
    officer.page.get_by_role("row", name=re.compile("Call")).get_by_role("button", name="Draft").click()
    officer.fill(until=DEADLINE, telephone="0518-0000000", address="海州区幸福路 1 号").press("Save the draft")
    officer.says("a second officer publishes it")
    assert not officer.offers("Publish …")
    draft = officer.page.url
    officer.go(draft.rstrip("/") + "/publish/")
    assert not officer.offers("Publish"), "four eyes"
    second = portal.person(cast.second_officer.full_name).go(draft).click("Publish …", "Publish")
    second.says("Published")
    officer.go(cast.board).click("Open this stage").press("Open")
    officer.says("Open now")
    visitor = portal.visitor().go("/")
    visitor.says("Haizhou Quality Award")
    visitor.leave()
    expect(officer.page.locator("#stage-application")).to_contain_text("Open now")
