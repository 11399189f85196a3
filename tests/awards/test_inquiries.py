"""Asking departments and member units, and their answers: HZ-8.6 (eighth article, item six), OH-13, GZ-14."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.models import Seat, UnitKind
from awards.inquiry_queries import (
    asking_stage,
    inquiry_blockers,
    outstanding,
    replies_about,
    units_to_ask,
    waits_for_a_unit,
)
from awards.inquiry_workbook import HEAD, MOST_ROWS, SHEET, read_answers
from awards.models import Application, Inquiry, InquiryAnswer, InquiryLine, InquiryReminder
from awards.services import Refused, blockers_to_close, open_edition
from awards.services.inquiries import Answered, answer_inquiry, ask_departments
from awards.services.inquiry_due import next_due_inquiry, run_due_inquiries
from awards.services.outcomes import record_outcome
from journal import clock
from journal.models import Entry, Notification
from schemes.regulation import Text
from tests.conftest import cast_of, person, seat, unit

from .deciding import NOON, applicant, at_stage, fresh, go_to

DUE = date(2026, 6, 8)  # a Monday; the clock stands at noon of Monday 1 June
AFTER = datetime(2026, 6, 9, 0, 0, tzinfo=clock.SHANGHAI)
KEY = "0" * 32


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def departments(cast):
    """Two departments, a person each."""
    safety = unit(cast.scheme, UnitKind.DEPARTMENT, "应急管理局", area="1")
    nature = unit(cast.scheme, UnitKind.DEPARTMENT, "生态环境局", area="2")
    seat(person("safety", "安全员"), Seat.DEPARTMENT, safety)
    seat(person("nature", "环保员"), Seat.DEPARTMENT, nature)
    return safety, nature


@pytest.fixture
def received(edition, cast):
    go_to(edition, "qualification", cast)
    return [applicant(edition, cast, number) for number in (1, 2)]


def put(edition, cast, units, rows, **terms) -> Inquiry:
    terms = {"clause": "HZ-8.6", "asks": "近三年有无事故？", "due_on": DUE, "key": KEY, **terms}
    return ask_departments(edition=fresh(edition), units=units, applications=rows, actor=cast.officer, **terms)


def say(inquiry, place, user, *words):
    """Answer the unit's lines in order: (verdict, text) each."""
    lines = InquiryLine.objects.filter(inquiry=inquiry, unit=place).order_by("application")
    said = [
        Answered(line=line.pk, verdict=verdict, text=text) for line, (verdict, text) in zip(lines, words, strict=False)
    ]
    return answer_inquiry(inquiry=inquiry, unit=place, answers=said, actor=user)


def who(name):
    user = person(name)
    user.__dict__.pop("_seats", None)
    return user


def sign_in(client, user):
    user.__dict__.pop("_seats", None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def texts(edition):
    stage = fresh(edition).stages.select_related("edition__regulation_version").get(kind="qualification")
    return [(blocker.clause, blocker.text.en) for blocker in inquiry_blockers(stage)]


# --- asking ----------------------------------------------------------------------------------------------------------


def test_hz_8_6_one_question_goes_to_several_departments_about_many(edition, cast, departments, received):
    inquiry = put(edition, cast, departments, received)
    assert InquiryLine.objects.count() == 4 and inquiry.article == "第八条第（六）项"
    assert inquiry.questions, "the answers that the clause rests on"
    told = Notification.objects.filter(title__en="Your unit is asked for its answer")
    assert {line.person.username for line in told} == {"safety", "nature"}
    assert Entry.objects.get(act="ask_departments").details["applications"] == [row.pk for row in received]


def test_the_same_form_sent_twice_asks_once(edition, cast, departments, received):
    first = put(edition, cast, departments, received)
    assert put(edition, cast, departments, received) == first
    assert Inquiry.objects.count() == 1 and Entry.objects.filter(act="ask_departments").count() == 1


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"asks": " \u200b"}, "Say what is to be answered."),
        ({"clause": "HZ-1"}, "Choose the clause that the question concerns."),
        ({"due_on": date(2026, 5, 29)}, "The day has passed; choose a later one."),
        ({"due_on": date(2026, 6, 6)}, "6 June 2026 is not a working day (weekend); choose one."),
    ],
)
def test_what_cannot_be_asked_says_why(edition, cast, departments, received, terms, says):
    with pytest.raises(Refused) as refused:
        put(edition, cast, departments, received, **terms)
    assert refused.value.text.en == says and not Inquiry.objects.exists()


def test_nobody_of_another_scheme_is_asked_and_nothing_out_of_the_review(edition, cast, departments, received):
    foreign = unit("tongzhou", UnitKind.DEPARTMENT, "外区应急局")
    with pytest.raises(Refused):
        put(edition, cast, [foreign], received)
    received[0].standing = "rejected"
    received[0].save()
    with pytest.raises(Refused):
        put(edition, cast, departments, received)
    assert not InquiryLine.objects.exists()


def test_nothing_is_asked_in_a_stage_without_a_consultation(edition, cast, departments, received):
    stage = at_stage(edition, "document_review")
    type(stage).objects.filter(pk=stage.pk).update(opened_at=NOON)
    assert asking_stage(fresh(edition)) is None
    with pytest.raises(Refused):
        put(edition, cast, departments, received)


def test_hz_9_5_departments_discuss_in_the_overall_evaluation(edition, cast, departments):
    rows = [applicant(edition, cast, 1)]
    stage = edition.stages.get(kind="overall_evaluation")
    type(stage).objects.filter(pk=stage.pk).update(opened_at=NOON)
    inquiry = put(edition, cast, departments, rows, clause="HZ-9.5")
    assert inquiry.article == "第九条第（五）项" and inquiry.stage_id == stage.pk


def other_edition(scheme):
    cast = cast_of(scheme)
    edition = open_edition(version=cast.version, year=2026, starts_on=NOON.date(), actor=cast.officer, planned=2)
    return cast, edition


def test_gz_14_member_units_are_asked(regulations):
    cast, edition = other_edition("ganzhou")
    go_to(edition, "qualification", cast)
    member, row = unit("ganzhou", UnitKind.MEMBER_UNIT, "成员单位"), applicant(edition, cast, 1)
    assert member in units_to_ask(fresh(edition))
    inquiry = put(edition, cast, [member], [row], clause="GZ-14")
    assert inquiry.article == "第十四条"
    say(inquiry, member, cast.member_unit, ("clean", ""))
    assert texts(edition) == []


def test_oh_13_departments_verify_before_and_during_the_qualification(regulations):
    cast, edition = other_edition("ouhai")
    place = unit("ouhai", UnitKind.DEPARTMENT, "应急管理局")
    stage = edition.stages.get(kind="application")
    type(stage).objects.filter(pk=stage.pk).update(opened_at=NOON)
    row = applicant(edition, cast, 1)
    type(row).objects.filter(pk=row.pk).update(standing="submitted")
    assert put(edition, cast, [place], [row], clause="OH-13").article == "第十三条"
    go_to(edition, "qualification", cast)
    assert put(edition, cast, [place], [row], clause="OH-13", key="1" * 32).stage.kind == "qualification"


def test_member_units_are_not_offered_where_no_rule_asks_them(edition, cast, departments):
    assert {one.kind for one in units_to_ask(fresh(edition))} == {UnitKind.DEPARTMENT}


# --- the blocker -----------------------------------------------------------------------------------------------------


def test_hz_8_6_qualification_waits_until_everybody_was_asked_and_had_time(edition, cast, departments, received):
    assert texts(edition) == [("HZ-8.6", "Nobody was asked about 2 application(s) yet.")]
    inquiry = put(edition, cast, departments, received[:1])
    assert [line for _clause, line in texts(edition)] == [
        "Nobody was asked about 1 application(s) yet.", "2 answer(s) may still come in before their day.",
    ]  # fmt: skip
    put(edition, cast, departments[:1], received[1:], key="1" * 32)
    say(inquiry, departments[0], who("safety"), ("clean", ""))
    assert texts(edition) == [("HZ-8.6", "2 answer(s) may still come in before their day.")]
    with clock.at(AFTER - timedelta(seconds=1)):
        assert list(run_due_inquiries(clock.now())) == [] and len(texts(edition)) == 1
    with clock.at(AFTER):
        list(run_due_inquiries(clock.now()))
        assert texts(edition) == []
        stage = fresh(edition).stages.select_related("edition__regulation_version").get(kind="qualification")
        assert "HZ-8.6" not in [blocker.clause for blocker in blockers_to_close(stage)]


def test_a_scheme_without_the_rule_is_not_held_up(regulations):
    cast, edition = other_edition("tongzhou")
    go_to(edition, "qualification", cast)
    applicant(edition, cast, 1)
    assert texts(edition) == []


def test_who_is_out_of_the_review_holds_nobody_up(edition, cast, departments, received):
    put(edition, cast, departments, received)
    stage = fresh(edition).stages.get(kind="qualification")
    for row in received:
        record_outcome(
            application=row, stage=stage, result="failed", because=Text(zh="否", en="no"), at=NOON, actor=cast.officer,
            clause=fresh(edition).regulation_version.regulation.clause("HZ-8.6"),
        )  # fmt: skip
    assert texts(edition) == [] and not outstanding().exists()


# --- answering -------------------------------------------------------------------------------------------------------


def test_a_correction_is_a_newer_answer_and_the_older_stays(edition, cast, departments, received):
    inquiry = put(edition, cast, departments, received)
    say(inquiry, departments[0], who("safety"), ("clean", ""), ("finding", "去年三月一起伤亡事故"))
    say(inquiry, departments[0], who("safety"), ("finding", "前年五月一起事故"), ("finding", "去年三月一起伤亡事故"))
    assert InquiryAnswer.objects.count() == 3, "what says the same is left alone"
    found = next(one for one in replies_about(received[0]) if one.line.unit == departments[0])
    assert (found.latest.number, found.latest.verdict, [a.verdict for a in found.earlier]) == (2, "finding", ["clean"])
    for change in (lambda row: row.delete(), lambda row: type(row).objects.filter(pk=row.pk).update(text="改")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(InquiryAnswer.objects.first())


@pytest.mark.parametrize("words", [("finding", " "), ("guilty", "x"), ("clean", "长" * 1001)])
def test_a_faulty_answer_keeps_nothing(edition, cast, departments, received, words):
    inquiry = put(edition, cast, departments, received)
    with pytest.raises(Refused):
        say(inquiry, departments[0], who("safety"), ("clean", ""), words)
    assert not InquiryAnswer.objects.exists()


def test_only_the_units_own_people_answer_and_only_their_lines(edition, cast, departments, received):
    inquiry = put(edition, cast, departments, received)
    for user in (who("nature"), cast.officer, cast.applicant):
        with pytest.raises(Refused):
            say(inquiry, departments[0], user, ("clean", ""))
    foreign = InquiryLine.objects.filter(unit=departments[1]).first()
    with pytest.raises(Refused):
        answer_inquiry(
            inquiry=inquiry,
            unit=departments[0],
            actor=who("safety"),
            answers=[Answered(line=foreign.pk, verdict="clean")],
        )
    assert not InquiryAnswer.objects.exists()


def test_answers_are_taken_late_and_marked_until_the_stage_is_over(edition, cast, departments, received):
    inquiry = put(edition, cast, departments[:1], received)
    with clock.at(AFTER - timedelta(seconds=5)):
        say(inquiry, departments[0], who("safety"), ("clean", ""))
        assert not replies_about(received[0])[0].late
    with clock.at(AFTER):
        say(inquiry, departments[0], who("safety"), ("no_record", ""), ("clean", ""))
        assert replies_about(received[0])[0].late
    type(inquiry.stage).objects.filter(pk=inquiry.stage_id).update(closed_at=AFTER)
    with clock.at(AFTER), pytest.raises(Refused) as refused:
        say(inquiry, departments[0], who("safety"), ("finding", "太晚"))
    assert refused.value.text.en == "The stage that asked is over."


def test_the_office_hears_when_a_unit_has_answered_all(edition, cast, departments, received):
    inquiry = put(edition, cast, departments, received)
    heard = Notification.objects.filter(title__zh="应急管理局已答复", person=cast.officer)
    say(inquiry, departments[0], who("safety"), ("clean", ""))
    assert not heard.exists()
    say(inquiry, departments[0], who("safety"), ("clean", ""), ("clean", ""))
    assert heard.count() == 1


# --- the sweep -------------------------------------------------------------------------------------------------------


def test_the_unanswered_is_recorded_at_its_legal_instant_and_chased_once_a_day(edition, cast, departments, received):
    inquiry = put(edition, cast, departments, received)
    say(inquiry, departments[0], who("safety"), ("clean", ""), ("clean", ""))
    assert next_due_inquiry() == AFTER
    chased = Notification.objects.filter(title__en="Reminder: your unit's answer is overdue")
    late = AFTER + timedelta(days=3, hours=9)  # the worker was away
    with clock.at(late):
        assert len(list(run_due_inquiries(clock.now()))) == 2
        assert list(run_due_inquiries(clock.now())) == []
        assert {line.unanswered_at for line in InquiryLine.objects.filter(unit=departments[1])} == {AFTER}
        assert [line.person.username for line in chased.all()] == ["nature"]
    with clock.at(late + timedelta(days=1)):
        assert len(list(run_due_inquiries(clock.now()))) == 1 and chased.all().count() == 2
        say(inquiry, departments[1], who("nature"), ("clean", ""), ("clean", ""))
    with clock.at(late + timedelta(days=2)):
        assert (
            list(run_due_inquiries(clock.now())) == [] and chased.all().count() == InquiryReminder.objects.count() == 2
        )
        assert next_due_inquiry() is None


def test_english_sentences_cite_the_article_in_english(edition, cast, departments, received):
    put(edition, cast, departments, received)
    with clock.at(AFTER):
        done = list(run_due_inquiries(clock.now()))
    told = [text for line in Notification.objects.all() for text in (line.title["en"], line.body["en"])]
    assert done and any("Art. 8(6)" in text for text in told)
    assert not [text for text in (*told, *(line.en for line in done)) if "第" in text]


def test_beat_and_hand_wake_the_same_sweeps(edition, cast, departments, received):
    from awards.tasks import run_due_awards

    put(edition, cast, departments, received)
    with clock.at(AFTER):
        assert run_due_awards() == 3 and run_due_awards() == 0
    assert InquiryReminder.objects.count() == 2


def test_hz_8_6_the_list_knows_who_waits_for_a_department(edition, cast, departments, received):
    def waiting():
        return set(Application.objects.filter(waits_for_a_unit()))

    assert waiting() == set()
    inquiry = put(edition, cast, departments, received)
    assert waiting() == set(received)
    say(inquiry, departments[0], who("safety"), ("clean", ""), ("clean", ""))
    assert waiting() == set(received), "one unit of two has answered"
    say(inquiry, departments[1], who("nature"), ("clean", ""))
    assert waiting() == {received[1]}


def test_a_dry_run_changes_nothing(edition, cast, departments, received):
    put(edition, cast, departments, received)
    with clock.at(AFTER):
        assert len(list(run_due_inquiries(clock.now(), dry_run=True))) == 3
    assert not InquiryReminder.objects.exists() and not InquiryLine.objects.exclude(unanswered_at=None).exists()


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_unit_sees_what_it_was_asked_and_nothing_else(client, edition, cast, departments, received):
    inquiry = put(edition, cast, departments[:1], received[:1])
    line = InquiryLine.objects.get()
    own = (
        reverse("answer_inquiry", args=[inquiry.pk, departments[0].pk]),
        reverse("answers_workbook", args=[inquiry.pk, departments[0].pk]),
        reverse("asked_application", args=[line.pk]),
    )
    sign_in(client, who("safety"))
    for url in own:
        assert client.get(url).status_code == 200
    assert received[1].organisation.name not in client.get(own[0]).content.decode()
    assert client.get(reverse("inquiries_asked")).context["waiting"]
    for url in (reverse("office_application", args=[received[0].pk]), reverse("inquiry", args=[inquiry.pk])):
        assert client.get(url).status_code == 403
    sign_in(client, who("nature"))
    for url in own:
        assert client.get(url).status_code == 404
    assert not client.get(reverse("inquiries_asked")).context["waiting"]
    assert sign_in(client, cast.officer).get(own[0]).status_code == 403


def test_a_unit_reads_the_facts_asked_alone_unless_the_office_says_otherwise(handed_in, cast, edition, departments):
    row = handed_in
    type(row).objects.filter(pk=row.pk).update(standing="in_review")
    go_to(edition, "qualification", cast)
    from awards.inquiry_queries import facts_shown
    from awards.policies import may_open_evidence

    put(edition, cast, departments[:1], [row])
    line = InquiryLine.objects.select_related("inquiry", "application__edition__regulation_version").get()
    shown = {answer.key for section in facts_shown(line) for answer in section.answers}
    assert shown and shown <= set(line.inquiry.questions)
    file = row.evidence.exclude(question__in=line.inquiry.questions).first()
    assert not may_open_evidence(who("safety"), file)
    put(edition, cast, departments[:1], [row], key="1" * 32, whole=True)
    line = InquiryLine.objects.select_related("inquiry", "application__edition__regulation_version").last()
    assert len({answer.key for section in facts_shown(line) for answer in section.answers}) > len(shown)
    assert may_open_evidence(who("safety"), file) and not may_open_evidence(who("nature"), file)


def test_answers_on_line_and_corrected_stand_beside_the_clause(client, edition, cast, departments, received):
    inquiry = put(edition, cast, departments[:1], received)
    url = reverse("answer_inquiry", args=[inquiry.pk, departments[0].pk])
    first, second = InquiryLine.objects.order_by("application")
    form = {f"line-{first.pk}-verdict": "finding", f"line-{second.pk}-verdict": ""}
    reply = sign_in(client, who("safety")).post(url, form)
    assert reply.status_code == 200 and not InquiryAnswer.objects.exists(), "a finding needs words"
    assert client.post(url, {**form, f"line-{first.pk}-text": "去年三月事故"}).status_code == 302
    assert InquiryAnswer.objects.get().text == "去年三月事故"
    assert client.post(url, {f"line-{first.pk}-verdict": ""}).status_code == 200, "an answer is not taken back"
    page = sign_in(client, cast.officer).get(reverse("screen", args=[received[0].pk]))
    rule = page.content.decode().split('id="rule-HZ-8.6-0"')[1].split("</li>\n")[0]
    assert "去年三月事故" in rule
    assert "去年三月事故" in client.get(reverse("office_application", args=[received[0].pk])).content.decode()
    assert "去年三月事故" in client.get(reverse("inquiry", args=[inquiry.pk]) + "?show=finding").content.decode()


def test_the_office_asks_by_its_form(client, edition, cast, departments, received):
    url = reverse("ask", args=[edition.pk])
    page = sign_in(client, cast.officer).get(url)
    initial = page.context["form"].initial
    assert initial["clause"] == "HZ-8.6" and initial["due_on"] == DUE
    form = {
        "key": initial["key"], "clause": "HZ-8.6", "asks": "近三年有无事故？", "due_on": "2026-06-08", "about": "these",
        "units": [one.pk for one in departments], "numbers": "T-0001, T-0009",
    }  # fmt: skip
    reply = client.post(url, form)
    assert reply.status_code == 200 and "T-0009" in reply.content.decode() and not Inquiry.objects.exists()
    assert client.post(url, {**form, "numbers": "T-0001"}).url == reverse("inquiry", args=[Inquiry.objects.get().pk])
    assert client.post(url, {**form, "numbers": "T-0001"}).status_code == 302 and Inquiry.objects.count() == 1
    assert sign_in(client, cast.observer).post(url, form).status_code == 403
    assert client.get(reverse("inquiries", args=[edition.pk])).status_code == 200


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_cost_the_same_for_one_and_thirty(client, edition, cast, departments, received):
    def figures(inquiry):
        sign_in(client, cast.officer)
        office = [cost(client, reverse(name, args=[key])) for name, key in office_pages(inquiry)]
        sign_in(client, who("safety"))
        own = [reverse("inquiries_asked"), reverse("answer_inquiry", args=[inquiry.pk, departments[0].pk])]
        return office + [cost(client, url) for url in own]

    def office_pages(inquiry):
        return (("inquiries", edition.pk), ("ask", edition.pk), ("inquiry", inquiry.pk), ("screen", received[0].pk))

    one = put(edition, cast, departments[:1], received[:1])
    say(one, departments[0], who("safety"), ("clean", ""))
    before = figures(one)
    rows = [received[0], *(applicant(edition, cast, number) for number in range(3, 32))]
    thirty = put(edition, cast, departments[:1], rows, key="1" * 32)
    say(thirty, departments[0], who("safety"), *[("clean", "")] * 29)
    assert figures(thirty) == before


# --- the workbook ----------------------------------------------------------------------------------------------------


def filled(*rows, sheet=SHEET, head=HEAD) -> BytesIO:
    book = Workbook()
    book.active.title = sheet
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def read(file, lines):
    return read_answers(file, len(file.getvalue()), lines)


def test_the_workbook_goes_out_is_filled_in_and_comes_back(client, edition, cast, departments, received):
    inquiry = put(edition, cast, departments[:1], received)
    url = reverse("answers_workbook", args=[inquiry.pk, departments[0].pk])
    book = load_workbook(BytesIO(sign_in(client, who("safety")).get(url).content))
    sheet = book[SHEET]
    assert [cell.value for cell in sheet["A"]] == ["编号", "T-0001", "T-0002"]
    sheet["D2"], sheet["D3"], sheet["E3"] = "无不良情况", "有情况", "去年一起事故"
    file = BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "answers.xlsx"
    page = client.post(url, {"file": file})
    assert page.context["number"] == 2 and not page.context["faults"] and not InquiryAnswer.objects.exists()
    assert client.post(url, {"read": page.context["read"] + "x"}).status_code == 302
    assert not InquiryAnswer.objects.exists(), "what was not previewed is not kept"
    assert client.post(url, {"read": page.context["read"]}).status_code == 302
    assert sorted(InquiryAnswer.objects.values_list("verdict", flat=True)) == ["clean", "finding"]


@pytest.mark.parametrize(
    ("rows", "row", "says"),
    [
        ([("T-0001", "", "", "=1+1", "")], 2, "A cell holds a formula; write plain text."),
        ([("T-0007", "", "", "无不良情况", "")], 2, "Your unit was not asked about an applicant of this number."),
        ([("T-0001", "", "", "无不良情况", "")] * 2, 3, "This applicant stands here twice."),
        ([("T-0001", "", "", "很好", "")], 2, "The answer must be one of: 无不良情况, 有情况, 无本单位记录"),
        ([("T-0001", "", "", "有情况", "")], 2, "Say what was found."),
        ([("T-0001", "", "", "有情况", "长" * 1001)], 2, "At most 1000 characters."),
        ([], 0, "No answer is filled in."),
    ],
)
def test_each_fault_is_named_with_its_row(edition, cast, departments, received, rows, row, says):
    put(edition, cast, departments[:1], received)
    assert [(n, text.en) for n, text in read(filled(*rows), InquiryLine.objects.all()).faults] == [(row, says)]


def test_wrong_files_get_one_sentence(edition, cast, departments, received):
    put(edition, cast, departments[:1], received)
    lines = InquiryLine.objects.all()
    wrong = [
        (filled(sheet="Sheet1"), "is missing or its head was changed"),
        (filled(head=("编号", "别的")), "is missing or its head was changed"),
        (BytesIO(b"%PDF-1.7\n%%EOF\n"), "Upload an Excel workbook"),
        (BytesIO(b"PK\x03\x04 broken"), "damaged"),
        (BytesIO(b"a,b,c\n"), "Only PDF"),
        (filled(*[("T-0001", "", "", "", "")] * (MOST_ROWS + 1)), "Too many rows"),
    ]
    for file, says in wrong:
        found = read(file, lines)
        assert not found.answers and len(found.faults) == 1
        assert found.faults[0][0] == 0 and says in found.faults[0][1].en


def test_a_name_never_becomes_a_formula(client, edition, cast, departments, received):
    received[0].organisation.name = "=cmd|' /C calc'!A0"
    received[0].organisation.save()
    inquiry = put(edition, cast, departments[:1], received)
    url = reverse("answers_workbook", args=[inquiry.pk, departments[0].pk])
    sheet = load_workbook(BytesIO(sign_in(client, who("safety")).get(url).content))[SHEET]
    assert sheet["B2"].data_type == "s" and sheet["B2"].value.startswith("'=")
