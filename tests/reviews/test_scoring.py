"""Undertaking, recusal, item scores, locking, seals."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from awards.services import Refused, open_stage
from journal.models import Entry
from reviews import sealed
from reviews.models import ItemScore, Recusal, ScoreSheet
from reviews.policies import assignments_of, sheets_of
from reviews.services import Stale, declare_conflict, lock_sheet, order_recusal, score_item, sign_undertaking
from reviews.services.locking import gaps
from tests.reviews.conftest import filled, lock_all, ready, sheet_of

pytestmark = pytest.mark.django_db


def save(sheet, person, revision=0, percent=60, item="people", **terms):
    """Save one item."""
    terms = {"strengths": "a", "opportunities": "b"} | terms
    return score_item(sheet=sheet, item=item, percent=percent, revision=revision, actor=person, **terms)


def test_g_7_nothing_is_scored_before_the_undertaking(cast, stage, panel, two):
    """G-7: signed, and interests declared, before a file is seen."""
    open_stage(stage=stage, actor=cast.officer)
    sheet = sheet_of(cast.expert, two[0])
    with pytest.raises(Refused, match=r"承诺|undertaking"):
        save(sheet, cast.expert)
    with pytest.raises(Refused, match="签名"):
        sign_undertaking(panel=panel, signed_name="别人", actor=cast.expert)
    signed = sign_undertaking(panel=panel, signed_name=str(cast.expert), actor=cast.expert)
    assert signed.duties and sign_undertaking(panel=panel, signed_name=str(cast.expert), actor=cast.expert) == signed
    with pytest.raises(Refused, match=r"利害关系|interest"):
        save(sheet, cast.expert)
    ready(panel, cast.expert)
    assert save(sheet, cast.expert).revision == 1


def test_g_7_a_recused_person_has_nothing_of_that_applicant(cast, working, two):
    """G-7: it leaves every queryset at once; the other application stays."""
    row = assignments_of(cast.expert).get(application=two[0])
    sheet = sheet_of(cast.expert, two[0])
    with pytest.raises(Refused, match="利害关系"):
        declare_conflict(assignment=row, conflict=True, reason=" ", actor=cast.expert)
    declare_conflict(assignment=row, conflict=True, reason="曾任该公司顾问", actor=cast.expert)
    assert [row.application for row in assignments_of(cast.expert)] == [two[1]]
    assert not sheets_of(cast.expert).filter(pk=sheet.pk).exists()
    with pytest.raises(Refused, match="回避"):
        save(sheet, cast.expert)
    with pytest.raises(Refused, match="回避"):
        lock_sheet(sheet=sheet, actor=cast.expert)
    assert cast.officer.notifications.filter(title__zh__startswith="专家回避").exists()


def test_the_office_can_order_a_recusal(cast, working, two):
    """With a reason."""
    with pytest.raises(Refused, match="理由"):
        order_recusal(panel=working, person=cast.expert, application=two[0], reason="", actor=cast.officer)
    order_recusal(panel=working, person=cast.expert, application=two[0], reason="亲属任职", actor=cast.officer)
    assert Recusal.objects.get().found_by == "ordered"
    assert not assignments_of(cast.expert).filter(application=two[0]).exists()


def test_a_panel_of_another_is_closed(cast, working, two):
    """An expert outside the panel, an officer and an observer find nothing and can write nothing."""
    for person in (cast.experts[3], cast.officer, cast.observer, cast.outsider):
        assert not assignments_of(person).exists()
        with pytest.raises(Refused):
            save(sheet_of(cast.expert, two[0]), person)
    assert not sheets_of(cast.leader).filter(member__person=cast.expert).exists()


def test_percentages_go_in_steps_of_five(cast, working, two):
    """0, 5 … 100; 7 and 105 are refused, by the service and by the database."""
    sheet = sheet_of(cast.expert, two[0])
    for percent in (7, 105, -5):
        with pytest.raises(Refused, match="5的倍数"):
            save(sheet, cast.expert, percent=percent)
    assert save(sheet, cast.expert, percent=0).percent == 0
    assert save(sheet, cast.expert, percent=100, revision=1).percent == 100
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemScore.objects.filter(sheet=sheet, item="people").update(percent=62)
    with pytest.raises(Refused, match="没有这个条目"):
        save(sheet, cast.expert, item="nonsense")


def test_two_tabs_do_not_overwrite_each_other(cast, working, two):
    """The second save from the same revision is told what stands; the same text twice is no conflict."""
    sheet = sheet_of(cast.expert, two[0])
    save(sheet, cast.expert, strengths="第一个标签页")
    with pytest.raises(Stale) as stale:
        save(sheet, cast.expert, strengths="第二个标签页")
    assert stale.value.current.strengths == "第一个标签页" and stale.value.current.revision == 1
    assert save(sheet, cast.expert, strengths="第一个标签页").revision == 1


def test_a_sheet_is_locked_complete_and_commented(cast, working, two):
    """Every missing score and comment is listed; then the totals stand exactly."""
    sheet = sheet_of(cast.expert, two[0])
    with pytest.raises(Refused) as refused:
        lock_sheet(sheet=sheet, actor=cast.expert)
    assert len(refused.value.blockers) == 23
    filled(sheet, 60, senior_leaders=65)
    ItemScore.objects.filter(sheet=sheet, item="people").update(strengths="", opportunities=" \n ")
    (gap,) = gaps(sheet, list(sheet.scores.all()))
    assert "人力资源" in gap.zh
    ItemScore.objects.filter(sheet=sheet, item="people").update(strengths="x")
    locked = lock_sheet(sheet=sheet, actor=cast.expert)
    assert locked.total == Decimal("602.5") and locked.categories["leadership"] == "68.5"
    assert lock_sheet(sheet=sheet, actor=cast.expert).locked_at == locked.locked_at
    assert Entry.objects.filter(act="lock_sheet", object_id=str(sheet.pk)).count() == 1


def test_comments_per_category_are_enough_where_the_office_says_so(cast, working, two):
    """One commented item a category."""
    sheet = sheet_of(cast.expert, two[0])
    filled(sheet)
    first = ("senior_leaders", "strategy_making", "customer_knowledge", "people", "process_design",
             "measurement_analysis", "product_results")  # fmt: skip
    ItemScore.objects.filter(sheet=sheet).exclude(item__in=first).update(strengths="", opportunities="")
    assert len(list(gaps(sheet, list(sheet.scores.all())))) == 16
    working.comments_per = "category"
    working.save()
    assert not list(gaps(sheet_of(cast.expert, two[0]), list(sheet.scores.all())))


def test_a_locked_sheet_is_frozen_in_the_database(cast, working, two):
    """No save, no update, no delete."""
    sheet = sheet_of(cast.expert, two[0])
    filled(sheet)
    lock_sheet(sheet=sheet, actor=cast.expert)
    with pytest.raises(Refused, match=r"锁定|locked"):
        save(sheet, cast.expert, revision=1)
    for change in (
        lambda: ItemScore.objects.filter(sheet=sheet).update(percent=100),
        lambda: ItemScore.objects.filter(sheet=sheet).delete(),
        lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(total=1000),
        lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(locked_at=None),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            change()


def test_sheets_are_sealed_until_the_last_is_locked(cast, working, two):
    """Neither the panel nor the office sees a sheet before; then all do."""
    sheets = list(ScoreSheet.objects.filter(assignment__panel=working).select_related("member__person"))
    for sheet in sheets[:-1]:
        filled(sheet)
        lock_sheet(sheet=sheet, actor=sheet.member.person)
    assert not sealed.is_complete(working) and working.pk not in sealed.complete_panels(working.stage)
    assert not sealed.complete_among([working.pk])
    filled(sheets[-1])
    lock_sheet(sheet=sheets[-1], actor=sheets[-1].member.person)
    assert sealed.is_complete(working) and sealed.complete_panels(working.stage) == {working.pk}
    assert sealed.complete_among([working.pk]) == {working.pk}
    assert cast.leader.notifications.filter(url__contains="report").exists()


def test_a_recused_sheet_does_not_hold_the_seal(cast, working, two):
    """A recused member's open sheet is not waited for, and their locked one does not count."""
    row = assignments_of(cast.expert).get(application=two[0])
    filled(sheet_of(cast.expert, two[0]), 100)
    lock_sheet(sheet=sheet_of(cast.expert, two[0]), actor=cast.expert)
    declare_conflict(assignment=row, conflict=True, reason="亲属", actor=cast.expert)
    lock_all(working, 50)
    sheets = list(sealed.opened_sheets([working.pk]).filter(assignment=row))
    assert [sheet.total for sheet in sheets] == [Decimal(500), Decimal(500)]
