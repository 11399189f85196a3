"""HZ-15a, TZ-23, GZ-25: false material is proposed by one officer, decided by another, barred as the text orders."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import Seat, UnitKind
from awards.eligibility_queries import ground_of, self_check
from awards.facts import bans_of
from awards.models import Ban, Candidate, CorrectionRequest, Document, EditionStage, FalseMaterial, Standing
from awards.services import Refused, open_edition
from awards.services.false_material import (
    confirm_false_material,
    consequence_of,
    drop_false_material,
    propose_false_material,
)
from journal import clock
from journal.models import Entry
from schemes.models import RegulationVersion
from schemes.rules.bans import free_from, running
from tests.conftest import person, seat, unit

from .correcting import ask, into_review, told
from .deciding import NOON, applicant, fresh, go_to, listed, reviewed

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def row(edition, cast):
    with clock.at(NOON):
        go_to(edition, "qualification", cast)
        yield applicant(edition, cast, 1)


def put_out(application, cast, basis="检测报告系伪造"):
    case = propose_false_material(application=application, basis=basis, actor=cast.officer)
    return confirm_false_material(case=case, actor=cast.second_officer)


def test_hz_15a_cancels_at_once_and_bars_three_years_from_the_decision(row, cast):
    case = put_out(row, cast)
    row.refresh_from_db()
    assert row.standing == Standing.DISQUALIFIED
    assert (case.ban.since, case.ban.until, case.ban.clause) == (TODAY, date(2029, 6, 1), "HZ-15a")
    assert case.ban.schemes == ["haizhou"]
    assert Document.objects.filter(application=row, kind="written_result").count() == 1
    assert set(Entry.objects.values_list("act", flat=True)) >= {
        "propose_false_material", "confirm_false_material", "bar", "stage_outcome",
    }  # fmt: skip


def test_four_eyes_whoever_proposed_cannot_confirm(row, cast):
    case = propose_false_material(application=row, basis="报告系伪造", actor=cast.officer)
    assert told(cast.second_officer, "待复核")
    with pytest.raises(Refused):
        confirm_false_material(case=case, actor=cast.officer)
    row.refresh_from_db()
    assert row.standing == Standing.IN_REVIEW and not Ban.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        FalseMaterial.objects.filter(pk=case.pk).update(upheld=True, decided_by=cast.officer, decided_at=NOON)


def test_a_proposal_that_is_dropped_changes_nothing_and_is_on_record(row, cast):
    case = propose_false_material(application=row, basis="疑似伪造", actor=cast.officer)
    with pytest.raises(Refused):
        propose_false_material(application=row, basis="又一次", actor=cast.second_officer)
    with pytest.raises(Refused):
        drop_false_material(case=case, note=" ", actor=cast.second_officer)
    drop_false_material(case=case, note="原件核对无误", actor=cast.second_officer)
    with pytest.raises(Refused):
        confirm_false_material(case=case, actor=cast.second_officer)
    row.refresh_from_db()
    assert row.standing == Standing.IN_REVIEW and not Ban.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        FalseMaterial.objects.filter(pk=case.pk).update(note="改写")


def test_a_second_click_confirms_once(row, cast):
    case = propose_false_material(application=row, basis="伪造", actor=cast.officer)
    confirm_false_material(case=case, actor=cast.second_officer)
    with pytest.raises(Refused):
        confirm_false_material(case=FalseMaterial.objects.get(), actor=cast.second_officer)
    assert Ban.objects.count() == row.outcomes.count() == 1


def test_a_place_that_a_candidate_had_stays_taken(edition, cast):
    rows = reviewed(edition, cast, ("900", "900"), ("800", "800"), ("700", "700"))
    with clock.at(NOON):
        listed(edition, cast, rows)
        rows[0].refresh_from_db()
        put_out(rows[0], cast)
    candidate = Candidate.objects.get(application=rows[0])
    assert candidate.state == "fallen" and candidate.place is not None


def test_a_running_correction_ends_with_it(handed_in, cast):
    review = into_review(handed_in, cast)
    key = next(q.key for q in cast.regulation.form("organisation").questions() if q.type == "text")
    asked = ask(review, cast, key)
    with clock.at(datetime(2026, 4, 8, 9, tzinfo=clock.SHANGHAI)):
        put_out(review, cast)
    asked = CorrectionRequest.objects.get(pk=asked.pk)
    assert asked.closed_at is not None and asked.answered is None


def test_hz_15a_the_self_check_shows_from_when_it_may_apply_again(row, cast):
    put_out(row, cast)
    later = open_edition(version=cast.version, year=2028, starts_on=date(2028, 3, 1), actor=cast.officer)
    check = self_check(ground_of(fresh(later), "organisation"), tier="", organisation=row.organisation, fields={})
    barred = next(finding for finding in check.bars if finding.clause == "HZ-15a")
    assert barred.may_apply_from == date(2029, 6, 2)


def in_scheme(scheme):
    """An application in review, of an award of a scheme, and two officers of its office."""
    office = unit(scheme, UnitKind.OFFICE, "办公室")
    officer, second = (seat(person(f"{scheme}-{name}"), Seat.OFFICER, office) for name in ("one", "two"))
    theirs = SimpleNamespace(officer=officer, second_officer=second, applicant=person("somebody"))
    version = RegulationVersion.objects.filter(scheme=scheme, status="in_force").first()
    edition = open_edition(version=version, year=2026, starts_on=TODAY, actor=theirs.officer)
    EditionStage.objects.filter(edition=edition, kind="qualification").update(opened_at=NOON)
    edition = fresh(edition)
    return applicant(edition, theirs, 7), theirs


def test_tz_23_bars_five_years(cast):
    with clock.at(NOON):
        row, theirs = in_scheme("tongzhou")
        ban = put_out(row, theirs).ban
    assert (ban.clause, ban.since, ban.until, ban.schemes) == ("TZ-23", TODAY, date(2031, 6, 1), ["tongzhou"])


def test_gz_25_bars_ten_years_from_every_award_it_names_and_from_no_other(cast, edition):
    with clock.at(NOON):
        row, theirs = in_scheme("ganzhou")
        put_out(row, theirs)
        held = bans_of(row.organisation)
        for scheme in ("ganzhou", "ganzhou-mayor", "jinggang"):
            assert running(bans=held, scheme=scheme, on=date(2036, 6, 1))
            assert free_from(bans=held, scheme=scheme, on=TODAY) == date(2036, 6, 2)
        assert not running(bans=held, scheme="haizhou", on=TODAY)
        there, here = ground_of(fresh(edition), "organisation"), ground_of(fresh(row.edition), "organisation")
        elsewhere = self_check(there, tier="", organisation=row.organisation, fields={})
        assert not [finding for finding in elsewhere.bars if finding.may_apply_from]
        own = self_check(here, tier="", organisation=row.organisation, fields={})
        assert next(f for f in own.bars if f.clause == "GZ-25").may_apply_from == date(2036, 6, 2)


def test_g_8_a_regulation_without_a_ban_disqualifies_alone(cast):
    with clock.at(NOON):
        row, theirs = in_scheme("ouhai")
        assert consequence_of(row).ban is None
        assert put_out(row, theirs).clause == "G-8"
    assert not Ban.objects.exists()


def test_an_individuals_ban_is_not_the_organisations(row, cast):
    row.applicant_kind, row.individual_name = "individual", "李工"
    row.save()
    put_out(row, cast)
    assert bans_of(row.organisation) == ()
    assert len(bans_of(row.organisation, individual="李工")) == 1
