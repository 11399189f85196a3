"""G-9: a correction reopens exactly the named questions until its instant and makes a new snapshot beside the old."""

from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awards.correction_queries import corrections_of, open_material
from awards.models import CorrectionRequest, EvidenceFile, SectionAnswers, Standing, Submission
from awards.screening_queries import screened
from awards.services import Refused
from awards.services.corrections import close_overdue, next_overdue, request_correction
from awards.services.due import run_due
from awards.services.evidence import receive_file
from awards.services.qualification import Judgement, accept_application, judge_clauses
from awards.services.rejection import propose_rejection
from journal import clock
from journal.digests import digest_of
from journal.models import Entry

from .conftest import PDF
from .correcting import ASKED_AT, END, LAST_DAY, SECOND, answer, ask, fresh, into_review, told, type_in
from .deciding import rejected

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(handed_in, cast):
    return into_review(handed_in, cast)


@pytest.fixture
def named(cast):
    """A plain question and one of files, of the organisation's form."""
    questions = list(cast.regulation.form("organisation").questions())
    words = next(q for q in questions if q.type == "text" and q.required and q.when is None)
    files = next(q for q in questions if q.type == "evidence" and q.required and q.when is None)
    return words.key, files.key


def test_g_9_a_correction_makes_a_new_numbered_snapshot_and_leaves_the_old(review, cast, named):
    before = Submission.objects.get()
    kept = (before.digest, digest_of(before.content))
    asked = ask(review, cast, *named)
    type_in(asked, cast, **{named[0]: "改正后的说明。"})
    with clock.at(ASKED_AT):
        receive_file(
            application=fresh(review),
            question=named[1],
            name="补充.pdf",
            content=BytesIO(PDF + b" "),
            actor=cast.applicant,
        )
    after = answer(asked, cast)
    assert (after.number, after.receipt) == (2, f"{review.number}-2")
    assert after.digest == digest_of(after.content) != before.digest
    before.refresh_from_db()
    assert (before.digest, digest_of(before.content)) == kept
    (corrected,) = corrections_of(fresh(review))
    assert [change.key for change in corrected.changes] == sorted(named, key=asked.questions.index)
    words = next(change for change in corrected.changes if change.key == named[0])
    assert (words.fields[0].before, words.fields[0].after) == ("海风精密制造", "改正后的说明。")
    files = next(change for change in corrected.changes if change.key == named[1])
    assert [proof.name for proof in files.added] == ["补充.pdf"] and not files.removed


def test_g_9_nothing_but_the_named_questions_opens(review, cast, named):
    asked = ask(review, cast, named[0])
    other = next(
        q.key for q in cast.regulation.form("organisation").questions() if q.type == "line" and q.key != named[0]
    )
    type_in(asked, cast, **{named[0]: "改正。", other: "偷偷改掉"})
    with clock.at(ASKED_AT), pytest.raises(Refused):
        receive_file(
            application=fresh(review), question=named[1], name="多.pdf", content=BytesIO(PDF), actor=cast.applicant
        )
    # Also what was typed elsewhere before the deadline and never handed in stays out of it.
    row = SectionAnswers.objects.filter(application=review, answers__has_key=other).first()
    SectionAnswers.objects.filter(pk=row.pk).update(answers={**row.answers, other: "未提交的草稿"})
    content = answer(asked, cast).content
    before = Submission.objects.get(number=1).content
    changed = {
        name
        for section, typed in content["sections"].items()
        for name, value in typed.items()
        if value != before["sections"][section].get(name)
    }
    assert changed == {named[0]}
    assert content["evidence"] == before["evidence"]


def test_g_9_one_second_before_its_end_a_correction_is_in_time(review, cast, named):
    asked = ask(review, cast, named[0])
    type_in(asked, cast, at=END - SECOND, **{named[0]: "赶在最后一秒。"})
    assert answer(asked, cast, at=END - SECOND).number == 2


def test_g_9_at_its_end_the_database_refuses_saving_and_handing_in(review, cast, named):
    asked = ask(review, cast, named[0])
    with pytest.raises(Refused):
        type_in(asked, cast, at=END, **{named[0]: "晚了。"})
    with pytest.raises(Refused) as refusal:
        answer(asked, cast, at=END)
    assert refusal.value.clause.id == "G-9"
    assert Submission.objects.count() == 1
    assert not any("晚了。" in row.answers.values() for row in SectionAnswers.objects.filter(application=review))


def test_g_9_the_second_click_gets_the_same_snapshot(review, cast, named):
    asked = ask(review, cast, named[0])
    type_in(asked, cast, **{named[0]: "改正。"})
    first = answer(asked, cast)
    assert answer(CorrectionRequest.objects.get(pk=asked.pk), cast) == first
    assert Submission.objects.count() == 2
    assert Entry.objects.filter(act="answer_correction").count() == 1


def test_g_9_an_overdue_correction_ends_at_its_legal_instant_once(review, cast, named):
    asked = ask(review, cast, named[0])
    with clock.at(ASKED_AT):
        assert next_overdue() == END
    with clock.at(END + 3 * SECOND):
        assert len(run_due()) == 1 and run_due() == []
    asked.refresh_from_db()
    assert asked.closed_at == END and asked.answered is None
    line = Entry.objects.get(act="correction_lapsed")
    assert line.details["legal_instant"].startswith("2026-04-14T16:00")
    assert len(told(cast.officer, "补正期限已到")) == 1


def test_g_9_nothing_is_decided_while_a_correction_runs(review, cast, named):
    asked = ask(review, cast, named[0])
    with clock.at(ASKED_AT):
        for decide, terms in ((accept_application, {}), (propose_rejection, {"clause": "HZ-8.1", "reason": "不符"})):
            with pytest.raises(Refused) as refusal:
                decide(application=fresh(review), actor=cast.officer, **terms)
            assert refusal.value.clause.id == "G-9"
    answer(asked, cast)
    with clock.at(ASKED_AT):
        rejected(fresh(review), cast, clause="HZ-8.1", reason="不符")
    assert fresh(review).standing == Standing.REJECTED


def test_g_9_a_correction_that_ran_out_no_longer_holds_the_decision_up(review, cast, named):
    ask(review, cast, named[0])
    with clock.at(END):
        rejected(fresh(review), cast, clause="HZ-8.1", reason="不符")
    assert fresh(review).standing == Standing.REJECTED


def test_g_9_one_correction_at_a_time_and_none_after_the_decision(review, cast, named):
    ask(review, cast, named[0])
    with pytest.raises(Refused):
        ask(review, cast, named[1])
    with clock.at(END):
        # The first one ran out; the sweep has not come by yet.
        again = request_correction(
            application=fresh(review), questions=[named[1]], reason="再补", until=END.date(), actor=cast.officer
        )
    assert CorrectionRequest.objects.get(closed_at=None) == again
    with clock.at(END + 2 * (END - ASKED_AT)):
        rejected(fresh(review), cast, clause="HZ-8.1", reason="不符")
        with pytest.raises(Refused):
            request_correction(
                application=fresh(review),
                questions=[named[0]],
                reason="晚",
                until=LAST_DAY.replace(month=12),
                actor=cast.officer,
            )


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"questions": []}, "请选择"),
        ({"questions": ["no_such_question"]}, "请选择"),
        ({"reason": " \n"}, "理由"),
        ({"until": LAST_DAY.replace(month=3)}, "从今天起"),
        ({"until": LAST_DAY.replace(year=9999)}, "至多一年"),
    ],
)
def test_what_is_asked_for_must_make_sense(review, cast, named, terms, says):
    asked = {"questions": [named[0]], "reason": "补正", "until": LAST_DAY, **terms}
    with clock.at(ASKED_AT), pytest.raises(Refused) as refusal:
        request_correction(application=review, actor=cast.officer, **asked)
    assert says in refusal.value.text.zh
    assert not CorrectionRequest.objects.exists()


def test_a_gap_in_a_named_question_is_refused_with_the_page_where_to_mend_it(review, cast, named):
    asked = ask(review, cast, named[0])
    type_in(asked, cast, **{named[0]: ""})
    with pytest.raises(Refused) as refusal:
        answer(asked, cast)
    (blocker,) = refusal.value.blockers
    assert f"/corrections/{asked.pk}/" in blocker.url and blocker.url.endswith(named[0])


def test_a_question_that_an_answer_can_bring_up_is_named_with_it(review, cast):
    form = cast.regulation.form("organisation")
    condition = next(
        q.when.fact for q in form.questions() if q.when and any(o.key == q.when.fact for o in form.questions())
    )
    follows = {q.key for q in form.questions() if q.when and q.when.fact == condition}
    assert follows | {condition} <= set(ask(review, cast, condition).questions)


def test_a_judgement_on_what_was_corrected_since_counts_no_longer(review, cast):
    form = cast.regulation.form("organisation")
    key, one = next(
        (question.key, found)
        for found in screened(review)
        if found.open
        for question in form.questions()
        if found.finding.clause in question.clauses
    )
    word = Judgement(clause=one.finding.clause, rule=one.rule, met=True, reason="已核对")
    with clock.at(ASKED_AT):
        judge_clauses(application=fresh(review), judgements=[word], actor=cast.officer)
    asked = ask(review, cast, key)
    assert next(found for found in screened(fresh(review)) if found.name == one.name).outcome == "met"
    answer(asked, cast, at=END - SECOND)
    assert next(found for found in screened(fresh(review)) if found.name == one.name).judged is None


def test_everybody_concerned_is_told(review, cast, named):
    asked = ask(review, cast, named[0])
    (letter,) = told(cast.applicant, "请补正")
    assert "2026年4月14日24:00" in letter.body["zh"] and "数据与附件不一致" in letter.body["zh"]
    assert letter.url.endswith(f"/corrections/{asked.pk}/")
    answer(asked, cast)
    for user in (cast.officer, cast.second_officer, cast.recommender, cast.applicant):
        assert len(told(user, "补正已提交")) == 1


def test_what_was_asked_is_frozen_in_the_database(review, cast, named):
    asked = ask(review, cast, named[0])
    for changes in ({"questions": []}, {"closes_at": END + SECOND}, {"reason": "别的"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            CorrectionRequest.objects.filter(pk=asked.pk).update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectionRequest.objects.filter(pk=asked.pk)._raw_delete("default")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.dictionaries(st.sampled_from(["draft", "named", "other"]), st.text(min_size=1, max_size=40), max_size=3)
)
def test_g_9_whatever_is_typed_a_snapshot_never_changes(review, cast, named, typed):
    with transaction.atomic():
        before = {row.pk: (row.digest, digest_of(row.content)) for row in Submission.objects.all()}
        asked = ask(fresh(review), cast, named[0])
        other = next(q.key for q in cast.regulation.form("organisation").questions() if q.type == "line")
        type_in(asked, cast, **{named[0]: typed.get("named", "改正。"), other: typed.get("other", "")})
        EvidenceFile.objects.filter(application=review).update(removed_at=clock.now())
        corrected = open_material(CorrectionRequest.objects.get(pk=asked.pk))
        assert {p.pk for p in corrected.proofs} == {row["pk"] for row in asked.submission.content["evidence"]}
        try:
            answer(asked, cast)
        except Refused:
            close_overdue(END)
        after = {row.pk: (row.digest, digest_of(row.content)) for row in Submission.objects.filter(pk__in=before)}
        assert after == before
        transaction.set_rollback(True)
