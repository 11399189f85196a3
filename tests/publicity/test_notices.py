"""Notices: four eyes, long enough under the strict reading, frozen in the database (HZ-9.2, TZ-20, G-4, OH-14.6)."""

from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from awards.models import EditionStage
from awards.services import Refused, enter_parameter, open_edition
from journal import clock
from journal.models import Entry, Notification
from publicity.models import Notice, NoticeKind
from publicity.services import discard_draft, draft_notice, edit_notice, publish_notice, record_media
from publicity.services.due import end_due_notices, next_due, run_due
from publicity.services.planning import plan_notice
from publicity.services.privacy import personal_numbers
from publicity.services.publishing import fingerprint
from schemes.regulation import Text
from schemes.regulation.stages import StageKind
from tests.conftest import cast_of
from tests.publicity.conftest import applications, confirm, reach, shanghai

pytestmark = pytest.mark.django_db


def change(notice, actor, **terms):
    wording = {"title": Text(**notice.title), "body": Text(**notice.body), "contact": notice.contact}
    return edit_notice(notice=notice, actor=actor, **{**wording, **terms})


def draft_of(edition, kind="acceptance"):
    return Notice.objects.get(edition=edition, kind=kind)


def test_HZ_9_2_the_default_plan_ends_after_five_working_days(accepted, edition):
    notice = draft_of(edition)
    assert (notice.period_from, notice.period_until) == (date(2026, 4, 14), date(2026, 4, 20))
    assert notice.ends_at == shanghai(2026, 4, 21, 0)
    assert (notice.length, notice.unit, notice.clause) == (5, "working_days", "HZ-9.2")


def test_HZ_9_2_a_day_less_is_refused_with_its_article(accepted, edition, cast):
    notice = draft_of(edition)
    with clock.at(shanghai(2026, 4, 13, 10)):
        change(notice, cast.officer, until=date(2026, 4, 19))
        with pytest.raises(Refused) as refused:
            publish_notice(notice=notice, actor=cast.second_officer)
    assert refused.value.clause.article == "第九条第（二）项"
    assert "2026年4月20日" in refused.value.text.zh


def test_G_4_published_a_day_later_the_same_end_is_too_early(accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 14)), pytest.raises(Refused):
        publish_notice(notice=draft_of(edition), actor=cast.second_officer)
    with clock.at(shanghai(2026, 4, 13, 23, 59, 58)):
        assert publish_notice(notice=draft_of(edition), actor=cast.second_officer).is_published


def test_four_eyes_the_author_cannot_publish(accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 13)):
        with pytest.raises(Refused):
            publish_notice(notice=draft_of(edition), actor=cast.officer)
        change(draft_of(edition), cast.second_officer)
        with pytest.raises(Refused):
            publish_notice(notice=draft_of(edition), actor=cast.second_officer)
        assert publish_notice(notice=draft_of(edition), actor=cast.officer).is_published


def test_four_eyes_holds_in_the_database(accepted, edition, cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(edition=edition).update(published_by=cast.officer, published_at=clock.now())


def test_a_published_notice_cannot_change(on_notice, cast):
    for change_ in ({"title": {"zh": "别的", "en": "other"}}, {"entries": []}, {"ends_at": clock.now()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Notice.objects.filter(pk=on_notice.pk).update(**change_)
    with pytest.raises(DatabaseError), transaction.atomic():
        on_notice.delete()
    with pytest.raises(Refused):
        change(on_notice, cast.officer)
    with pytest.raises(Refused):
        discard_draft(notice=on_notice, actor=cast.officer)


def test_publishing_twice_is_refused_once(on_notice, cast):
    with pytest.raises(Refused):
        publish_notice(notice=on_notice, actor=cast.second_officer)
    assert Entry.objects.filter(act="publish_notice").count() == 1


def test_a_draft_edited_after_it_was_read_is_refused(accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 13)):
        seen = fingerprint(draft_of(edition))
        change(draft_of(edition), cast.officer, title=Text(zh="改过的标题", en="Another title"))
        with pytest.raises(Refused):
            publish_notice(notice=draft_of(edition), actor=cast.second_officer, digest=seen)
        seen = fingerprint(draft_of(edition))
        assert publish_notice(notice=draft_of(edition), actor=cast.second_officer, digest=seen).digest


def test_a_list_that_is_no_longer_the_decided_one_is_refused(accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 13)):
        accepted[0].standing = "disqualified"
        accepted[0].save()
        with pytest.raises(Refused):
            publish_notice(notice=draft_of(edition), actor=cast.second_officer)
        change(draft_of(edition), cast.officer)
        published = publish_notice(notice=draft_of(edition), actor=cast.second_officer)
    assert [entry["application"] for entry in published.entries] == [row.pk for row in accepted[1:]]


def test_one_draft_of_a_kind(accepted, edition, cast):
    with clock.at(shanghai(2026, 4, 13)), pytest.raises(Refused):
        draft_notice(edition=edition, kind="acceptance", actor=cast.second_officer)
    assert Notice.objects.filter(edition=edition).count() == 1


def test_publishing_tells_those_listed_and_sets_the_end_of_the_stage(on_notice, edition, cast):
    stage = EditionStage.objects.get(edition=edition, kind="acceptance_notice")
    assert stage.closes_at == on_notice.ends_at == shanghai(2026, 4, 21, 0)
    assert on_notice.published_on == date(2026, 4, 13)


@pytest.mark.parametrize(
    "text",
    ["电话13912345678", "手机 139 1234 5678", "１３９１２３４５６７８", "0518-85801234", "身份证11010519491231002X"],
)
def test_personal_numbers_are_refused(text, accepted, edition, cast):
    assert personal_numbers(text)
    with clock.at(shanghai(2026, 4, 13)), pytest.raises(Refused):
        change(draft_of(edition), cast.officer, body=Text(zh=text, en="text"))


@pytest.mark.parametrize("text", ["海政发〔2026〕12号", "91320706MA1000001X", "2026年4月13日", "共12家，总分1000分"])
def test_other_numbers_are_no_personal_numbers(text):
    assert personal_numbers(text) == []


def test_G_4_over_the_national_holiday_no_day_off_counts(cast, edition):
    """2026: 国庆节 is off from 1 to 7 October, 20 September and 10 October are worked."""
    stage = EditionStage.objects.get(edition=edition, kind="acceptance_notice")
    plan = plan_notice(stage=stage, publish_on=date(2026, 9, 29))
    assert plan.first_day == date(2026, 9, 30)
    assert [day.day for day in plan.days if day.counts] == [
        date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 12),
    ]  # fmt: skip
    assert plan.warning is not None
    assert plan.ends_at == shanghai(2026, 10, 13, 0)


def test_a_longer_period_counts_on(cast, edition):
    stage = EditionStage.objects.get(edition=edition, kind="acceptance_notice")
    plan = plan_notice(stage=stage, publish_on=date(2026, 4, 13), until=date(2026, 4, 24))
    assert (plan.length, plan.until, plan.days[-1].number) == (9, date(2026, 4, 24), 9)
    assert plan.finding.outcome == "met"


def test_an_unannounced_year_gives_no_fixed_end_and_is_not_published(accepted, edition, cast):
    notice = draft_of(edition)
    with clock.at(shanghai(2026, 12, 28)):
        change(notice, cast.officer, until=date(2027, 1, 8))
        assert (notice.provisional, notice.ends_at) == (True, None)
        with pytest.raises(Refused) as refused:
            publish_notice(notice=notice, actor=cast.second_officer)
    assert "放假安排" in refused.value.text.zh


def test_TZ_20_ten_calendar_days_run_on_to_a_working_day(regulations):
    tongzhou = cast_of("tongzhou")
    with clock.at(shanghai(2026, 3, 2)):
        edition = open_edition(
            version=tongzhou.version, year=2026, starts_on=date(2026, 3, 2), actor=tongzhou.officer, planned=4
        )
    stage = EditionStage.objects.get(edition=edition, kind="result_notice")
    # Published on Wednesday 8 April: day ten is Saturday the 18th, so it runs on to Monday the 20th.
    plan = plan_notice(stage=stage, publish_on=date(2026, 4, 8))
    assert (plan.earliest, plan.until) == (date(2026, 4, 20), date(2026, 4, 20))
    assert plan_notice(stage=stage, publish_on=date(2026, 4, 8), until=date(2026, 4, 17)).finding.outcome == "not_met"
    assert plan_notice(stage=stage, publish_on=date(2026, 4, 8), until=date(2026, 4, 20)).finding.outcome == "met"


def test_TZ_20_media_evidence_is_kept_and_frozen(on_notice, cast):
    with clock.at(shanghai(2026, 4, 14)):
        with pytest.raises(Refused):
            record_media(
                notice=on_notice, medium="日报", appeared_on=date(2026, 4, 12), reference="2版", actor=cast.officer
            )
        with pytest.raises(Refused):
            record_media(
                notice=on_notice, medium="日报", appeared_on=date(2026, 4, 15), reference="2版", actor=cast.officer
            )
        row = record_media(
            notice=on_notice, medium="日报", appeared_on=date(2026, 4, 14), reference="2版", actor=cast.officer
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(medium="别的")


def test_OH_14_6_without_a_length_no_notice_can_be_drafted(regulations):
    ouhai = cast_of("ouhai")
    with clock.at(shanghai(2026, 3, 2)):
        edition = open_edition(
            version=ouhai.version, year=2026, starts_on=date(2026, 3, 2), actor=ouhai.officer, planned=4
        )
        with pytest.raises(Refused) as refused:
            draft_notice(edition=edition, kind="result", actor=ouhai.officer)
        assert refused.value.clause.id == "OH-14.6"
        from awards.queries import missing_parameters

        for clause, parameter in missing_parameters(edition):
            if clause.id == "OH-14.6":
                value = "working_days" if parameter.unit == "choice" else 7
                enter_parameter(
                    edition=edition, name=parameter.name, value=value, basis="温瓯评办〔2026〕1号", actor=ouhai.officer
                )
        draft = draft_notice(edition=edition, kind="result", actor=ouhai.officer)
    assert draft.length == 7


def test_HZ_9_1_the_call_sets_the_deadline_to_24_00(edition, cast):
    with clock.at(shanghai(2026, 3, 2)):
        draft = draft_notice(edition=edition, kind="call", actor=cast.officer)
        change(draft, cast.officer, until=date(2026, 4, 10))
        call = publish_notice(notice=draft, actor=cast.second_officer)
        stage = EditionStage.objects.get(edition=edition, kind="application")
    assert stage.closes_at == call.ends_at == shanghai(2026, 4, 11, 0)
    assert call.clause == "HZ-9.1"


def test_HZ_9_1_or_to_the_hour_it_states_and_never_to_the_past(edition, cast):
    with clock.at(shanghai(2026, 3, 2)):
        draft = draft_notice(edition=edition, kind="call", actor=cast.officer)
        change(draft, cast.officer, until=date(2026, 3, 2), hour=time(8, 59))
        with pytest.raises(Refused):
            publish_notice(notice=draft, actor=cast.second_officer)
        change(draft, cast.officer, until=date(2026, 4, 10), hour=time(17))
        call = publish_notice(notice=draft, actor=cast.second_officer)
    assert call.ends_at == shanghai(2026, 4, 10, 17)


def test_a_notice_of_a_stage_that_is_not_open_is_refused(edition, cast):
    with clock.at(shanghai(2026, 4, 13)):
        draft = draft_notice(edition=edition, kind="acceptance", actor=cast.officer)
        with pytest.raises(Refused):
            publish_notice(notice=draft, actor=cast.second_officer)


def test_the_sweep_ends_a_notice_once_at_its_legal_instant(on_notice, cast):
    end = on_notice.ends_at
    with clock.at(end - timedelta(minutes=5)):
        assert next_due() == end
    assert end_due_notices(end - timedelta(seconds=1)) == []
    with clock.at(end + timedelta(days=3)):
        (told,) = run_due(as_of=clock.now())
        assert told.zh == f"{on_notice.number}号公示期满：2026年4月20日 周一 24:00"
        assert told.en == f"Notice {on_notice.number}: its period ended, Mon 20 Apr 2026 24:00"
        assert run_due(as_of=clock.now()) == []
    on_notice.refresh_from_db()
    assert on_notice.ended_at == end
    assert Notification.objects.filter(person=cast.officer, title__zh=on_notice.title["zh"]).count() == 1


def test_the_result_notice_names_winners_by_tier_and_rank(edition, cast):
    with clock.at(shanghai(2026, 6, 1)):
        rows = applications(edition, cast, count=4, standing="proposed")
        tiers = [tier.key for tier in cast.regulation.tiers]
        confirm(edition, rows[2:], tiers[1])
        confirm(edition, rows[:2], tiers[0])
        reach(edition, StageKind.RESULT_NOTICE, cast.officer)
    draft = draft_of(edition, NoticeKind.RESULT)
    assert [(entry["tier"], entry["name"]) for entry in draft.entries] == [
        (tiers[0], rows[0].applicant_name), (tiers[0], rows[1].applicant_name),
        (tiers[1], rows[2].applicant_name), (tiers[1], rows[3].applicant_name),
    ]  # fmt: skip
    assert "不递补" in draft.body["zh"]


def test_G_2_a_vacant_award_is_put_on_notice_as_vacant(edition, cast):
    with clock.at(shanghai(2026, 6, 1)):
        reach(edition, StageKind.RESULT_NOTICE, cast.officer)
        notice = publish_notice(notice=draft_of(edition, "result"), actor=cast.second_officer)
    assert notice.entries == []
    assert "空缺" in notice.body["zh"]
