"""What must hold for every period, ranking and selection, whatever the days and scores (G-2, G-4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from schemes.regulation.document import Identity, Regulation
from schemes.regulation.organs import Shortlist
from schemes.regulation.text import text
from schemes.rules.candidates import Candidate
from schemes.rules.dates import clear_from, in_window, years_after, years_before
from schemes.rules.facts import AwardHeld
from schemes.rules.finding import Outcome
from schemes.rules.periods import check_period, ends_at, period, propose_period
from schemes.rules.proposal import check_proposal
from schemes.rules.ranking import Entry, rank
from schemes.rules.scoring import panel_score, weighted_total
from schemes.rules.selection import select
from schemes.rules.shortlist import shortlist

from .reading import SHIPPED

CALENDAR = SHIPPED
DAY = timedelta(days=1)
settings.register_profile("rules", max_examples=150, deadline=None, derandomize=True)
settings.load_profile("rules")

days = st.dates(min_value=date(2022, 6, 1), max_value=date(2027, 6, 1))
lengths = st.integers(min_value=1, max_value=45)
units = st.sampled_from(["working_days", "calendar_days"])
readings = st.sampled_from(["day_after", "same_day"])
scores = st.decimals(min_value=0, max_value=1000, places=2)


def notice(unit: str, length: int):
    """A regulation of one notice clause, invented."""
    rule = {
        "kind": "notice_period", "stage": "result_notice", "unit": unit, "at_least": length, "on_upheld": "award_lost"
    }  # fmt: skip
    return invented([{"id": "X-1", "article": "第一条", "says": SAYS, "rules": [rule]}]).notice_period("result_notice")


SAYS = {"zh": "甲", "en": "a"}


def invented(clauses: Sequence[dict]) -> Regulation:
    """An invented regulation with these clauses."""
    identity = Identity(
        scheme="nowhere", version="1", status="in_force", award=text("奖", "award"), title=text("办法", "rules"),
        issuer=text("某", "somebody"), area=text("某区", "somewhere"), level="district",
    )  # fmt: skip
    return Regulation.model_validate({"identity": identity, "clauses": clauses, "forms": []})


def tiers(quota: int, lower: int, cap: int | None, minimum: int) -> Regulation:
    """An invented award of two tiers; the lower one draws from the non-winners of the upper."""
    top = {"kind": "tier", "key": "top", "name": SAYS, "quota": quota, "cap_individuals": cap}
    low = {"kind": "tier", "key": "low", "name": SAYS, "quota": lower, "draws_from": "top"}
    least = {"kind": "minimum_score", "tier": "top", "at_least": minimum}
    again = {"kind": "reapplication", "label": SAYS, "after_tiers": ["top"], "outside_quota": True, "prize": False}
    return invented([{"id": "X-2", "article": "第二条", "says": SAYS, "rules": [top, low, least, again]}])


candidates = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str), score=st.sampled_from([Decimal(n) for n in range(440, 700, 20)]),
        kind=st.sampled_from(["organisation", "organisation", "individual"]),
        awards=st.sampled_from([(), (), (AwardHeld(
            scheme="nowhere", level="district", tier="top", awarded_on=date(2019, 1, 1), edition=1),)]),
    ), max_size=12, unique_by=lambda candidate: candidate.key,
)  # fmt: skip
awards_given = st.builds(
    tiers, quota=st.integers(0, 5), lower=st.integers(0, 4), cap=st.sampled_from([None, 0, 1, 2]),
    minimum=st.sampled_from([0, 500, 600]),
)  # fmt: skip


@given(event_on=days, length=lengths, unit=units, first_day=readings)
def test_g4_a_period_counts_exactly_its_length_and_ends_on_a_working_day(event_on, length, unit, first_day):
    counted = period(event_on=event_on, length=length, unit=unit, calendar=CALENDAR, first_day=first_day)
    numbers = [day.number for day in counted.days if day.counts]
    assert numbers == list(range(1, length + 1))
    assert CALENDAR.works(counted.ends_on)
    assert counted.days[-1].day == counted.ends_on
    assert all(later.day - earlier.day == DAY for earlier, later in pairwise(counted.days))
    assert counted.days[0].day == event_on
    assert unit == "calendar_days" or all(CALENDAR.works(day.day) == day.counts for day in counted.days if day.number)
    assert counted.rolled_over == (counted.days[-1].number != length)
    assert all(day.why.zh and day.why.en for day in counted.days)


@given(event_on=days, length=lengths, unit=units)
def test_g4_the_day_after_never_ends_before_the_same_day_and_longer_never_ends_earlier(event_on, length, unit):
    strict = period(event_on=event_on, length=length, unit=unit, calendar=CALENDAR)
    loose = period(event_on=event_on, length=length, unit=unit, calendar=CALENDAR, first_day="same_day")
    longer = period(event_on=event_on, length=length + 1, unit=unit, calendar=CALENDAR)
    assert loose.ends_on <= strict.ends_on <= longer.ends_on
    assert strict.days[0].day == event_on and strict.days[0].number is None


@given(event_on=days, length=lengths, unit=units)
def test_g4_an_unannounced_year_never_yields_a_fixed_end(event_on, length, unit):
    counted = period(event_on=event_on, length=length, unit=unit, calendar=CALENDAR)
    known = all(CALENDAR.announced(day.day.year) for day in counted.days)
    assert (counted.fixed_end == counted.ends_on) == known
    assert (counted.fixed_end is None) == (not known)


@given(published_on=days, length=lengths, unit=units)
def test_g4_the_proposed_plan_satisfies_both_readings_and_a_day_less_than_strict_is_refused(published_on, length, unit):
    clause, rule = notice(unit, length)
    plan = propose_period(publish_on=published_on, rule=rule, calendar=CALENDAR)
    strict = period(event_on=published_on, length=length, unit=unit, calendar=CALENDAR)
    assert plan.ends_on >= strict.ends_on and CALENDAR.works(plan.first_day) and plan.first_day > published_on

    def outcome(ends_on: date) -> Outcome:
        return check_period(
            clause=clause, rule=rule, published_on=published_on, ends_on=ends_on, calendar=CALENDAR
        ).outcome  # fmt: skip

    assert outcome(plan.ends_on) is (Outcome.UNKNOWN if plan.provisional else Outcome.MET)
    assert outcome(strict.ends_on - DAY) is Outcome.NOT_MET


@given(day=days)
def test_g4_a_last_day_ends_at_24_hours_in_shanghai(day):
    end = ends_at(day)
    assert end.utcoffset() == timedelta(hours=8)
    assert (end - timedelta(seconds=1)).date() == day and end.date() == day + DAY


@given(happened_on=st.dates(date(2000, 1, 1), date(2040, 1, 1)), years=st.integers(1, 10))
def test_a_look_back_window_ends_exactly(happened_on, years):
    clear = clear_from(happened_on=happened_on, years=years)
    assert not in_window(happened_on=happened_on, on=clear, years=years)
    assert in_window(happened_on=happened_on, on=clear - DAY, years=years)
    assert clear - years_after(happened_on, years) in (timedelta(0), DAY)
    assert years_before(years_after(happened_on, years), years) <= happened_on


@given(st.lists(st.builds(Entry, key=st.uuids().map(str), score=scores), max_size=20, unique_by=lambda one: one.key))
def test_ranking_shows_every_tie_and_orders_by_score_alone(entries):
    ranked = rank(entries)
    assert sorted(one.entry.key for one in ranked) == sorted(entry.key for entry in entries)
    for one in ranked:
        assert one.place == 1 + sum(entry.score > one.entry.score for entry in entries)
        assert set(one.tied_with) == {
            entry.key for entry in entries if entry.score == one.entry.score and entry.key != one.entry.key
        }
    assert rank(list(reversed(entries))) == ranked


@given(
    st.lists(st.builds(Entry, key=st.uuids().map(str), score=st.integers(0, 8).map(Decimal)), max_size=15,
             unique_by=lambda one: one.key),
    st.integers(0, 6), st.sampled_from(["1", "1.5", "2"]),
)  # fmt: skip
def test_tz16_a_shortlist_never_exceeds_its_places_nor_breaks_a_tie(entries, planned, ratio):
    ranked = rank(entries)
    cut = shortlist(
        rule=Shortlist(kind="shortlist", stage="onsite_review", ratio=Decimal(ratio)), ranked=ranked, planned=planned
    )
    score = {entry.key: entry.score for entry in entries}
    assert cut.places == planned * Decimal(ratio) // 1
    assert len(cut.certain) <= cut.places
    assert not cut.tied or len(cut.certain) + len(cut.tied) > cut.places > len(cut.certain)
    assert cut.tied or len(cut.certain) == min(cut.places, len(entries))
    left = set(score) - set(cut.certain) - set(cut.tied)
    assert len({score[key] for key in cut.tied}) <= 1
    assert all(score[inside] > score[outside] for inside in cut.certain for outside in {*cut.tied, *left})


@given(awards_given, candidates)
def test_g2_a_selection_keeps_quota_cap_and_minimum_and_breaks_no_tie(regulation, pool):
    selection = select(regulation=regulation, candidates=pool)
    by_key = {candidate.key: candidate for candidate in pool}
    minimum = next(rule.at_least for rule in regulation.clauses[0].rules if rule.kind == "minimum_score")
    for tier in regulation.tiers:
        counted = [p for p in selection.proposals if p.tier == tier.key and not p.outside_quota]
        open_places = sum(tie.places for tie in selection.ties if tie.tier == tier.key)
        vacant = sum(vacancy.places for vacancy in selection.vacancies if vacancy.tier == tier.key)
        assert len(counted) + open_places + vacant == tier.quota
        individuals = [p for p in counted if by_key[p.candidate].kind == "individual"]
        assert tier.cap_individuals is None or len(individuals) <= tier.cap_individuals
    assert all(by_key[key].score >= minimum for key in selection.winners("top"))
    named = [p.candidate for p in selection.proposals]
    assert len(named) == len(set(named))
    assert all(len(tie.candidates) > tie.places >= 0 or tie.tier == "low" for tie in selection.ties)


@given(awards_given, candidates)
def test_g2_whoever_wins_has_no_higher_score_left_behind_without_a_reason(regulation, pool):
    selection = select(regulation=regulation, candidates=pool)
    refused = {refusal.candidate for refusal in selection.refusals if refusal.tier == "top"}
    tied = {key for tie in selection.ties for key in tie.candidates}
    winners = set(selection.winners("top"))
    left = [c for c in pool if c.key not in refused | tied | winners]
    lowest = min((p.score for p in selection.proposals if p.tier == "top"), default=Decimal(1001))
    assert all(candidate.score < lowest for candidate in left)


@given(awards_given, candidates, st.data())
def test_g2_what_the_rules_select_stands_fewer_stand_too_and_more_never(regulation, pool, data):
    selection = select(regulation=regulation, candidates=pool)
    lists = {tier.key: list(selection.winners(tier.key)) for tier in regulation.tiers}
    fewer = {
        key: data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else [] for key, keys in lists.items()
    }
    for proposed in (lists, fewer):
        found = check_proposal(regulation=regulation, proposed=proposed, candidates=pool)
        assert Outcome.NOT_MET not in [finding.outcome for finding in found]
    quota = regulation.tiers[1].quota
    fresh = [candidate.key for candidate in pool if not candidate.awards]
    if len(fresh) > quota:
        found = check_proposal(regulation=regulation, proposed={"low": fresh[: quota + 1]}, candidates=pool)
        assert Outcome.NOT_MET in [finding.outcome for finding in found]


@given(awards_given, candidates)
def test_hz9_5_nobody_moves_up_after_a_notice(regulation, pool):
    with_notice = invented([
        regulation.clauses[0].model_dump(),
        notice("working_days", 5)[0].model_dump(),
    ])  # fmt: skip
    published = {"top": list(select(regulation=with_notice, candidates=pool).winners("top"))}
    others = [c.key for c in pool if c.key not in published["top"]]
    for key in others[:3]:
        found = check_proposal(
            regulation=with_notice, proposed={"top": [key]}, candidates=pool, published=published
        )  # fmt: skip
        assert any(finding.clause == "X-1" and finding.outcome is Outcome.NOT_MET for finding in found)


@given(st.lists(scores, min_size=1, max_size=7))
def test_a_panel_score_is_the_mean_and_order_does_not_matter(totals):
    score = panel_score(totals)
    assert min(totals) <= score <= max(totals)
    assert abs(score * len(totals) - sum(totals)) < Decimal("1E-10")
    assert panel_score(reversed(totals)) == score


@given(st.tuples(scores, scores, scores))
def test_tz19_a_weighted_total_lies_between_its_scores_and_equal_scores_stay_equal(three):
    kinds = ("document_review", "onsite_review", "presentation")
    weights = dict(zip(kinds, map(Decimal, (20, 70, 10)), strict=True))
    total = weighted_total(scores=dict(zip(kinds, three, strict=True)), weights=weights)
    assert min(three) <= total <= max(three)
    same = panel_score([three[0]] * 3)
    assert weighted_total(scores=dict.fromkeys(kinds, same), weights=weights) == three[0]
