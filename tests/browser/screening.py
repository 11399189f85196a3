"""The office screens, publishes who was accepted, hears objections and settles them."""

import re
from types import SimpleNamespace

from playwright.sync_api import expect

from .acting import Portal
from .applying import NAME, OTHERS

UPHELD, DISMISSED, LOSES, WEAK = OTHERS
WHY = "已核对材料与部门反馈，符合本条。"
TEXT = "该单位去年发生过质量投诉，请予以核实处理。"


def begin_qualification(portal: Portal, cast: SimpleNamespace) -> None:
    """The next stage opens from the board."""
    office = portal.person(cast.officer.full_name).go(cast.board)
    office.click("Open this stage").press("Open")
    expect(office.page.locator("#stage-qualification")).to_contain_text("Open now")


def screen_everybody(portal: Portal, cast: SimpleNamespace) -> None:
    """Findings and evidence side by side; what the rules leave open is judged with a reason; then accepted."""
    office = portal.person(cast.officer.full_name)
    for name in (NAME, *OTHERS):
        office.go(cast.board + "screening/").click(name)
        office.says("Art. 8(1)", "To be judged", "Registered in the district", "Haizhou Subdistrict", "As handed in")
        assert not office.offers("Accept the application"), "nothing is accepted before it is judged"
        for select in office.page.locator('main select[name$="-met"]').all():
            if select.is_visible():
                select.select_option("yes")
                office.set(select.get_attribute("name").replace("-met", "-reason"), WHY)
        office.press("Save judgements")
        office.press("Accept the application")
    office.go(cast.board + "screening/").says("Every application is decided")
    office.go(cast.board).click("Close this stage").press("Close")
    expect(office.page.locator("#stage-qualification")).to_contain_text("Done")


def evidence_opens(portal: Portal, cast: SimpleNamespace) -> None:
    """The office opens a file that was handed in; a stranger cannot."""
    office = portal.person(cast.officer.full_name).go(cast.board + "applications/").click(NAME)
    link = office.page.locator('main a[href^="/evidence/"]').first
    file = office.context.request.get(link.get_attribute("href"))
    assert file.status == 200 and file.body().startswith(b"%PDF")
    stranger = portal.visitor()
    assert "/login/" in stranger.context.request.get(link.get_attribute("href")).url
    stranger.leave()


def publish_the_accepted(portal: Portal, cast: SimpleNamespace) -> None:
    """Fewer than five working days cannot be published, by the article; the public sees the list and the days."""
    office = portal.person(cast.officer.full_name).go(cast.board)
    office.click("Open this stage").press("Open")
    office.go(cast.board).click("Notices")
    row = office.page.get_by_role("row", name=re.compile("accepted", re.I))
    row.get_by_role("link", name="Open the draft").click()
    office.says("Published on", NAME, "If published on another day")
    cast.acceptance_draft = office.page.url
    office.fill(publish_on="2026-04-21", until="2026-04-23").press("Save the draft")
    office.says("Not met", "5 working days are due", "23 April 2026 is too early")
    second = portal.person(cast.second_officer.full_name).go(cast.acceptance_draft.rstrip("/") + "/publish/")
    if second.offers("Publish"):
        second.press("Publish")
        second.says("23 April 2026 is too early")
    second.go(cast.acceptance_draft).says("Draft")
    office.go(cast.acceptance_draft)
    office.fill(publish_on="2026-04-21", until="2026-04-28").press("Save the draft")
    office.says("Saved.")
    portal.until("2026-04-21T09:00")
    second = portal.person(cast.second_officer.full_name).go(cast.acceptance_draft).click("Publish …")
    second.says("What will happen").press("Publish")
    second.says("Published", "Objections")
    visitor = portal.visitor().go("/notices/")
    visitor.page.get_by_role("link", name=re.compile("accepted", re.I)).first.click()
    visitor.says(NAME, UPHELD, DISMISSED, "objections until", "24:00", "How the days are counted")
    cast.acceptance_page = visitor.page.url
    visitor.leave()


def object_twice(portal: Portal, cast: SimpleNamespace) -> None:
    """Two objections come in from the public page; each gets a number and a code that open its state."""
    cast.receipts = {name: object_to(portal, cast.acceptance_page, name) for name in (UPHELD, DISMISSED)}


def settle_them(portal: Portal, cast: SimpleNamespace) -> None:
    """One is upheld: that applicant is out at once. One is dismissed with reasons."""
    settle(portal, cast, UPHELD, "upheld", "经调查属实，该单位提供的投诉记录与事实不符。")
    settle(portal, cast, DISMISSED, "dismissed", "投诉已于当年办结，与申报条件无关。")
    office = portal.person(cast.officer.full_name).go(cast.board + "applications/").click(UPHELD)
    office.says(re.compile("disqualified", re.I))
    for name, says in ((UPHELD, "Upheld"), (DISMISSED, "Dismissed")):
        visitor = portal.visitor().go("/objections/")
        number, code = cast.receipts[name]
        visitor.fill(number=number, code=code).press("Show")
        visitor.says(number, says, "Reasons")
        visitor.fill(number=number, code="WRONG-CODE").press("Show")
        visitor.silent_about("Reasons")
        visitor.leave()


def acceptance_ends(portal: Portal, cast: SimpleNamespace) -> None:
    """It really runs to 24:00 of its last day."""
    portal.until("2026-04-28T23:58")
    office = portal.person(cast.officer.full_name).go(cast.board)
    assert not office.offers("Close this stage")
    portal.until("2026-04-29T09:00")
    office.go(cast.board)
    if office.offers("Close this stage"):
        office.click("Close this stage").press("Close")
    expect(office.page.locator("#stage-acceptance_notice")).to_contain_text("Done")
    late = portal.visitor().go(cast.acceptance_page)
    late.says("This period is over.")
    late.leave()


def object_to(portal: Portal, page: str, name: str) -> tuple[str, str]:
    visitor = portal.visitor().go(page)
    visitor.page.get_by_role("row", name=re.compile(name)).get_by_role("link", name="Object").click()
    visitor.press("Hand in the objection")
    expect(visitor.page.locator(".field--error").first).to_be_visible()
    visitor.fill(who="person", name="市民王某", contact="13900000000", text=TEXT).press("Hand in the objection")
    visitor.says("Your objection is registered")
    number, code = visitor.page.locator("dl.facts dd strong").all_inner_texts()
    visitor.leave()
    return number, code


def settle(portal: Portal, cast: SimpleNamespace, name: str, state: str, reasons: str) -> None:
    number = cast.receipts[name][0]
    office = portal.person(cast.officer.full_name).go(cast.board + "objections/").click(number)
    office.says(TEXT).silent_about("市民王某")
    office.fill(examiner=cast.second_officer.pk).press("Admit")
    office.says("Being examined")
    second = portal.person(cast.second_officer.full_name).go(office.page.url)
    second.fill(state=state).press("Answer")
    expect(second.page.locator(".field--error").first).to_be_visible()
    second.fill(state=state, reasons=reasons, basis="调查报告〔2026〕3号").press("Answer")
    second.says("Written answer", reasons)
