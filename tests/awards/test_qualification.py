"""Screening: judged with reasons, accepted when every rule is met, rejected under a clause (HZ-9.2, OH-14.2)."""

from datetime import date

import pytest

from accounts.models import Seat
from awards.models import Ban, JudgedClause, Standing
from awards.screening_queries import screened, undecided
from awards.services import Refused, blockers_to_close
from awards.services.qualification import Judgement, accept_application, judge_clauses
from awards.services.rejection import propose_rejection
from journal import clock
from journal.models import Entry
from tests.conftest import person, seat

from .deciding import NOON, applicant, go_to


@pytest.fixture
def screening(edition, cast):
    """The stage open, one application received."""
    with clock.at(NOON):
        stage = go_to(edition, "qualification", cast)
        row = applicant(edition, cast, 1)
    seat(person("someone"), Seat.APPLICANT_ADMIN, row.organisation)
    return stage, row


def judge_all(row, actor, met=True):
    words = [
        Judgement(clause=one.finding.clause, rule=one.rule, met=met, reason="已核对")
        for one in screened(row)
        if one.open
    ]
    with clock.at(NOON):
        return judge_clauses(application=row, judgements=words, actor=actor)


def test_nothing_unknown_or_unjudged_is_accepted(screening, cast):
    _stage, row = screening
    with clock.at(NOON), pytest.raises(Refused) as refused:
        accept_application(application=row, actor=cast.officer)
    assert {"HZ-8.1", "HZ-8.6"} <= {blocker.clause for blocker in refused.value.blockers}
    judge_all(row, cast.officer)
    with clock.at(NOON):
        accept_application(application=row, actor=cast.officer)
    row.refresh_from_db()
    assert row.standing == Standing.IN_REVIEW and not undecided(_stage).exists()


def test_a_judgement_comes_with_its_reason_and_stays_on_record(screening, cast):
    _stage, row = screening
    one = next(one for one in screened(row) if one.open)
    word = {"clause": one.finding.clause, "rule": one.rule}
    with clock.at(NOON):
        with pytest.raises(Refused):
            judge_clauses(application=row, judgements=[Judgement(**word, met=True, reason=" ")], actor=cast.officer)
        judge_clauses(application=row, judgements=[Judgement(**word, met=True, reason="一")], actor=cast.officer)
        judge_clauses(application=row, judgements=[Judgement(**word, met=False, reason="二")], actor=cast.officer)
    assert JudgedClause.objects.count() == 2
    assert next(o for o in screened(row) if o.name == one.name).outcome == "not_met"
    assert Entry.objects.filter(act="judge_clause").count() == 2


def test_hz_15a_a_running_ban_cannot_be_judged_away(screening, cast):
    _stage, row = screening
    Ban.objects.create(
        organisation=row.organisation,
        schemes=["haizhou"],
        since=date(2025, 1, 1),
        until=date(2028, 1, 1),
        clause="HZ-15a",
        article="第十五条",
        basis="决定书",
        decided_by=cast.officer,
        decided_at=NOON,
    )
    barred = next(one for one in screened(row) if one.outcome == "not_met")
    word = Judgement(clause=barred.finding.clause, rule=barred.rule, met=True, reason="网开一面")
    with clock.at(NOON), pytest.raises(Refused):
        judge_clauses(application=row, judgements=[word], actor=cast.officer)
    judge_all(row, cast.officer)
    with clock.at(NOON), pytest.raises(Refused) as refused:
        accept_application(application=row, actor=cast.officer)
    assert [blocker.clause for blocker in refused.value.blockers] == [barred.finding.clause]


def test_a_second_decision_is_refused(screening, cast):
    _stage, row = screening
    judge_all(row, cast.officer)
    with clock.at(NOON):
        accept_application(application=row, actor=cast.officer)
        with pytest.raises(Refused):
            accept_application(application=row, actor=cast.second_officer)
        with pytest.raises(Refused):
            propose_rejection(application=row, clause="HZ-8.2", reason="晚了", actor=cast.second_officer)
    assert row.outcomes.count() == 1


def test_the_stage_closes_only_when_nothing_is_undecided(screening, cast):
    stage, row = screening
    assert [blocker.clause for blocker in blockers_to_close(stage)] == ["HZ-9.2", "HZ-8.6"]
    judge_all(row, cast.officer)
    with clock.at(NOON):
        accept_application(application=row, actor=cast.officer)
    # Decided; that the departments were asked (HZ-8.6) is a rule of its own, proven with the inquiries.
    assert [blocker.clause for blocker in blockers_to_close(stage)] == ["HZ-8.6"]
