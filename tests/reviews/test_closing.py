"""From sealed sheets to outcomes: reports, decisions, shortlists, scores."""

from decimal import Decimal

import pytest

from accounts.models import Seat
from awards.models import Application, Document, StageOutcome
from awards.services import Refused, blockers_to_close, close_stage, open_stage
from reviews.models import PanelAssignment, PanelUserPermission
from reviews.office_reading import stage_results
from reviews.policies import panels_of
from reviews.services import (
    add_member,
    apply_shortlist,
    appoint_panel,
    close_panel,
    decide_passing,
    declare_conflict,
    lock_sheet,
    release_member,
    save_report,
    score_presentation,
)  # fmt: skip
from reviews.services.reports import Conclusion
from schemes.regulation.stages import StageKind
from tests.conftest import person, seat
from tests.reviews.conftest import applications, edition_of, eve_of, lock_all, ready, sheet_of

pytestmark = pytest.mark.django_db


def report(panel, leader, proposes=True):
    """Write and hand in a report that proposes the same for all."""
    rows = panel.assignments.all()
    conclusions = {row.pk: Conclusion(summary="总体良好", proposes=proposes) for row in rows}
    current = getattr(panel, "report", None)
    save_report(
        panel=panel, body="评审情况", conclusions=conclusions, revision=current.revision if current else 0, actor=leader
    )
    return close_panel(panel=panel, actor=leader)


def opened(cast, edition, kind, made, percents):
    """A stage with one panel of three whose sheets are all locked; ``percents`` by application."""
    stage = eve_of(kind, edition)
    panel = appoint_panel(
        stage=stage, name="甲组", members=cast.experts[:3], leader=cast.leader, actor=cast.officer, applications=made
    )
    open_stage(stage=stage, actor=cast.officer)
    for expert in cast.experts[:3]:
        ready(panel, expert)
    by_row = {row.pk: percents[row.application_id] for row in panel.assignments.all()}
    lock_all(panel, {expert.pk: by_row for expert in cast.experts})
    return stage, panel


def test_hz_9_4_the_report_waits_for_all_sheets_and_is_the_leaders(cast, working):
    """HZ-9.4: the panel hands in a report."""
    with pytest.raises(Refused, match="全部评分表锁定"):
        save_report(panel=working, body="x", conclusions={}, revision=0, actor=cast.leader)
    lock_all(working, 60)
    with pytest.raises(Refused, match=r"组长|leader"):
        save_report(panel=working, body="x", conclusions={}, revision=0, actor=cast.expert)
    save_report(panel=working, body="", conclusions={}, revision=0, actor=cast.leader)
    with pytest.raises(Refused) as refused:
        close_panel(panel=working, actor=cast.leader)
    assert len(refused.value.blockers) == 3  # no text, two applications without a proposal
    with pytest.raises(Refused, match="刷新"):
        save_report(panel=working, body="x", conclusions={}, revision=0, actor=cast.leader)
    working.refresh_from_db()
    handed_in = report(working, cast.leader)
    assert close_panel(panel=working, actor=cast.leader) == handed_in and handed_in.submitted_at


def test_a_stage_closes_with_sheets_reports_and_decisions(cast, stage, working, two):
    """Each thing missing is a blocker with its article; closing writes the exact mean and the outcome."""
    assert {"评分表", "报告", "未决定"} <= {
        word for word in ("评分表", "报告", "未决定") for line in blockers_to_close(stage) if word in line.text.zh
    }
    percents = dict(zip([e.pk for e in cast.experts[:3]], (60, 60, 65), strict=True))
    lock_all(working, percents)
    report(working, cast.leader)
    first, second = PanelAssignment.objects.filter(panel=working).select_related("panel__stage__edition", "application")
    with pytest.raises(Refused, match="理由"):
        decide_passing(assignment=first, passes=True, reason=" ", actor=cast.officer)
    decide_passing(assignment=first, passes=False, reason="先否后改", actor=cast.officer)
    decide_passing(assignment=first, passes=True, reason="达到现场评审要求", actor=cast.officer)
    assert len(blockers_to_close(stage)) == 1
    decide_passing(assignment=second, passes=False, reason="结果类条目不足", actor=cast.officer)
    assert not blockers_to_close(stage)
    close_stage(stage=stage, actor=cast.officer)
    passed, failed = Application.objects.filter(pk__in=[a.pk for a in two]).order_by("pk")
    assert passed.document_score == Decimal("616.666667") and passed.standing == "in_review"
    shown = stage_results(stage, cast.officer).rows
    assert [row.place.place for row in shown] == [1, 1] and all(row.result for row in shown)
    assert failed.standing == "not_passed" and "结果类条目不足" in failed.outcomes.get().because["zh"]
    assert not panels_of(cast.expert).exists() and not PanelUserPermission.objects.exists()  # TZ-8: access ends
    with pytest.raises(Refused, match="未在进行中"):
        decide_passing(assignment=second, passes=True, reason="迟到", actor=cast.officer)


def test_decisions_wait_for_the_seal(cast, working):
    """Nobody decides on sealed sheets."""
    row = PanelAssignment.objects.filter(panel=working).select_related("panel__stage__edition", "application").first()
    with pytest.raises(Refused, match="尚未全部锁定"):
        decide_passing(assignment=row, passes=True, reason="好", actor=cast.officer)


def test_too_few_scorers_after_a_recusal_hold_the_stage(regulations):
    """TZ-8: three or more experts score each application; a substitute mends it."""
    cast, edition = edition_of("tongzhou")
    (made,) = applications(edition, 1)
    stage = eve_of(StageKind.DOCUMENT_REVIEW, edition)
    panel = appoint_panel(
        stage=stage, name="甲组", members=cast.experts[:3], leader=cast.leader, actor=cast.officer, applications=[made]
    )
    open_stage(stage=stage, actor=cast.officer)
    for expert in cast.experts[:3]:
        ready(panel, expert)
    row = PanelAssignment.objects.select_related("panel__stage__edition", "application").get()
    declare_conflict(assignment=row, conflict=True, reason="亲属", actor=cast.expert)
    blockers = blockers_to_close(stage)
    assert any(b.clause == "TZ-8" and "仅2人" in b.text.zh for b in blockers)
    add_member(panel=panel, person=cast.experts[3], actor=cast.officer)
    assert not any("仅2人" in b.text.zh for b in blockers_to_close(stage))
    ready(panel, cast.experts[3])
    lock_all(panel, 50)
    report(panel, cast.leader)
    decide_passing(assignment=row, passes=True, reason="好", actor=cast.officer)
    assert not blockers_to_close(stage)


def test_a_released_members_open_sheets_are_not_waited_for(cast, stage, working):
    """Locked ones still count."""
    member = working.members.get(person=cast.expert)
    release_member(member=member, reason="生病", actor=cast.officer)
    lock_all_but(working, cast.expert)
    assert not any("评分表" in b.text.zh for b in blockers_to_close(stage))


def lock_all_but(panel, absent):
    """Everybody locks but one."""
    from reviews.models import ScoreSheet
    from tests.reviews.conftest import filled

    for sheet in ScoreSheet.objects.filter(assignment__panel=panel).exclude(member__person=absent):
        filled(sheet)
        lock_sheet(sheet=sheet, actor=sheet.member.person)


def test_tz_16_one_and_a_half_times_the_planned(regulations):
    """TZ-16: 4 planned → 6 on site; a tie at the cut is the office's, who may take fewer, never more."""
    cast, edition = edition_of("tongzhou", planned=4)
    made = applications(edition, 8)
    scores = dict(zip([a.pk for a in made], (80, 75, 70, 65, 60, 55, 55, 50), strict=True))
    stage, panel = opened(cast, edition, StageKind.DOCUMENT_REVIEW, made, scores)
    report(panel, cast.leader)
    assert apply_shortlist(stage=stage, actor=cast.officer) == 6  # five in, one out, two tied
    rows = {row.application_id: row for row in panel.assignments.select_related("panel__stage__edition", "application")}
    tied = [rows[a.pk] for a in made[5:7]]
    assert not any(hasattr(row, "decision") for row in tied)
    for row in tied:
        decide_passing(assignment=row, passes=True, reason="并列", actor=cast.officer)
    (blocker,) = blockers_to_close(stage)
    assert blocker.clause == "TZ-16" and "A-105" in blocker.text.zh and "上限6家" in blocker.text.zh
    decide_passing(assignment=tied[1], passes=False, reason="并列中结果类得分较低", actor=cast.officer)
    assert not blockers_to_close(stage)
    decide_passing(assignment=tied[0], passes=False, reason="宁缺毋滥", actor=cast.officer)
    assert not blockers_to_close(stage)  # fewer is allowed
    close_stage(stage=stage, actor=cast.officer)
    failed = StageOutcome.objects.filter(result="failed")
    assert failed.count() == 3 and {outcome.clause for outcome in failed} == {"TZ-16"}


def test_oh_14_2_who_fails_is_told_in_writing(regulations):
    """OH-14.2: a written result for each failed applicant, and none for the others."""
    from reviews.services import enter_expert

    cast, edition = edition_of("ouhai")
    enter_expert(person=cast.expert, scheme="ouhai", trades=["C"], actor=cast.officer)
    made = applications(edition, 2)
    stage, panel = opened(cast, edition, StageKind.DOCUMENT_REVIEW, made, {made[0].pk: 70, made[1].pk: 30})
    report(panel, cast.leader)
    for row, passes in zip(
        panel.assignments.select_related("panel__stage__edition", "application"), (True, False), strict=True
    ):
        decide_passing(assignment=row, passes=passes, reason="理由", actor=cast.officer)
    close_stage(stage=stage, actor=cast.officer)
    assert [document.application for document in Document.objects.all()] == [made[1]]


def test_tz_18_member_units_score_the_presentation(regulations):
    """TZ-18: not the experts; the mean of points out of 1000 to two decimals, and nobody fails."""
    cast, edition = edition_of("tongzhou")
    second = seat(person("second-member", "成员单位二"), Seat.MEMBER_UNIT, cast.member_unit.appointments.get().unit)
    (made,) = applications(edition, 1)
    stage = eve_of(StageKind.PRESENTATION, edition)
    terms = {"stage": stage, "name": "成员单位", "leader": None, "actor": cast.officer, "applications": [made]}
    with pytest.raises(Refused, match="评分单位"):
        appoint_panel(members=[cast.expert], **terms)
    panel = appoint_panel(members=[cast.member_unit, second], **terms)
    open_stage(stage=stage, actor=cast.officer)
    for scorer, points in ((cast.member_unit, "812.25"), (second, "790.50")):
        ready(panel, scorer)
        sheet = sheet_of(scorer, made)
        for wrong in ("1000.01", "-1", "1.005"):
            with pytest.raises(Refused, match="0至1000"):
                score_presentation(sheet=sheet, points=Decimal(wrong), comment="", revision=0, actor=scorer)
        with pytest.raises(Refused, match="不能锁定"):
            lock_sheet(sheet=sheet, actor=scorer)
        score_presentation(sheet=sheet, points=Decimal(points), comment="", revision=0, actor=scorer)
        lock_sheet(sheet=sheet, actor=scorer)
    assert not blockers_to_close(stage)
    close_stage(stage=stage, actor=cast.officer)
    made.refresh_from_db()
    assert made.presentation_score == Decimal("801.375") and made.standing == "in_review"
