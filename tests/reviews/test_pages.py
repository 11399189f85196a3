"""Pages of scorers and of the office: who gets in, what they can do there, how many statements it takes."""

import json

import pytest
from django.urls import reverse

from awards.services import open_stage
from reviews.models import ConflictDeclaration, ItemScore, PanelAssignment, Recusal, ScoreSheet
from reviews.services import appoint_panel
from schemes.regulation.stages import StageKind
from tests.reviews.conftest import applications, edition_of, eve_of, filled, hand_in, lock_all, ready, sheet_of

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def at(client):
    """Sign somebody in and ask for a page."""
    signed_in = []

    def ask(person, name, *args, data=None, query="", **extra):
        if signed_in != [person]:
            client.force_login(person)
            signed_in[:] = [person]
        address = reverse(name, args=args) + query
        return client.post(address, data, **extra) if data is not None else client.get(address, **extra)

    return ask


def said(response):
    """The page's text."""
    return response.content.decode()


def typed(item, percent="60", revision=0):
    """An item as the page sends it."""
    return {item: percent, f"{item}-strengths": "优", f"{item}-opportunities": "改", "revision": revision}


def test_the_way_into_a_panel(cast, stage, panel, two, at):
    """Home says sign first; one page signs and declares; then the application opens with evidence beside the sheet."""
    open_stage(stage=stage, actor=cast.officer)
    first, second = PanelAssignment.objects.order_by("pk")
    assert reverse("undertaking", args=[panel.pk]) in said(at(cast.expert, "reviews"))
    assert at(cast.expert, "review_application", first.pk).url == reverse("undertaking", args=[panel.pk])
    wrong = {"signed_name": "别人", f"interest-{first.pk}": "some", f"interest-{second.pk}": "none"}
    page = at(cast.expert, "undertaking", panel.pk, data=wrong)
    assert page.status_code == 200 and "error-summary" in said(page) and not ConflictDeclaration.objects.exists()
    right = wrong | {"signed_name": str(cast.expert), f"reason-{first.pk}": "持有股份"}
    assert at(cast.expert, "undertaking", panel.pk, data=right).status_code == 302
    assert Recusal.objects.get().application == first.application
    assert at(cast.expert, "review_application", first.pk).status_code == 404
    home = said(at(cast.expert, "reviews"))
    assert first.application.organisation.name not in home and second.application.organisation.name in home
    page = said(at(cast.expert, "review_application", second.pk))
    assert page.count("data-score ") == 23 and "said-item-people" in page


def test_nobody_else_gets_in(cast, working, two, at):
    """Foreign sheets, applications and panels are not there; other seats are refused."""
    row = PanelAssignment.objects.filter(panel=working).first()
    sheet = sheet_of(cast.leader, row.application)
    pages = (
        ("review_application", row.pk),
        ("sheet", sheet.pk),
        ("undertaking", working.pk),
        ("panel_report", working.pk),
    )
    for name, pk in pages:
        assert at(cast.experts[3], name, pk).status_code == 404
        assert at(cast.officer, name, pk).status_code == 403
        assert at(cast.outsider, name, pk).status_code == 403
    assert at(cast.expert, "sheet", sheet.pk).status_code == 404
    assert at(cast.expert, "item_save", sheet.pk, "people", data=typed("people")).status_code == 404
    for name, pk in (("office_panels", working.edition.pk), ("office_panel", working.pk), ("office_review", row.pk)):
        assert at(cast.expert, name, pk).status_code == 403
        assert at(cast.observer, name, pk).status_code == 200
    assert at(cast.observer, "panel_member_add", working.pk, data={}).status_code == 403


def test_an_item_saves_by_itself_and_by_hand(cast, working, two, at):
    """JSON with revisions for the script; an ordinary post comes back to the item."""
    sheet = sheet_of(cast.expert, two[0])
    first = at(cast.expert, "item_save", sheet.pk, "people", data=typed("people"), **JSON)
    assert (first.status_code, first.json()["revision"]) == (200, 1)
    stale = at(cast.expert, "item_save", sheet.pk, "people", data=typed("people", "85"), **JSON)
    assert stale.status_code == 409 and stale.json()["fields"]["people"] == "60"
    wrong = at(cast.expert, "item_save", sheet.pk, "people", data=typed("people", "62", 1), **JSON)
    assert wrong.status_code == 422 and json.loads(wrong.content)["message"]
    plain = at(cast.expert, "item_save", sheet.pk, "people", data=typed("people", "85", 1))
    assert plain.url.endswith("#item-people") and ItemScore.objects.get(sheet=sheet, item="people").percent == 85
    empty = at(cast.expert, "item_save", sheet.pk, "people", data=typed("people", "", 2), **JSON)
    assert empty.status_code == 200
    assert at(cast.expert, "item_save", sheet.pk, "no-item", data=typed("no-item"), **JSON).status_code == 404
    stale = at(
        cast.expert, "item_save", sheet.pk, "people", data=typed("people", "10", 1) | {"people-strengths": "我的话"}
    )
    assert stale.status_code == 409 and "我的话" in said(stale)
    long = at(
        cast.expert, "item_save", sheet.pk, "people", data=typed("people", "10", 3) | {"people-strengths": "长" * 4001}
    )
    assert long.status_code == 422 and "长" * 4001 in said(long)


def test_locking_in_the_browser(cast, working, two, at):
    """Gaps are listed and no button is offered; then one; twice is harmless; afterwards the sheet is read only."""
    sheet = sheet_of(cast.expert, two[0])
    assert "panel--seal" not in said(at(cast.expert, "sheet", sheet.pk))
    assert at(cast.expert, "sheet", sheet.pk, data={}).url == reverse("sheet", args=[sheet.pk])
    filled(sheet)
    assert "panel--seal" in said(at(cast.expert, "sheet", sheet.pk))
    for _ in range(2):
        assert at(cast.expert, "sheet", sheet.pk, data={}).url == reverse("reviews")
    assert "panel--seal" not in said(at(cast.expert, "sheet", sheet.pk))
    assert at(cast.expert, "item_save", sheet.pk, "people", data=typed("people", "5", 1), **JSON).status_code == 403


def test_contradictions_are_pointed_out(cast, working, two, at):
    """High without a strength, low without an opportunity."""
    sheet = sheet_of(cast.expert, two[0])
    filled(sheet)
    ItemScore.objects.filter(sheet=sheet, item="people").update(percent=70, strengths="")
    ItemScore.objects.filter(sheet=sheet, item="finance").update(percent=25, opportunities="")
    page = said(at(cast.expert, "sheet", sheet.pk))
    assert "70%，却未写优势" in page and "25%，却未写改进机会" in page


def test_the_office_sees_numbers_only_until_all_are_in(cast, stage, working, two, at):
    """No total and no mean before the last lock."""
    sheets = list(ScoreSheet.objects.filter(assignment__panel=working).select_related("member__person"))
    for sheet in sheets[:-1]:
        filled(sheet, 85)
        from reviews.services import lock_sheet

        lock_sheet(sheet=sheet, actor=sheet.member.person)
    row = PanelAssignment.objects.filter(panel=working).first()
    for person in (cast.officer, cast.observer):
        assert "850" not in said(at(person, "office_scoring", stage.edition_id))
        assert "850" not in said(at(person, "office_review", row.pk))
    assert "850" not in said(at(cast.leader, "panel_report", working.pk))
    lock_all(working, 85)
    assert "850.00" in said(at(cast.observer, "office_scoring", stage.edition_id))
    assert "850.00" in said(at(cast.officer, "office_review", row.pk))
    assert "850.00" in said(at(cast.leader, "panel_report", working.pk))


def test_a_report_and_a_decision_by_form(cast, stage, working, two, at):
    """The leader hands in; the officer decides; the observer cannot."""
    lock_all(working, 60)
    rows = list(PanelAssignment.objects.filter(panel=working))
    lines = {f"proposes-{row.pk}": "pass" for row in rows} | {f"summary-{row.pk}": "好" for row in rows}
    data = {"revision": 0, "body": "报告正文", **lines, "hand_in": "1"}
    assert at(cast.expert, "panel_report", working.pk, data=data).status_code == 403
    assert "error-summary" in said(at(cast.leader, "panel_report", working.pk, data=data | {"body": ""}))
    draft = {name: value for name, value in data.items() if name != "hand_in"} | {"body": ""}
    assert at(cast.leader, "panel_report", working.pk, data=draft).url == reverse("panel_report", args=[working.pk])
    assert at(cast.leader, "panel_report", working.pk, data=data | {"revision": 1}).url == reverse("reviews")
    working.refresh_from_db()
    assert working.closed_at
    choice = {"passes": "yes", "reason": "达到要求"}
    assert at(cast.observer, "decide_passing", rows[0].pk, data=choice).status_code == 403
    assert "error-summary" in said(at(cast.officer, "decide_passing", rows[0].pk, data={"passes": "yes"}))
    assert at(cast.officer, "decide_passing", rows[0].pk, data=choice).status_code == 302
    assert rows[0].__class__.objects.get(pk=rows[0].pk).decision.passes


def test_appointing_by_form(cast, stage, two, at):
    """The form says what the clause asks; refusals stand in the page."""
    assert at(cast.observer, "appoint_panel", stage.pk).status_code == 403
    assert two[0].organisation.name in said(at(cast.officer, "appoint_panel", stage.pk))
    data = {"name": "甲组", "members": [e.pk for e in cast.experts[:3]], "comments_per": "item",
            "applications": [a.pk for a in two]}  # fmt: skip
    wrong = at(cast.officer, "appoint_panel", stage.pk, data=data | {"leader": cast.experts[4].pk})
    assert "error-summary" in said(wrong)
    assert at(cast.officer, "appoint_panel", stage.pk, data=data | {"leader": cast.leader.pk}).status_code == 302
    assert PanelAssignment.objects.count() == 2
    assert at(cast.officer, "office_panels", stage.edition_id).status_code == 200


def statements(django_assert_max_num_queries, ask):
    """How many statements a page takes."""
    ask()
    with django_assert_max_num_queries(100) as counted:
        assert ask().status_code == 200
    return len(counted)


@pytest.fixture
def thirty(cast, edition, stage):
    """One panel with one application; ``more()`` gives it twenty-nine others."""
    made = applications(edition, 1)
    panel = appoint_panel(
        stage=stage, name="甲组", members=cast.experts[:3], leader=cast.leader, actor=cast.officer, applications=made
    )
    open_stage(stage=stage, actor=cast.officer)

    def sign():
        for person in cast.experts[:3]:
            ready(panel, person)

    def more():
        from reviews.services import assign_applications

        assign_applications(panel=panel, applications=applications(edition, 29, first=500), actor=cast.officer)

    return panel, sign, more


def test_statements_do_not_grow(cast, stage, thirty, at, django_assert_max_num_queries):
    """The same number at 1 and at 30 applications, on every list."""
    panel, sign, more = thirty
    sign()
    asked = {
        "reviews": lambda: at(cast.expert, "reviews"),
        "office_panels": lambda: at(cast.officer, "office_panels", stage.edition_id),
        "office_panel": lambda: at(cast.officer, "office_panel", panel.pk),
        "office_scoring": lambda: at(cast.officer, "office_scoring", stage.edition_id),
    }
    one = {name: statements(django_assert_max_num_queries, ask) for name, ask in asked.items()}
    more()
    sign()
    assert {name: statements(django_assert_max_num_queries, ask) for name, ask in asked.items()} == one


def test_statements_do_not_grow_with_results(cast, stage, thirty, at, django_assert_max_num_queries):
    """Nor once results are open."""
    panel, sign, more = thirty
    sign()
    lock_all(panel, 60)
    asked = {
        "office_scoring": lambda: at(cast.officer, "office_scoring", stage.edition_id),
        "panel_report": lambda: at(cast.leader, "panel_report", panel.pk),
    }
    one = {name: statements(django_assert_max_num_queries, ask) for name, ask in asked.items()}
    more()
    sign()
    lock_all(panel, 60)
    assert {name: statements(django_assert_max_num_queries, ask) for name, ask in asked.items()} == one


def test_the_score_form_takes_few_statements(cast, thirty, at, django_assert_num_queries):
    """Literal: five of session, user, seats, frame; row, parameters, sheet, snapshot, stages, scores, corrections."""
    panel, sign, more = thirty
    sign()
    row = PanelAssignment.objects.get(panel=panel)
    hand_in(row.application)
    at(cast.expert, "review_application", row.pk)
    with django_assert_num_queries(5 + 7):
        at(cast.expert, "review_application", row.pk)
    more()
    sign()
    hand_in(row.application, number=2)
    with django_assert_num_queries(5 + 7):
        at(cast.expert, "review_application", row.pk)


def test_a_stage_not_opened_shows_no_results(cast, stage, panel, at):
    """Neither scoring nor files."""
    row = PanelAssignment.objects.filter(panel=panel).first()
    ready(panel, cast.expert)
    assert at(cast.expert, "review_application", row.pk).status_code == 403
    assert at(cast.officer, "office_review", row.pk).status_code == 404
    assert at(cast.officer, "office_scoring", stage.edition_id).status_code == 200
    assert at(cast.officer, "office_scoring", stage.edition_id, query="?stage=nonsense").status_code == 404
    assert (
        at(cast.officer, "office_scoring", stage.edition_id, query=f"?stage={StageKind.ONSITE_REVIEW}").status_code
        == 200
    )


def test_tz_18_a_presentation_by_form(regulations, at):
    """TZ-18: errors stand beside the field, what was typed stays; then save, check, lock."""
    cast, edition = edition_of("tongzhou")
    (made,) = applications(edition, 1)
    stage = eve_of(StageKind.PRESENTATION, edition)
    panel = appoint_panel(
        stage=stage, name="成员单位", members=[cast.member_unit], leader=None, actor=cast.officer, applications=[made]
    )
    open_stage(stage=stage, actor=cast.officer)
    ready(panel, cast.member_unit)
    sheet = sheet_of(cast.member_unit, made)
    assert at(cast.member_unit, "review_application", sheet.assignment_id).status_code == 200
    wrong = at(
        cast.member_unit, "presentation_save", sheet.pk, data={"points": "1000.5", "comment": "x", "revision": 0}
    )
    assert wrong.status_code == 422 and "1000.5" in said(wrong) and "field__error" in said(wrong)
    empty = at(cast.member_unit, "presentation_save", sheet.pk, data={"points": "", "revision": 0, "lock": "1"})
    assert empty.status_code == 422
    right = {"points": "812.25", "comment": "清楚", "revision": 0}
    stale = right | {"points": "1"}
    assert at(cast.member_unit, "presentation_save", sheet.pk, data=right | {"lock": "1"}).url.endswith(
        f"/sheets/{sheet.pk}/"
    )
    assert (
        at(cast.member_unit, "presentation_save", sheet.pk, data=stale, **JSON).json()["fields"]["points"] == "812.25"
    )
    assert at(cast.member_unit, "sheet", sheet.pk, data={}).url == reverse("reviews")
    assert "812.25" in said(at(cast.member_unit, "sheet", sheet.pk))


def test_g_7_files_open_to_the_cleared_members_only(cast, stage, panel, two, at):
    """Own application, signed and declared, stage open: an attachment. Otherwise no, or not there."""
    from django.core.files.base import ContentFile

    from awards.models import EvidenceFile
    from journal import clock
    from reviews.services import declare_conflict

    proof = EvidenceFile(
        application=two[0], question="q", name="证书.pdf", content_type="application/pdf", size=4, digest="d",
        uploaded_by=cast.officer, uploaded_at=clock.now(),
    )  # fmt: skip
    proof.file.save("x", ContentFile(b"%PDF"))
    assert at(cast.expert, "review_evidence", proof.pk).status_code == 404  # not open yet
    open_stage(stage=stage, actor=cast.officer)
    assert at(cast.expert, "review_evidence", proof.pk).status_code == 403  # not signed
    ready(panel, cast.expert)
    served = at(cast.expert, "review_evidence", proof.pk)
    assert served.status_code == 200 and served["Content-Disposition"].startswith("attachment")
    assert at(cast.experts[3], "review_evidence", proof.pk).status_code == 404
    assert at(cast.officer, "review_evidence", proof.pk).status_code == 403
    row = PanelAssignment.objects.get(application=two[0])
    declare_conflict(assignment=row, conflict=True, reason="亲属", actor=cast.expert)
    assert at(cast.expert, "review_evidence", proof.pk).status_code == 404
