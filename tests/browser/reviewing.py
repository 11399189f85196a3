"""Experts sign, declare, score and lock, the panel reports, the office decides: on papers, then on site."""

import re
from types import SimpleNamespace

from playwright.sync_api import expect

from reviews.models import ScoreSheet
from reviews.queries import counting
from reviews.services.locking import lock_sheet
from reviews.services.scoring import Scored, score_sheet

from .acting import Person, Portal
from .applying import NAME
from .screening import DISMISSED, LOSES, WEAK

MERIT = {NAME: 65, LOSES: 60, DISMISSED: 45, WEAK: 25}
PLUS, MINUS = "方法系统，展开到主要部门，有定期评审。", "与标杆的对比不足，个别指标未分解到岗位。"
INTEREST = "曾为该单位提供管理咨询。"


def review_the_papers(portal: Portal, cast: SimpleNamespace) -> None:
    """A panel is appointed before the stage may open; an expert with an interest is kept from that applicant."""
    _appoint(portal, cast, "document_review", (NAME, DISMISSED, LOSES, WEAK))
    _open(portal, cast, "document_review")
    for expert in (cast.leader, cast.expert):
        _sign(portal, expert, conflict="")
    _sign(portal, cast.experts[2], conflict=DISMISSED)


def keep_the_conflicted_out(portal: Portal, cast: SimpleNamespace) -> None:
    """The applicant is not in the conflicted expert's list, and its address does not exist for that expert."""
    fine = portal.person(cast.expert.full_name).go("/review/")
    fine.page.get_by_role("row", name=re.compile(DISMISSED)).get_by_role("link", name="Score").click()
    closed = portal.person(cast.experts[2].full_name).go("/review/")
    closed.says(NAME, "You are recused from 1 application").silent_about(DISMISSED)
    closed.go(fine.page.url)
    assert closed.status in (403, 404)
    closed.silent_about(DISMISSED)


def score_the_papers(portal: Portal, cast: SimpleNamespace) -> None:
    """One expert scores the first applicant's 23 items by keyboard; a sheet with gaps cannot be locked."""
    _score_and_lock(portal.person(cast.expert.full_name), NAME, percent=65)
    _others_score()


def report_and_decide_papers(portal: Portal, cast: SimpleNamespace) -> None:
    """The leader reports; three pass, the weakest does not."""
    _report(portal, cast, "document_review")
    for name in (NAME, LOSES, DISMISSED, WEAK):
        _decide(portal, cast, "document_review", name, passes=name != WEAK)
    _close(portal, cast, "document_review")


def review_on_site(portal: Portal, cast: SimpleNamespace) -> None:
    """The same again on site, for those who passed."""
    _appoint(portal, cast, "onsite_review", (NAME, DISMISSED, LOSES), absent=WEAK)
    _open(portal, cast, "onsite_review")
    for expert in (cast.leader, cast.expert):
        _sign(portal, expert, conflict="")
    _sign(portal, cast.experts[2], conflict=DISMISSED)
    _score_and_lock(portal.person(cast.expert.full_name), NAME, percent=65)
    _others_score()
    _report(portal, cast, "onsite_review")
    for name in (NAME, LOSES, DISMISSED):
        _decide(portal, cast, "onsite_review", name, passes=True)
    _close(portal, cast, "onsite_review")


def _appoint(portal: Portal, cast: SimpleNamespace, kind: str, names: tuple[str, ...], absent: str = "") -> None:
    office = portal.person(cast.officer.full_name).go(cast.board)
    assert not office.offers("Open this stage"), "no panel yet"
    office.go(_page(cast, "panels", kind))
    office.click("Appoint a panel").says(*names)
    if absent:
        office.silent_about(absent)
    office.fill(name="第一评审组")
    for expert in cast.experts[:3]:
        office.set("members", expert.pk)
    office.fill(leader=cast.leader.pk)
    for name in names:
        office.page.get_by_label(re.compile(name)).check()
    office.press("Appoint")
    office.says("第一评审组")


def _open(portal: Portal, cast: SimpleNamespace, kind: str) -> None:
    office = portal.person(cast.officer.full_name).go(cast.board).click("Open this stage").press("Open")
    expect(office.page.locator(f"#stage-{kind}")).to_contain_text("Open now")


def _close(portal: Portal, cast: SimpleNamespace, kind: str) -> None:
    office = portal.person(cast.officer.full_name).go(cast.board).click("Close this stage").press("Close")
    expect(office.page.locator(f"#stage-{kind}")).to_contain_text("Done")


def _sign(portal: Portal, expert, conflict: str) -> None:
    person = portal.person(expert.full_name).go("/review/")
    person.page.locator("main .task a").first.click()
    person.says("Discipline undertaking", "Interests in the applicants")
    assert not person.page.get_by_role("link", name="Score").count(), "no file opens before"
    person.fill(signed_name=expert.full_name)
    for row in person.page.locator(".declared").all():
        has = bool(conflict) and conflict in row.inner_text()
        row.locator(f"input[value={'some' if has else 'none'}]").check()
        if has:
            row.locator("[name^=reason]").fill(INTEREST)
    person.press("Sign and declare")


def _score_and_lock(expert: Person, name: str, percent: int) -> None:
    expert.go("/review/")
    expert.page.get_by_role("row", name=re.compile(name)).get_by_role("link", name="Score").click()
    expert.says("0 / 23", "items scored")
    expert.click("Check and lock").says("Before you can lock")
    assert not expert.offers("Lock the sheet")
    expert.click("Go on scoring")
    items = expert.page.locator("form[data-item]")
    expect(items).to_have_count(23)
    expert.page.wait_for_load_state()
    items.first.locator("input[type=radio]").first.focus()
    for _ in range(23):
        expert.page.keyboard.type(str(percent))
        expert.page.keyboard.press("Enter")
    expert.says("23 / 23")
    for item in items.all():
        item.locator("[name$=strengths]").fill(PLUS)
        item.locator("[name$=opportunities]").fill(MINUS)
    expect(expert.page.locator("[data-save-state]").first).to_contain_text("Saved", timeout=15_000)
    expert.page.wait_for_timeout(1500)
    expert.click("Check and lock").says("650.00", PLUS, MINUS).press("Lock the sheet")
    expert.says("Nobody can change it any more.")


def _others_score() -> None:
    """Every sheet but the one scored in the browser, through the services."""
    for sheet in counting(ScoreSheet.objects.filter(locked_at=None)).select_related(
        "member__person",
        "assignment__panel__stage__edition__regulation_version",
        "assignment__application__organisation",
    ):
        percent = MERIT[sheet.assignment.application.organisation.name]
        keys = sheet.scores.values_list("item", flat=True)
        scores = {key: Scored(percent=percent, strengths=PLUS, opportunities=MINUS) for key in keys}
        score_sheet(sheet=sheet, scores=scores, actor=sheet.member.person)
        lock_sheet(sheet=sheet, actor=sheet.member.person)


def _report(portal: Portal, cast: SimpleNamespace, kind: str) -> None:
    office = portal.person(cast.officer.full_name).go(_page(cast, "scoring", kind))
    office.says("all sheets in", NAME)
    leader = portal.person(cast.leader.full_name).go("/review/")
    leader.page.get_by_role("link", name="Results and report").first.click()
    leader.says("Results and report", NAME)
    leader.fill(body="评审组独立评分后讨论形成本报告，成员意见基本一致。")
    for section in leader.page.locator("section[aria-labelledby^=line-]").all():
        weak = WEAK in section.inner_text()
        section.locator("select, [name^=proposes]").first.select_option("fail" if weak else "pass")
        section.locator("textarea").fill("优势明显，改进机会见评分表。")
    leader.press("Hand in the report")
    leader.says("handed in")


def _decide(portal: Portal, cast: SimpleNamespace, kind: str, name: str, *, passes: bool) -> None:
    office = portal.person(cast.officer.full_name).go(_page(cast, "scoring", kind)).click(name)
    office.says("Sheets", "Mean", "Panel proposes", cast.expert.full_name)
    office.fill(passes="yes" if passes else "no", reason="同意评审组意见。").press("Decide")
    office.says("The decision is on record.")


def _page(cast: SimpleNamespace, name: str, kind: str) -> str:
    return f"/review/office/editions/{cast.board.rstrip('/').rsplit('/', 1)[-1]}/{name}/?stage={kind}"
