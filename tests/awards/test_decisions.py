"""The committee, the approver, losing an award, conferral, prizes (HZ-9.5, HZ-9.6, HZ-11, HZ-12)."""

from datetime import date, timedelta

import pytest

from awards.decision_queries import awaits
from awards.models import Award, Candidate, Decision, PrizePayment, QuotaPlace, Standing
from awards.queries import regulation_of
from awards.services import Refused, blockers_to_close
from awards.services.candidates import lose_award
from awards.services.conferral import confer_awards
from awards.services.decisions import approve_list, confirm_list, return_list
from awards.services.prizes import record_payment
from journal import clock
from schemes.regulation import Text

from .deciding import NOON, close, fresh, go_to, listed, reviewed

TODAY = NOON.date()
LOST = Text(zh="异议成立", en="The objection was upheld")


@pytest.fixture
def proposed(edition, cast):
    """Two for the first tier and one for the second, before the committee."""
    rows = reviewed(edition, cast, ("800", "800"), ("700", "700"), ("600", "600"))
    with clock.at(NOON):
        listed(edition, cast, rows)
        go_to(edition, "committee_decision", cast)
    return rows


def confirm(edition, cast, **strikes):
    struck = {int(pk): reason for pk, reason in strikes.pop("strikes", {}).items()}
    with clock.at(NOON):
        return confirm_list(edition=fresh(edition), strikes=struck, decided_on=TODAY, text="", actor=cast.committee)


def approve(edition, actor, number="海政发〔2026〕9号"):
    with clock.at(NOON):
        return approve_list(edition=fresh(edition), document_number=number, decided_on=TODAY, actor=actor)


@pytest.fixture
def before_approval(edition, cast, proposed):
    confirm(edition, cast)
    with clock.at(NOON):
        close(edition, "committee_decision", cast)
        go_to(edition, "approval", cast)
    return proposed


def test_the_committee_confirms_once_and_the_paper_follows(edition, cast, proposed):
    decision = confirm(edition, cast)
    assert set(Candidate.objects.values_list("state", flat=True)) == {"confirmed"}
    assert decision.document.kind == "committee_decision"
    assert [line["number"] for line in decision.content["list"]] == ["T-0001", "T-0002", "T-0003"]
    with pytest.raises(Refused, match="已有决定"):
        confirm(edition, cast)


def test_a_strike_needs_its_reason_and_keeps_its_place(edition, cast, proposed):
    struck = Candidate.objects.get(application=proposed[1])
    with pytest.raises(Refused, match="理由"):
        confirm(edition, cast, strikes={struck.pk: " "})
    confirm(edition, cast, strikes={struck.pk: "近期发生投诉"})
    struck.refresh_from_db()
    proposed[1].refresh_from_db()
    assert (struck.state, proposed[1].standing) == ("struck", Standing.NOT_AWARDED)
    assert not QuotaPlace.objects.filter(edition=edition, tier="quality", candidate=None).exists()
    assert proposed[1].documents.get().kind == "written_result"


def test_a_decision_is_not_dated_in_the_future(edition, cast, proposed):
    with clock.at(NOON), pytest.raises(Refused):
        confirm_list(
            edition=fresh(edition), strikes={}, decided_on=TODAY + timedelta(days=1), text="", actor=cast.committee
        )


def test_hz_9_6_approval_needs_a_document_number_and_another_person(edition, cast, before_approval):
    stage = fresh(edition).stages.get(kind="approval")
    assert blockers_to_close(stage)
    with pytest.raises(Refused, match="文号"):
        approve(edition, cast.approver, number=" ")
    with pytest.raises(Refused, match="他人"):
        approve(edition, cast.officer)
    with pytest.raises(Refused, match="他人"):
        approve(edition, cast.committee)
    approve(edition, cast.approver)
    assert not blockers_to_close(stage)
    with pytest.raises(Refused, match="已有决定"):
        approve(edition, cast.approver)
    assert Decision.objects.filter(kind="approval", accepted=True).count() == 1


def test_a_returned_list_goes_back_to_the_committee(edition, cast, before_approval):
    with clock.at(NOON):
        with pytest.raises(Refused, match="理由"):
            return_list(edition=fresh(edition), reason="", actor=cast.approver)
        return_list(edition=fresh(edition), reason="请复核第二名", actor=cast.approver)
    assert awaits(fresh(edition)) == "committee"
    with pytest.raises(Refused):
        approve(edition, cast.approver)
    confirm(edition, cast, strikes={Candidate.objects.get(application=before_approval[1]).pk: "复核后不列入"})
    assert awaits(fresh(edition)) == "approval"
    approve(edition, cast.approver)
    assert sorted(Candidate.objects.values_list("state", flat=True)) == ["approved", "approved", "struck"]


def test_hz_9_5_a_lost_award_falls_and_nobody_moves_up(edition, cast, before_approval):
    stage = fresh(edition).stages.get(kind="result_notice")
    clause = regulation_of(edition).clause("HZ-9.5")
    first = before_approval[0]
    first.refresh_from_db()
    with clock.at(NOON):
        lose_award(application=first, stage=stage, because=LOST, clause=clause, at=NOON, actor=cast.officer)
    assert Candidate.objects.get(application=first).state == "fallen"
    approve(edition, cast.approver)
    with clock.at(NOON):
        close(edition, "approval", cast)
        awards = confer_awards(edition=fresh(edition), actor=cast.officer, awarded_on=TODAY)
    assert {award.tier for award in awards if award.winner == first.applicant_name} == set()
    assert sorted(award.tier for award in awards) == ["excellence", "quality"]


@pytest.fixture
def awards(edition, cast, before_approval):
    approve(edition, cast.approver)
    with clock.at(NOON):
        close(edition, "approval", cast)
        return confer_awards(edition=fresh(edition), actor=cast.officer, awarded_on=TODAY)


def test_hz_11_hz_12_prizes_numbers_and_standing(edition, cast, awards, before_approval):
    assert {award.tier: award.prize_yuan for award in awards} == {"quality": 500_000, "excellence": 0}
    assert sorted(award.number for award in awards) == ["HZ-2026-101", "HZ-2026-102", "HZ-2026-201"]
    assert len({award.code for award in awards}) == 3
    before_approval[0].refresh_from_db()
    assert before_approval[0].standing == Standing.AWARDED


def test_conferring_twice_changes_nothing(edition, cast, awards):
    with clock.at(NOON):
        again = confer_awards(edition=fresh(edition), actor=cast.officer, awarded_on=TODAY)
    assert {award.pk for award in again} == {award.pk for award in awards}
    assert Award.objects.count() == 3


def pay(award, cast, yuan, voucher, on=TODAY):
    with clock.at(NOON):
        return record_payment(award=award, yuan=yuan, paid_on=on, payee="户名", voucher=voucher, actor=cast.officer)


def test_hz_11_never_more_is_paid_than_is_due(cast, awards):
    award = next(award for award in awards if award.tier == "quality")
    with pytest.raises(Refused, match="超付"):
        pay(award, cast, 500_001, "A1")
    pay(award, cast, 300_000, "A1")
    with pytest.raises(Refused, match="超付"):
        pay(award, cast, 200_001, "A2")
    with pytest.raises(Refused, match="凭证"):
        pay(award, cast, 100_000, "A1")
    pay(award, cast, 200_000, "A2")
    assert sum(PrizePayment.objects.values_list("yuan", flat=True)) == 500_000


def test_hz_12_excellence_comes_without_money(cast, awards):
    award = next(award for award in awards if award.tier == "excellence")
    with pytest.raises(Refused):
        pay(award, cast, 1, "B1")


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=1), date(2030, 1, 1)])
def test_a_payment_lies_between_the_award_and_today(cast, awards, day):
    with pytest.raises(Refused):
        pay(next(award for award in awards if award.prize_yuan), cast, 1, "C1", on=day)
