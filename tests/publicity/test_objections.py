"""Objections: lateness by the database, real names kept apart, effect at once (HZ-9.2, HZ-9.3, HZ-9.5, OH-14.6)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from awards.models import Candidate, Edition, EditionStage, Standing
from awards.services import Refused, blockers_to_close, close_stage, open_edition
from journal import clock
from journal.models import Entry, Notification
from journal.queries import faults
from publicity.confidential import objector_of
from publicity.models import Notice, Objection, Objector
from publicity.services import admit_objection, draft_notice, publish_notice, register_objection, settle_objection
from publicity.services.objections import Attachment, By
from schemes.regulation.stages import StageKind
from tests.conftest import cast_of
from tests.publicity.conftest import applications, approve, confirm, reach, shanghai

pytestmark = pytest.mark.django_db
NAMED = By(kind="person", name="王守正", contact="wang@example.org")


def objected(notice, row, *, token="t1", by=NAMED, text="产品抽检不合格，详见附件。", **terms):  # noqa: S107 — a form's one-time number
    return register_objection(notice=notice, application=row.pk, text=text, token=token, by=by, **terms)


def examined(objection, cast):
    return admit_objection(objection=objection, actor=cast.officer, examiner=cast.officer)


def stage_of(notice):
    return EditionStage.objects.select_related("edition").get(pk=notice.stage_id)


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True)])
def test_HZ_9_2_an_objection_is_in_time_until_24_00(on_notice, accepted, seconds, late):
    with clock.at(on_notice.ends_at + timedelta(seconds=seconds)):
        objection = objected(on_notice, accepted[0])
    assert objection.late is late
    assert objection.holds_back is not late
    assert abs((objection.received_at - on_notice.ends_at).total_seconds() - seconds) < 1


def test_a_receipt_has_a_number_and_a_code_and_a_double_click_makes_one(on_notice, accepted):
    with clock.at(shanghai(2026, 4, 15)):
        first, again = objected(on_notice, accepted[0]), objected(on_notice, accepted[0])
        other = objected(on_notice, accepted[0], token="t2")
    assert first.pk == again.pk and first.code == again.code
    assert (first.number, other.number) == (f"{on_notice.number}-001", f"{on_notice.number}-002")
    assert first.code != other.code and len(first.code) == 10


def test_only_entries_of_the_list_can_be_objected_to(on_notice, accepted):
    with clock.at(shanghai(2026, 4, 15)), pytest.raises(Refused):
        register_objection(notice=on_notice, application=accepted[-1].pk + 1, text="不在名单", token="t", by=None)


def test_a_call_takes_no_objections(edition, cast):
    with clock.at(shanghai(2026, 3, 2)):
        draft = draft_notice(edition=edition, kind="call", actor=cast.officer)
        call = publish_notice(notice=draft, actor=cast.second_officer)
        with pytest.raises(Refused):
            register_objection(notice=call, application=1, text="不受理", token="t", by=None)


def test_what_was_received_cannot_be_changed(on_notice, accepted):
    with clock.at(shanghai(2026, 4, 15)):
        objection = objected(on_notice, accepted[0])
    for column, value in (("text", "别的"), ("late", True), ("received_at", clock.now()), ("code", "X")):
        with pytest.raises(DatabaseError), transaction.atomic():
            Objection.objects.filter(pk=objection.pk).update(**{column: value})
    with pytest.raises(DatabaseError), transaction.atomic():
        Objector.objects.filter(objection=objection).update(name="别人")


def test_the_file_is_kept_under_a_name_that_tells_nothing(on_notice, accepted):
    with clock.at(shanghai(2026, 4, 15)):
        objection = objected(
            on_notice, accepted[0], attachment=Attachment(name="王守正举报.pdf", content=b"%PDF-1.7 proof")
        )
    assert "王" not in objection.file.name
    assert objection.file.read() == b"%PDF-1.7 proof"
    assert len(objection.file_digest) == 64


def test_the_objector_is_read_through_one_accessor_that_journals(on_notice, accepted, cast):
    with clock.at(shanghai(2026, 4, 15)):
        objection = objected(on_notice, accepted[0])
        assert not Entry.objects.filter(act="read_objector").exists()
        identity = objector_of(objection=objection, actor=cast.officer, purpose="回访核实")
    assert (identity.name, identity.contact) == ("王守正", "wang@example.org")
    line = Entry.objects.get(act="read_objector")
    assert (line.actor, line.details) == (cast.officer, {"purpose": "回访核实"})
    assert "王守正" not in str(list(Entry.objects.values_list("details", flat=True)))
    assert list(faults()) == []


def test_HZ_9_3_the_stage_waits_for_the_period_and_for_every_objection(on_notice, accepted, cast):
    stage = stage_of(on_notice)
    with clock.at(on_notice.ends_at - timedelta(seconds=2)):
        objection = objected(on_notice, accepted[0])
        assert len(blockers_to_close(stage)) == 2
    with clock.at(on_notice.ends_at):
        assert [blocker.article for blocker in blockers_to_close(stage)] == ["第九条第（二）项"]
        with pytest.raises(Refused):
            close_stage(stage=stage, actor=cast.officer)
        examined(objection, cast)
        assert len(blockers_to_close(stage)) == 1
        settle_objection(objection=objection, actor=cast.officer, state="dismissed", reasons="抽检结果已撤销。")
        assert blockers_to_close(stage) == []
        close_stage(stage=stage_of(on_notice), actor=cast.officer)
    accepted[0].refresh_from_db()
    assert accepted[0].standing == Standing.IN_REVIEW
    assert accepted[0].outcomes.get().result == "passed"


def test_late_and_anonymous_ones_are_recorded_and_hold_nothing_back_until_admitted(on_notice, accepted, cast):
    with clock.at(shanghai(2026, 4, 15)):
        anonymous = objected(on_notice, accepted[0], by=None)
    with clock.at(on_notice.ends_at + timedelta(hours=1)):
        late = objected(on_notice, accepted[1], token="t2")
        assert (anonymous.anonymous, late.late) == (True, True)
        assert objector_of(objection=anonymous, actor=cast.officer, purpose="核实") is None
        assert blockers_to_close(stage_of(on_notice)) == []
        examined(late, cast)
        assert len(blockers_to_close(stage_of(on_notice))) == 1


def test_HZ_9_2_upheld_means_out_at_once(on_notice, accepted, cast):
    with clock.at(shanghai(2026, 4, 16)):
        objection = examined(objected(on_notice, accepted[0]), cast)
        answer = settle_objection(
            objection=objection, actor=cast.officer, state="upheld", reasons="2025年省级抽检不合格，属实。"
        )
    accepted[0].refresh_from_db()
    assert accepted[0].standing == Standing.DISQUALIFIED
    outcome = accepted[0].outcomes.get()
    assert (outcome.result, outcome.clause, outcome.article) == ("disqualified", "HZ-9.2", "第九条第（二）项")
    assert answer.state == "upheld"
    with clock.at(on_notice.ends_at):
        close_stage(stage=stage_of(on_notice), actor=cast.officer)
    standings = [row.standing for row in Edition.objects.get(pk=on_notice.edition_id).applications.all()]
    assert standings == [Standing.DISQUALIFIED, Standing.IN_REVIEW, Standing.IN_REVIEW]


def test_partly_upheld_has_no_effect_on_the_list(on_notice, accepted, cast):
    with clock.at(shanghai(2026, 4, 16)):
        objection = examined(objected(on_notice, accepted[0]), cast)
        settle_objection(objection=objection, actor=cast.officer, state="partly", reasons="数据有误，不影响资格。")
    accepted[0].refresh_from_db()
    assert accepted[0].standing == Standing.IN_REVIEW


def test_two_upheld_objections_to_one_applicant_take_effect_once(on_notice, accepted, cast):
    with clock.at(shanghai(2026, 4, 16)):
        for token in ("a", "b"):
            objection = examined(objected(on_notice, accepted[0], token=token), cast)
            settle_objection(objection=objection, actor=cast.officer, state="upheld", reasons="属实。")
    assert accepted[0].outcomes.count() == 1


def test_only_the_named_officer_answers_once_and_with_reasons(on_notice, accepted, cast):
    with clock.at(shanghai(2026, 4, 16)):
        objection = objected(on_notice, accepted[0])
        terms = {"state": "dismissed", "reasons": "查无实据。"}
        with pytest.raises(Refused):  # not admitted yet
            settle_objection(objection=objection, actor=cast.officer, **terms)
        examined(objection, cast)
        with pytest.raises(Refused):
            settle_objection(objection=objection, actor=cast.second_officer, **terms)
        with pytest.raises(Refused):
            settle_objection(objection=objection, actor=cast.officer, state="dismissed", reasons="  ")
        with pytest.raises(Refused):
            settle_objection(objection=objection, actor=cast.officer, state="received", reasons="查无实据。")
        stale = Objection.objects.get(pk=objection.pk)
        settle_objection(objection=objection, actor=cast.officer, **terms)
        with pytest.raises(Refused):
            settle_objection(objection=stale, actor=cast.officer, **terms)
        with pytest.raises(Refused):
            examined(objection, cast)


def test_the_answer_and_the_message_never_name_the_objector(on_notice, accepted, cast):
    from accounts.models import Seat
    from tests.conftest import person, seat

    applicant = seat(person("listed"), Seat.APPLICANT_ADMIN, accepted[0].organisation)
    with clock.at(shanghai(2026, 4, 16)):
        objection = examined(objected(on_notice, accepted[0]), cast)
        with pytest.raises(Refused):
            settle_objection(
                objection=objection, actor=cast.officer, state="dismissed", reasons="王守正反映的情况不属实。"
            )
        settle_objection(objection=objection, actor=cast.officer, state="dismissed", reasons="反映的情况不属实。")
    told = Notification.objects.filter(person=applicant)
    assert any("不属实" in line.body["zh"] for line in told)
    assert not any("王守正" in str(line.body) or "王守正" in str(line.title) for line in told)


@pytest.fixture
def result_notice(edition, cast):
    """Two winners and two excellence awards proposed; the result is on notice from 2026-06-01."""
    with clock.at(shanghai(2026, 6, 1)):
        rows = applications(edition, cast, count=5, standing="proposed")
        tiers = [tier.key for tier in cast.regulation.tiers]
        confirm(edition, rows[:2], tiers[0])
        confirm(edition, rows[2:4], tiers[1])
        rows[4].standing = Standing.NOT_AWARDED
        rows[4].save()
        reach(edition, StageKind.RESULT_NOTICE, cast.officer)
        notice = publish_notice(notice=Notice.objects.get(edition=edition), actor=cast.second_officer)
    return notice, rows


def test_HZ_9_5_upheld_means_the_award_is_lost_and_nobody_moves_up(result_notice, edition, cast):
    notice, rows = result_notice
    with clock.at(shanghai(2026, 6, 3)):
        objection = examined(objected(notice, rows[0]), cast)
        settle_objection(objection=objection, actor=cast.officer, state="upheld", reasons="申报材料造假，属实。")
    rows[0].refresh_from_db()
    assert rows[0].standing == Standing.AWARD_LOST
    with clock.at(notice.ends_at):
        close_stage(stage=stage_of(notice), actor=cast.officer)
    states = list(Candidate.objects.filter(edition=edition).order_by("application_id").values_list("state", flat=True))
    assert states == ["fallen", "confirmed", "confirmed", "confirmed"]
    assert not Candidate.objects.filter(application=rows[4]).exists()
    rows[1].refresh_from_db()
    rows[4].refresh_from_db()
    assert (rows[1].standing, rows[4].standing) == (Standing.PROPOSED, Standing.NOT_AWARDED)
    assert rows[1].outcomes.last().result == "passed"


def test_HZ_9_6_announcement_needs_approval_confers_and_concludes(result_notice, edition, cast):
    from awards.models import Award
    from journal.services import deliver

    notice, _rows = result_notice
    with clock.at(notice.ends_at):
        close_stage(stage=stage_of(notice), actor=cast.officer)
        stage = EditionStage.objects.select_related("edition").get(edition=edition, kind="announcement")
        with pytest.raises(Refused):
            reach(edition, StageKind.ANNOUNCEMENT, cast.officer)
        Candidate.objects.filter(edition=edition, state="confirmed").update(state="approved")
        approve(edition, cast, date(2026, 6, 9))
        stage = reach(edition, StageKind.ANNOUNCEMENT, cast.officer)
        awards = Award.objects.filter(edition=edition)
        assert {award.awarded_on for award in awards} == {date(2026, 6, 9)}
        assert awards.count() == 4
        assert len(blockers_to_close(stage)) == 2
        draft = Notice.objects.get(edition=edition, kind="announcement")
        assert "海政发〔2026〕9号" in draft.body["zh"]
        publish_notice(notice=draft, actor=cast.second_officer)
        while deliver():
            pass
        assert blockers_to_close(stage) == []
        close_stage(stage=stage, actor=cast.officer)
    edition.refresh_from_db()
    assert edition.concluded_at is not None
    draft.refresh_from_db()
    assert draft.pdf and len(draft.pdf_digest) == 64


def test_OH_14_6_every_objection_rests_on_a_report_and_the_committee_decides(regulations):
    from awards.queries import missing_parameters
    from awards.services import enter_parameter

    ouhai = cast_of("ouhai")
    with clock.at(shanghai(2026, 3, 2)):
        edition = open_edition(
            version=ouhai.version, year=2026, starts_on=date(2026, 3, 2), actor=ouhai.officer, planned=4
        )
        for clause, parameter in missing_parameters(edition):
            if clause.id == "OH-14.6":
                value = "working_days" if parameter.unit == "choice" else 5
                enter_parameter(edition=edition, name=parameter.name, value=value, basis="文", actor=ouhai.officer)
        rows = applications(edition, ouhai, count=2, standing="proposed")
        confirm(edition, rows, ouhai.regulation.tiers[0].key)
        reach(edition, StageKind.RESULT_NOTICE, ouhai.officer)
        notice = publish_notice(notice=Notice.objects.get(edition=edition), actor=ouhai.second_officer)
        one, two = examined(objected(notice, rows[0]), ouhai), examined(objected(notice, rows[1], token="t2"), ouhai)
        with pytest.raises(Refused):
            settle_objection(objection=one, actor=ouhai.officer, state="upheld", reasons="属实。")
        terms = {"actor": ouhai.officer, "state": "upheld", "reasons": "属实。", "basis": "评委会〔2026〕3号"}
        settle_objection(objection=one, loses=True, **terms)
        settle_objection(objection=two, loses=False, **terms)
    for row in rows:
        row.refresh_from_db()
    assert [row.standing for row in rows] == [Standing.AWARD_LOST, Standing.PROPOSED]
