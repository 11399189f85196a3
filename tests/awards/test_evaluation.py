"""Totals, minimum, quota, ties and what closing the evaluation writes (HZ-4, HZ-10, HZ-12, TZ-19)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from awards.evaluation_queries import list_blockers, ranking, selection_of, ties_to_decide
from awards.models import Application, Candidate, Decision, QuotaPlace, StageOutcome, Standing
from awards.services import Refused
from awards.services.evaluation import decide_tie, propose_winners, take_place
from journal import clock

from .deciding import NOON, close, fresh, reviewed


def propose(edition, cast, quality=(), excellence=(), reason=""):
    chosen = {"quality": [row.pk for row in quality], "excellence": [row.pk for row in excellence]}
    with clock.at(NOON):
        return propose_winners(edition=fresh(edition), chosen=chosen, reason=reason, actor=cast.officer)


def test_hz_9_5_totals_are_weighted_exactly(edition, cast):
    rows = reviewed(edition, cast, ("600.333333", "700.1"), ("500", "500"))
    totals = list(
        Application.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk").values_list("total_score", flat=True)
    )
    assert totals == [Decimal("660.193333"), Decimal("500.000000")]


def test_hz_10_five_hundred_qualifies_and_a_hair_less_does_not(edition, cast):
    enough, short = reviewed(edition, cast, ("500", "500"), ("500", "499.99"))
    with pytest.raises(Refused) as refused:
        propose(edition, cast, quality=[enough, short], reason="理由")
    assert [blocker.clause for blocker in refused.value.blockers] == ["HZ-10"]
    assert not Candidate.objects.exists()
    propose(edition, cast, quality=[enough])
    assert Candidate.objects.get().application == enough


def test_hz_4_more_than_the_quota_is_refused_and_nothing_is_written(edition, cast):
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"), ("600", "600"))
    with pytest.raises(Refused) as refused:
        propose(edition, cast, quality=rows)
    assert refused.value.clause.id == "HZ-4"
    assert not Candidate.objects.exists() and not Decision.objects.exists()


def test_hz_12_the_best_of_those_who_did_not_win_are_proposed_for_excellence(edition, cast):
    reviewed(edition, cast, ("800", "800"), ("700", "700"), ("600", "600"), ("480", "480"), ("400", "400"))
    selection = selection_of(fresh(edition))
    assert selection.winners("quality") == ("T-0001", "T-0002")
    assert selection.winners("excellence") == ("T-0003", "T-0004")


def test_fewer_than_the_quota_and_none_at_all_are_allowed(edition, cast):
    (row,) = reviewed(edition, cast, ("400", "400"))
    propose(edition, cast, reason="无人达到要求")
    with clock.at(NOON):
        close(edition, "overall_evaluation", cast)
    row.refresh_from_db()
    assert row.standing == Standing.NOT_AWARDED


def test_passing_over_a_higher_score_needs_a_reason(edition, cast):
    _best, second = reviewed(edition, cast, ("800", "800"), ("700", "700"))
    with pytest.raises(Refused):
        propose(edition, cast, quality=[second])
    assert propose(edition, cast, quality=[second], reason="第一名自愿放弃").text == "第一名自愿放弃"


def test_a_new_list_replaces_the_one_before_while_the_stage_is_open(edition, cast):
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"))
    propose(edition, cast, quality=rows)
    propose(edition, cast, quality=rows[:1])
    assert [c.application for c in Candidate.objects.all()] == rows[:1]
    assert Decision.objects.filter(kind="evaluation").count() == 2


def test_a_tie_waits_for_the_committee_and_is_never_broken_silently(edition, cast):
    first, *tied = reviewed(edition, cast, ("800", "800"), ("700", "700"), ("700", "700"))
    assert [line.ranked.place for line in ranking(fresh(edition))] == [1, 2, 2]
    stage = fresh(edition).stages.get(kind="overall_evaluation")
    assert any("得分相同" in blocker.text.zh for blocker in list_blockers(stage))
    with pytest.raises(Refused):
        propose(edition, cast, quality=[first, tied[0]], reason="理由")
    decide = {"edition": fresh(edition), "tier": "quality", "actor": cast.committee}
    with clock.at(NOON):
        with pytest.raises(Refused):
            decide_tie(chosen=[row.pk for row in tied], reason="两家都要", **decide)
        with pytest.raises(Refused):
            decide_tie(chosen=[tied[1].pk], reason=" ", **decide)
        decide_tie(chosen=[tied[1].pk], reason="现场评审更优", **decide)
    assert not ties_to_decide(fresh(edition))
    assert selection_of(fresh(edition)).winners("quality") == ("T-0001", "T-0003")
    assert selection_of(fresh(edition)).winners("excellence") == ("T-0002",)
    with clock.at(NOON), pytest.raises(Refused):
        decide_tie(chosen=[tied[0].pk], reason="再来一次", **decide)


def test_closing_writes_who_is_proposed_and_who_is_not_with_the_rule(edition, cast):
    winner, low = reviewed(edition, cast, ("800", "800"), ("300", "300"))
    propose(edition, cast, quality=[winner])
    with clock.at(NOON):
        close(edition, "overall_evaluation", cast)
    winner.refresh_from_db()
    low.refresh_from_db()
    assert (winner.standing, low.standing) == (Standing.PROPOSED, Standing.NOT_AWARDED)
    said = StageOutcome.objects.get(application=low, result="not_proposed")
    assert "低于500" in said.because["zh"] and said.score == Decimal("300")


def test_the_evaluation_does_not_open_while_a_score_is_missing(edition, cast):
    from awards.services import blockers_to_open

    from .deciding import applicant, at_stage

    reviewed(edition, cast, ("800", "800"))
    applicant(edition, cast, 9, document_score=Decimal(500))
    stage = at_stage(edition, "overall_evaluation")
    assert [blocker.clause for blocker in blockers_to_open(stage)] == ["HZ-10"]


def test_hz_4_the_database_gives_a_place_away_once(edition, cast):
    one, two = reviewed(edition, cast, ("800", "800"), ("700", "700"))
    place = QuotaPlace.objects.filter(edition=edition, tier="quality").first()
    terms = {"edition": edition, "tier": "quality", "place": place, "rank": 1, "total": Decimal(800)}
    Candidate.objects.create(application=one, **terms)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.create(application=two, **terms)


def test_hz_4_no_place_left_is_a_refusal_not_an_error(edition, cast):
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"), ("600", "600"))
    for row in rows:
        row.refresh_from_db()
    for row in rows[:2]:
        take_place(edition=edition, application=row, tier="quality", rank=1, outside=False)
    with pytest.raises(Refused, match="名额已满"):
        take_place(edition=edition, application=rows[2], tier="quality", rank=3, outside=False)
