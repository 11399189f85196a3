"""Barred by what the portal knows: told before anything is typed, with the day, at the day and the day after."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Seat, UnitKind
from awards.models import Application, Award, Ban, Edition, EditionStage
from awards.record_queries import barred, standing_of
from awards.services import open_edition
from journal import clock
from schemes.models import RegulationVersion
from schemes.rules.eligibility import may_apply_from
from tests.conftest import person, seat, unit

from .conftest import NINE, take_applications

STATEMENTS = 13  # session, person, seats, shell; organisation, awards, bans, days off, versions, editions and theirs
LAST_DAY = date(2026, 3, 31)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def version_of(scheme: str) -> RegulationVersion:
    return RegulationVersion.objects.filter(scheme=scheme, status="in_force").get()


def officer_of(scheme: str):
    return seat(person(f"{scheme}-officer"), Seat.OFFICER, unit(scheme, UnitKind.OFFICE, "办公室"))


def top_tier(scheme: str) -> str:
    return version_of(scheme).regulation.tiers[0].key


def earlier_edition(scheme: str, ordinal: int) -> Edition:
    """An edition of years ago, as moved over from before the portal."""
    version, officer = version_of(scheme), officer_of(scheme)
    return Edition.objects.create(
        scheme=scheme, regulation_version=version, ordinal=ordinal, year=2000 + ordinal, opened_by=officer,
        title={"zh": f"第{ordinal}届", "en": f"Edition {ordinal}"}, opened_at=NINE,
    )  # fmt: skip


def won(cast, scheme: str, tier: str, on: date, *, ordinal: int = 1, revoked: bool = False) -> Award:
    """An award of the cast's organisation, as conferral writes it."""
    edition = earlier_edition(scheme, ordinal)
    EditionStage.objects.create(
        edition=edition,
        kind="application",
        position=1,
        planned_from=on,
        planned_until=on,
        opened_at=NINE,
        closed_at=NINE,
    )
    application = Application.objects.create(
        edition=edition, organisation=cast.organisation, applicant_kind="organisation", created_by=cast.applicant,
        created_at=NINE,
    )  # fmt: skip
    level = edition.regulation_version.regulation.identity.level
    return Award.objects.create(
        application=application, edition=edition, organisation=cast.organisation, scheme=scheme, level=level, tier=tier,
        number=f"{scheme}-{ordinal}", code="x" * 8 + str(ordinal), winner=cast.organisation.name, year=edition.year,
        awarded_on=on, revoked_at=NINE if revoked else None,
    )  # fmt: skip


def ban(cast, schemes, until: date, clause="X-1") -> Ban:
    return Ban.objects.create(
        organisation=cast.organisation, schemes=schemes, since=date(2024, 1, 1), until=until, clause=clause,
        article="第十五条", basis="决定", decided_by=cast.officer, decided_at=NINE,
    )  # fmt: skip


def takes_applications(scheme: str) -> Edition:
    """The scheme's edition with 31 March 2026 as the last day of applications."""
    officer = officer_of(scheme)
    found = open_edition(version=version_of(scheme), year=2026, starts_on=NINE.date(), actor=officer, planned=2)
    take_applications(found, officer)
    return Edition.objects.get(pk=found.pk)


def told(client, cast, edition) -> str:
    """The page before anything is typed, as the organisation's administrator sees it."""
    client.force_login(cast.applicant, backend=BACKEND)
    return client.get(reverse("eligibility", args=[edition.pk])).content.decode()


INTERVALS = [
    # rule, scheme, tier, the award's day on which the last day of applications is still inside, from when it may apply
    ("HZ-17b", "haizhou", "quality", date(2021, 3, 31), "2026年4月1日"),
    ("TZ-27", "tongzhou", None, date(2023, 3, 31), "2026年4月1日"),
]


@pytest.mark.parametrize("rule, scheme, tier, on, day", INTERVALS, ids=[row[0] for row in INTERVALS])
def test_hz_17b_tz_27_a_winner_is_told_the_day_before_anything_is_typed(client, cast, rule, scheme, tier, on, day):
    with clock.at(NINE):
        edition = takes_applications(scheme)
        first = tier or top_tier(scheme)
        won(cast, scheme, first, on, ordinal=5)
        page = told(client, cast, edition)
        found = next(finding for finding in barred(edition, cast.organisation) if finding.clause == rule)
    assert found.may_apply_from == date(2026, 4, 1)
    assert f"{day} 周三起方可申报" in page and f"/{rule}/" in page and "仍要开始" in page


@pytest.mark.parametrize("rule, scheme, tier, on, day", INTERVALS, ids=[row[0] for row in INTERVALS])
def test_hz_17b_tz_27_a_day_earlier_nothing_is_said(client, cast, rule, scheme, tier, on, day):
    with clock.at(NINE):
        edition = takes_applications(scheme)
        won(cast, scheme, tier or top_tier(scheme), on - timedelta(days=1), ordinal=5)
        assert barred(edition, cast.organisation) == ()
        assert "起方可申报" not in told(client, cast, edition)


def test_hz_13_an_excellence_holder_is_not_barred_and_a_revoked_award_bars_nobody(cast):
    with clock.at(NINE):
        edition = takes_applications("haizhou")
        won(cast, "haizhou", "excellence", date(2025, 1, 1), ordinal=5)
        won(cast, "haizhou", "quality", date(2025, 1, 1), ordinal=6, revoked=True)
        assert barred(edition, cast.organisation) == ()


def test_hz_17a_a_city_award_of_another_scheme_bars_by_its_level_and_a_districts_does_not(client, cast):
    with clock.at(NINE):
        edition = takes_applications("haizhou")
        won(cast, "tongzhou", top_tier("tongzhou"), date(2025, 1, 1), ordinal=3)
        assert barred(edition, cast.organisation) == ()
        won(cast, "lianyungang", top_tier("lianyungang"), date(2020, 1, 1), ordinal=4)
        (found,) = barred(edition, cast.organisation)
        page = told(client, cast, edition)
    assert found.clause == "HZ-17a" and found.may_apply_from is None
    assert "/HZ-17a/" in page and "目前不能申报本奖项" in page


@pytest.mark.parametrize("since, ordinal, is_barred", [(3, 5, True), (3, 6, False)])
def test_gz_24_two_editions_lie_between(cast, since, ordinal, is_barred):
    with clock.at(NINE):
        won(cast, "ganzhou", "director", date(2020, 5, 1), ordinal=since)
        for number in range(since + 1, ordinal):
            earlier_edition("ganzhou", number)
        edition = takes_applications("ganzhou")
        assert edition.ordinal == ordinal
        found = barred(edition, cast.organisation)
    assert bool(found) is is_barred
    if is_barred:
        assert found[0].clause == "GZ-24" and "自第6届起" in found[0].because.zh and "2028年" in found[0].because.zh


@pytest.mark.parametrize("until, is_barred", [(LAST_DAY, True), (LAST_DAY - timedelta(days=1), False)])
def test_hz_15a_a_ban_counts_to_its_last_day(client, cast, until, is_barred):
    with clock.at(NINE):
        edition = takes_applications("haizhou")
        ban(cast, ["haizhou"], until, "HZ-15a")
        found, page = barred(edition, cast.organisation), told(client, cast, edition)
    assert bool(found) is is_barred
    assert ("2026年4月1日 周三起方可申报" in page) is is_barred


def test_gz_25_a_ban_reaches_the_awards_it_names_and_no_other(cast):
    with clock.at(NINE):
        haizhou = takes_applications("haizhou")
        ganzhou = takes_applications("ganzhou")
        ban(cast, ["ganzhou", "ganzhou-mayor", "jinggang"], date(2034, 5, 1))
        assert barred(haizhou, cast.organisation) == ()
        assert may_apply_from(barred(ganzhou, cast.organisation)) == date(2034, 5, 2)
        standing = {row.regulation.identity.scheme: row for row in standing_of(cast.organisation)}
    assert [scheme for scheme, row in standing.items() if row.barred] == ["ganzhou"]
    assert standing["ganzhou"].open_from == date(2034, 5, 2)


def test_of_two_bars_the_later_day_counts_and_one_without_a_day_leaves_none(cast):
    with clock.at(NINE):
        edition = takes_applications("haizhou")
        won(cast, "haizhou", "quality", date(2022, 5, 1), ordinal=5)
        ban(cast, ["haizhou"], date(2028, 1, 1))
        assert may_apply_from(barred(edition, cast.organisation)) == date(2028, 1, 2)
        won(cast, "lianyungang", top_tier("lianyungang"), date(2020, 1, 1), ordinal=4)
        assert may_apply_from(barred(edition, cast.organisation)) is None


def test_another_organisations_record_bars_nobody_else(cast):
    with clock.at(NINE):
        edition = takes_applications("haizhou")
        won(cast, "haizhou", "quality", date(2025, 5, 1), ordinal=5)
        assert barred(edition, cast.organisation) and not barred(edition, cast.other_organisation)


def test_the_organisations_page_says_it_for_every_award_without_an_open_edition(client, cast):
    today = datetime(2026, 3, 2, 9, tzinfo=clock.SHANGHAI)
    with clock.at(today):
        won(cast, "haizhou", "quality", date(2024, 5, 1), ordinal=5)
        client.force_login(cast.applicant, backend=BACKEND)
        page = client.get(reverse("organisation_record", args=[cast.organisation.pk])).content.decode()
    assert "2029年5月2日 周三" in page and "/HZ-17b/" in page
    assert page.count('<th scope="row">') == RegulationVersion.objects.filter(status="in_force").count()


def test_the_organisations_page_asks_as_many_statements_for_one_award_as_for_thirty(
    client, cast, django_assert_num_queries
):
    url = reverse("organisation_record", args=[cast.organisation.pk])
    client.force_login(cast.applicant, backend=BACKEND)
    with clock.at(NINE):
        client.get(url)  # documents come from the process's memory
        won(cast, "haizhou", "quality", date(2024, 5, 1), ordinal=1)
        with django_assert_num_queries(STATEMENTS):
            client.get(url)
        for number in range(2, 31):
            won(cast, "haizhou", "quality", date(2024, 5, 1), ordinal=number)
        with django_assert_num_queries(STATEMENTS):
            client.get(url)
