"""Ranking, the committee, the result on notice, approval, announcement, certificate, prize."""

import re
from io import BytesIO
from types import SimpleNamespace

from playwright.sync_api import expect
from pypdf import PdfReader

from awards.models import Application
from journal.services import deliver

from .acting import Portal, elsewhere
from .applying import NAME
from .screening import DISMISSED, LOSES, UPHELD, WEAK, object_to, settle

DOCUMENT = "海政发〔2026〕9号"


def weigh_and_rank(portal: Portal, cast: SimpleNamespace) -> None:
    """The evaluation is blocked until its weights are entered; then places, the line at 500 and proposals show."""
    office = portal.person(cast.officer.full_name).go(cast.board)
    assert not office.offers("Open this stage")
    for text, share in (("document review", 40), ("on-site review", 60)):
        office.page.locator("#parameters").get_by_role("link", name=re.compile(text)).click()
        office.fill(value=share, basis="委员会 2026 年第 2 次会议纪要").press("Enter")
        office.says("The parameter is entered.")
    office.click("Open this stage").press("Open")
    office.go(cast.board + "evaluation/")
    office.says("650.00", "600.00", "450.00", "at least 500 points").silent_about(WEAK, UPHELD)
    places = [row.inner_text() for row in office.page.locator("main tbody tr").all()]
    assert [name for row in places for name in (NAME, LOSES, DISMISSED) if name in row] == [NAME, LOSES, DISMISSED]
    tiers = [_tier(office, name) for name in (NAME, LOSES, DISMISSED)]
    assert tiers == ["quality", "quality", "excellence"]


def propose(portal: Portal, cast: SimpleNamespace) -> None:
    """Below 500 nobody is proposed for the award itself; the list as the rules propose it is confirmed."""
    office = portal.person(cast.officer.full_name).go(cast.board + "evaluation/")
    pk = Application.objects.get(organisation__name=DISMISSED).pk
    office.set(f"tier-{pk}", "quality")
    office.press("Confirm the list of proposed winners")
    expect(office.page.locator("main .callout--bad, main .error-summary, .messages").first).to_be_visible()
    office.go(cast.board + "evaluation/").press("Confirm the list of proposed winners")
    office.says("Confirmed by")
    office.go(cast.board).click("Close this stage").press("Close")
    expect(office.page.locator("#stage-overall_evaluation")).to_contain_text("Done")


def committee_decides(portal: Portal, cast: SimpleNamespace) -> None:
    """The committee confirms the list; it can strike, not add."""
    _open(portal, cast, "committee_decision")
    member = portal.person(cast.committee.full_name).go("/office/committee/")
    member.page.locator("main .task a").first.click()
    member.says(NAME, LOSES, DISMISSED, "Nobody can be added.")
    member.fill(decided_on="2026-04-29", text="全体会议审议通过。").press("Confirm the list")
    member.says("Decisions")
    _close(portal, cast, "committee_decision")


def result_on_notice(portal: Portal, cast: SimpleNamespace) -> None:
    """Published by two officers for five working days."""
    _open(portal, cast, "result_notice")
    office = portal.person(cast.officer.full_name).go(cast.board).click("Notices")
    row = office.page.get_by_role("row", name=re.compile("result|proposed", re.I))
    row.get_by_role("link", name="Open the draft").click()
    office.says(NAME, LOSES, DISMISSED)
    second = portal.person(cast.second_officer.full_name).go(office.page.url).click("Publish …").press("Publish")
    second.says("Published")
    second.click("Public page").says(NAME, LOSES, "objections until")
    cast.result_page = second.page.url


def lose_an_award(portal: Portal, cast: SimpleNamespace) -> None:
    """An objection from a signed-out visitor is upheld: that award is lost and nobody moves up."""
    cast.receipts[LOSES] = object_to(portal, cast.result_page, LOSES)
    settle(portal, cast, LOSES, "upheld", "经调查，该单位去年存在被查实的质量投诉。")
    portal.next_working_day()
    portal.until("2026-05-20T09:00")
    office = portal.person(cast.officer.full_name).go(cast.board)
    if office.offers("Close this stage"):
        office.click("Close this stage").press("Close")
    expect(office.page.locator("#stage-result_notice")).to_contain_text("Done")
    office.go(cast.board + "decisions/").says(NAME, DISMISSED, LOSES)
    rows = {name: office.page.locator("main tr", has_text=name).inner_text() for name in (NAME, LOSES, DISMISSED)}
    assert re.search("lost", rows[LOSES], re.I)
    assert "Excellence" in rows[DISMISSED], "nobody moves up"


def approve(portal: Portal, cast: SimpleNamespace) -> None:
    """The government returns the list once with a reason, then approves it under a document's number."""
    _open(portal, cast, "approval")
    government = portal.person(cast.approver.full_name).go("/office/approval/")
    government.page.locator("main .task a").first.click()
    government.says(NAME, DISMISSED)
    address = government.page.url
    government.fill(reason="请核对名单中的组织名称。").press("Return the list")
    government.go(address)
    assert not government.offers("Approve the list")
    member = portal.person(cast.committee.full_name).go("/office/committee/")
    member.page.locator("main .task a").first.click()
    member.fill(decided_on="2026-05-20", text="已核对，维持原名单。").press("Confirm the list")
    government.go(address).fill(document_number=DOCUMENT, decided_on="2026-05-20").press("Approve the list")
    government.says("The list is approved.", DOCUMENT)
    _close(portal, cast, "approval")


def announce(portal: Portal, cast: SimpleNamespace) -> None:
    """The announcement confers the awards; the worker makes the certificates."""
    _open(portal, cast, "announcement")
    office = portal.person(cast.officer.full_name).go(cast.board).click("Notices")
    row = office.page.get_by_role("row", name=re.compile("announcement|winners", re.I))
    row.get_by_role("link", name="Open the draft").click()
    second = portal.person(cast.second_officer.full_name).go(office.page.url).click("Publish …").press("Publish")
    second.says("Published")
    elsewhere(_work_through_the_outbox)
    office.go(cast.board + "awards/").says(NAME, DISMISSED).silent_about(LOSES, WEAK, UPHELD)
    assert office.page.locator("main tbody tr").count() == 2


def verify(portal: Portal, cast: SimpleNamespace) -> None:
    """The certificate is a PDF with its number; its address and its number and code both say that it is valid."""
    office = portal.person(cast.officer.full_name).go(cast.board + "awards/")
    row = office.page.locator("main tr", has_text=NAME)
    pdf = office.download(row.get_by_role("link", name="PDF"))
    reader = PdfReader(BytesIO(pdf.path().read_bytes()))
    number = row.locator("td").first.inner_text()
    written = "".join(page.extract_text() for page in reader.pages)
    assert NAME in written.replace("\n", "") and number in written
    address = row.get_by_role("link", name="Verify").get_attribute("href")
    code = address.rstrip("/").rsplit("/", 1)[-1]
    visitor = portal.visitor().go(address)
    visitor.says("Genuine, and the title is valid today.", NAME, number)
    visitor.go("/verify/").fill(number=number, code=code).press("Verify")
    visitor.says("Genuine, and the title is valid today.", NAME)
    visitor.go("/verify/").fill(number=number, code="AAAA-AAAA").press("Verify")
    visitor.says("No certificate was issued with this number and code.").silent_about(NAME)
    visitor.go("/verify/").page.locator("[type=file]").set_input_files(pdf.path())
    visitor.press("Check the file")
    visitor.says("Genuine, and the title is valid today.", NAME)
    visitor.go("/winners/").says(NAME, DISMISSED).silent_about(LOSES)
    visitor.leave()


def record_the_prize(portal: Portal, cast: SimpleNamespace) -> None:
    """What the article gives is due, paid once, and never more."""
    office = portal.person(cast.officer.full_name).go(cast.board + "prizes/").says(NAME, "Art. 11")
    office.page.locator("main tr", has_text=NAME).get_by_role("link", name="Enter a payment").click()
    terms = {"paid_on": "2026-05-20", "payee": NAME, "voucher": "2026-051"}
    office.fill(yuan=500_001, **terms).press("Enter the payment")
    expect(office.page.locator("main .field--error, main .error-summary, main .callout--bad").first).to_be_visible()
    office.fill(yuan=500_000, **terms).press("Enter the payment")
    office.says("2026-051")
    row = office.page.locator("main tr", has_text=NAME)
    assert not row.get_by_role("link", name="Enter a payment").count()
    _close(portal, cast, "announcement")


def _work_through_the_outbox() -> None:
    """What the worker does."""
    while deliver():
        pass


def _open(portal: Portal, cast: SimpleNamespace, kind: str) -> None:
    office = portal.person(cast.officer.full_name).go(cast.board).click("Open this stage").press("Open")
    expect(office.page.locator(f"#stage-{kind}")).to_contain_text("Open now")


def _close(portal: Portal, cast: SimpleNamespace, kind: str) -> None:
    office = portal.person(cast.officer.full_name).go(cast.board)
    if office.page.locator(f"#stage-{kind}", has_text="Done").count():
        return
    office.click("Close this stage").press("Close")
    expect(office.page.locator(f"#stage-{kind}")).to_contain_text("Done")


def _tier(office, name: str) -> str:
    return office.page.locator("main tr", has_text=name).locator("select").input_value()
