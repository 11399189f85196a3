"""Seals: nobody sees another's sheet before all are in, by any door; breaking one takes two people and a reason."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from awards.services import Refused
from journal.models import Entry
from reviews import sealed
from reviews.models import ItemScore, PanelAssignment, ScoreSheet, Unsealing
from reviews.policies import sheets_of
from reviews.queries import counting, panel_progress
from reviews.seal_reading import earlier_versions
from reviews.services import (
    agree_to_unseal,
    ask_to_open_early,
    ask_to_unlock,
    decide_passing,
    decline_to_unseal,
    lock_sheet,
    order_recusal,
    score_item,
    score_sheet,
)
from reviews.services.scoring import Scored
from reviews.standings import scores_of
from tests.reviews.conftest import filled, lock_all, sheet_of

pytestmark = pytest.mark.django_db
TOKEN = "KANARIGEHEIM"


def told_and_locked(sheet, percent=85):
    """A locked sheet whose comments carry the token."""
    keys = sheet.scores.values_list("item", flat=True)
    scores = {key: Scored(percent=percent, strengths=TOKEN, opportunities=TOKEN) for key in keys}
    score_sheet(sheet=sheet, scores=scores, actor=sheet.member.person)
    lock_sheet(sheet=sheet, actor=sheet.member.person)


def doors(cast, panel, sheet):
    """Every address of the reviews and around them at which a score could be read, by whom."""
    row = PanelAssignment.objects.get(pk=sheet.assignment_id)
    office = [
        ("office_scoring", panel.edition.pk), ("office_review", row.pk), ("office_panel", panel.pk),
        ("office_panels", panel.edition.pk), ("panel_seal", panel.pk), ("office_application", row.application_id),
        ("office_edition", panel.edition.pk), ("office_applications", panel.edition.pk),
    ]  # fmt: skip
    own = [("reviews",), ("panel_report", panel.pk), ("review_application", row.pk), ("sheet", sheet.pk)]
    for person in (cast.officer, cast.second_officer, cast.observer):
        yield from ((person, *door) for door in office)
    for person in (cast.leader, cast.experts[2]):
        yield from ((person, *door) for door in own)
    yield from ((cast.applicant, name, row.application_id) for name in ("application", "office_application"))


def readers(client, cast, panel, sheet):
    """Who read the token or the total, where."""
    found = set()
    for person, name, *args in doors(cast, panel, sheet):
        client.force_login(person)
        text = client.get(reverse(name, args=args)).content.decode()
        if TOKEN in text or "850.00" in text:
            found.add((person.username, name))
    return found


def test_no_door_shows_a_sheet_before_all_are_in(cast, working, two, client):
    """Neither the office's pages nor a colleague's; afterwards the office's review page does (the control)."""
    sheet = sheet_of(cast.expert, two[0])
    told_and_locked(sheet)
    assert readers(client, cast, working, sheet) == set()
    lock_all(working, 85)
    assert ("haizhou-officer", "office_review") in readers(client, cast, working, sheet)


def test_opening_early_takes_two_people_and_a_reason(cast, working, two, client):
    """The office sees it then, each look is journalled; members still see nothing, nothing is decided or ranked."""
    sheet = sheet_of(cast.expert, two[0])
    told_and_locked(sheet)
    with pytest.raises(Refused, match="理由"):
        ask_to_open_early(panel=working, reason=" ", actor=cast.officer)
    asked = ask_to_open_early(panel=working, reason="一名专家突发疾病", actor=cast.officer)
    with pytest.raises(Refused, match="另一人"):
        agree_to_unseal(unsealing=asked, actor=cast.officer)
    with pytest.raises(Refused, match="已有人提出"):
        ask_to_open_early(panel=working, reason="再提", actor=cast.second_officer)
    assert readers(client, cast, working, sheet) == set()
    agree_to_unseal(unsealing=asked, actor=cast.second_officer)
    seen = readers(client, cast, working, sheet)
    assert {person for person, _ in seen} <= {"haizhou-officer", "haizhou-officer2", cast.observer.username}
    assert ("haizhou-officer", "office_review") in seen
    assert Entry.objects.filter(act="open_sheets_early", details__reason="一名专家突发疾病").count() == 1
    looks = Entry.objects.filter(act="read_scores_early", object_id=str(working.pk))
    assert set(looks.values_list("actor", flat=True)) >= {cast.officer.pk, cast.observer.pk}
    assert not scores_of(working.stage) and not sealed.is_complete(working)
    with pytest.raises(Refused, match="尚未全部锁定"):
        decide_passing(assignment=sheet.assignment, passes=True, reason="x", actor=cast.officer)


def test_unlocking_keeps_the_locked_version(cast, working, two, client):
    """Four eyes and a reason; a copy goes on, the original stays unchangeable and is shown beside; the copy counts."""
    lock_all(working, 50)
    old = sheet_of(cast.expert, two[0])
    asked = ask_to_unlock(sheet=old, reason="误填4.4.2", actor=cast.officer)
    with pytest.raises(Refused, match="另一人"):
        agree_to_unseal(unsealing=asked, actor=cast.officer)
    assert sealed.is_complete(working)
    agree_to_unseal(unsealing=asked, actor=cast.second_officer)
    assert not sealed.is_complete(working) and working.pk not in sealed.complete_panels(working.stage)
    new = sheets_of(cast.expert).get(assignment=old.assignment)
    assert (new.version, new.locked_at, new.scores.count()) == (2, None, 23)
    row = new.scores.get(item="people")
    score_item(
        sheet=new, item="people", percent=80, strengths="补充", opportunities="补充", revision=0, actor=cast.expert
    )
    with pytest.raises(Refused):
        score_item(sheet=old, item="people", percent=5, strengths="", opportunities="", revision=1, actor=cast.expert)
    lock_sheet(sheet=new, actor=cast.expert)
    assert row.percent == 50 and ScoreSheet.objects.get(pk=old.pk).total == Decimal(500)
    assert counting(ScoreSheet.objects.filter(assignment=old.assignment)).count() == 3
    assert scores_of(working.stage)[old.assignment_id] == Decimal("506.000000")
    for change in (lambda: ScoreSheet.objects.filter(pk=old.pk).update(total=1), lambda: asked.delete()):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            change()
    (version,) = earlier_versions(counting(ScoreSheet.objects.filter(assignment=old.assignment)))
    assert version.sheet == old and [change.item for change in version.changes] == ["people"]
    assert (version.unlocking.asked_by, version.unlocking.answered_by) == (cast.officer, cast.second_officer)
    client.force_login(cast.observer)
    page = client.get(reverse("office_review", args=[old.assignment_id])).content.decode()
    assert "误填4.4.2" in page and "补充" in page and "500.00" in page
    entry = Entry.objects.get(act="unlock_sheet")
    assert entry.details["asked_by"] == cast.officer.pk and entry.details["replaced_by"] == new.pk


def test_what_cannot_be_unlocked(cast, working, two):
    """An open sheet, a replaced one, one of a panel whose report is in; by a recused officer; declined is declined."""
    sheet = sheet_of(cast.expert, two[0])
    with pytest.raises(Refused, match="未锁定"):
        ask_to_unlock(sheet=sheet, reason="x", actor=cast.officer)
    lock_all(working, 50)
    order_recusal(panel=working, person=cast.second_officer, application=two[1], reason="亲属", actor=cast.officer)
    with pytest.raises(Refused, match="回避"):
        ask_to_unlock(sheet=sheet_of(cast.expert, two[1]), reason="x", actor=cast.second_officer)
    asked = ask_to_unlock(sheet=sheet_of(cast.expert, two[0]), reason="x", actor=cast.officer)
    decline_to_unseal(unsealing=asked, actor=cast.officer)
    with pytest.raises(Refused, match="已有答复"):
        agree_to_unseal(unsealing=asked, actor=cast.second_officer)
    again = ask_to_unlock(sheet=sheet_of(cast.expert, two[0]), reason="y", actor=cast.officer)
    agree_to_unseal(unsealing=again, actor=cast.second_officer)
    with pytest.raises(Refused, match="已有新版本"):
        ask_to_unlock(sheet=again.sheet, reason="z", actor=cast.officer)
    type(working).objects.filter(pk=working.pk).update(closed_at=working.stage.opened_at)
    with pytest.raises(Refused, match="报告已提交"):
        ask_to_unlock(sheet=sheet_of(cast.leader, two[0]), reason="z", actor=cast.officer)


def test_the_database_wants_two_people(cast, working, two):
    """Whatever a service does: the same person cannot agree, and no reason is no request."""
    asked = ask_to_open_early(panel=working, reason="x", actor=cast.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unsealing.objects.filter(pk=asked.pk).update(agreed=True, answered_by=cast.officer, answered_at=asked.asked_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unsealing.objects.filter(pk=asked.pk).update(reason="")


def test_the_seal_by_form(cast, working, two, client, django_assert_num_queries):
    """Asked by one officer, agreed by another; the page takes as many statements with any number of sheets."""
    lock_all(working, 50)
    sheet = sheet_of(cast.expert, two[0])
    page = reverse("panel_seal", args=[working.pk])
    client.force_login(cast.officer)
    assert "error-summary" in client.post(page, {"what": "early", "reason": "x"}).content.decode()
    assert client.post(page, {"what": sheet.pk, "reason": "误填"}).status_code == 302
    asked = Unsealing.objects.get()
    client.post(reverse("unsealing_answer", args=[asked.pk]), {"answer": "agree"})
    assert Unsealing.objects.get().agreed is None
    client.force_login(cast.second_officer)
    assert "误填" in client.get(page).content.decode()
    with django_assert_num_queries(5 + 6):
        client.get(page)
    client.post(reverse("unsealing_answer", args=[asked.pk]), {"answer": "agree"})
    assert Unsealing.objects.get().agreed and panel_progress(working).locked == 5
    client.force_login(cast.observer)
    assert client.get(page).status_code == 200
    client.force_login(cast.expert)
    assert client.get(page).status_code == 403
    assert ItemScore.objects.filter(sheet__version=2).count() == 23


def test_home_offers_the_unlocked_sheet_again(cast, working, two, client):
    """The scorer's list has one line an application, and it is to be scored."""
    lock_all(working, 50)
    asked = ask_to_unlock(sheet=sheet_of(cast.expert, two[0]), reason="误填", actor=cast.officer)
    agree_to_unseal(unsealing=asked, actor=cast.second_officer)
    client.force_login(cast.expert)
    home = client.get(reverse("reviews")).content.decode()
    assert home.count(two[0].number) == 1 and reverse("review_application", args=[asked.sheet.assignment_id]) in home
    page = client.get(reverse("review_application", args=[asked.sheet.assignment_id])).content.decode()
    assert page.count("data-score ") == 23
    filled(ScoreSheet.objects.get(version=2), 55)
