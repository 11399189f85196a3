"""HZ-7, TZ-10, LYG-7, OH-13: which kinds of unit recommend is the regulation's; Ganzhou's asks for none."""

import pytest

from accounts.models import UnitKind
from awards.queries import missing_parameters, recommending_clause
from awards.services import Refused, enter_parameter
from awards.services.applications import choose_recommender, recommending_units, start_application
from awards.services.submission import blockers_to_submit
from journal import clock
from tests.conftest import cast_of, organisation, seat, unit

from .conftest import NINE, take_applications

pytestmark = pytest.mark.django_db
KINDS = [
    ("haizhou", "HZ-7", {"area", "department"}),
    ("tongzhou", "TZ-10", {"zone", "town"}),
    ("lianyungang", "LYG-7", {"area", "department"}),
    ("ouhai", "OH-13", {"association", "authority"}),
]


@pytest.fixture
def opened(regulations):
    """An edition of any scheme that takes applications, with its cast."""

    def open_one(scheme):
        from awards.services import open_edition

        cast = cast_of(scheme)
        with clock.at(NINE):
            edition = open_edition(version=cast.version, year=2026, starts_on=NINE.date(), actor=cast.officer)
            for _clause, left in missing_parameters(edition):
                if left.unit == "years":
                    enter_parameter(edition=edition, name=left.name, value=3, basis="会议纪要", actor=cast.officer)
            take_applications(edition, cast.officer)
        return edition, cast

    return open_one


def begin(edition, cast, **terms):
    tiers = [tier.key for tier in cast.regulation.tiers if tier.own_applications]
    return start_application(
        edition=edition, organisation=cast.organisation, actor=cast.applicant, tier=tiers[0] if tiers else "", **terms
    )


def proves(rule):
    """The kinds of a scheme's units, and that no other kind is offered or taken."""

    def prove(opened):
        scheme, _clause, kinds = next(line for line in KINDS if line[1] == rule)
        edition, cast = opened(scheme)
        foreign = unit(scheme, UnitKind.RECOMMENDER, "别的单位", recommender_kind="other")
        with clock.at(NINE):
            assert {one.recommender_kind for one in recommending_units(edition)} == kinds
            application = begin(edition, cast)
            for one in recommending_units(edition):
                assert choose_recommender(application=application, unit=one, actor=cast.applicant).recommender == one
            with pytest.raises(Refused):
                choose_recommender(application=application, unit=foreign, actor=cast.applicant)
        assert recommending_clause(edition.stages.get(kind="application")).id == rule

    return prove


def test_hz_7_areas_and_departments_recommend(opened):
    proves("HZ-7")(opened)


def test_tz_10_the_zone_or_a_town_recommends(opened):
    proves("TZ-10")(opened)


def test_lyg_7_county_governments_and_city_departments_recommend(opened):
    proves("LYG-7")(opened)


def test_oh_13_an_association_or_an_authority_recommends(opened):
    proves("OH-13")(opened)


def test_ganzhou_asks_for_no_recommendation(opened):
    edition, cast = opened("ganzhou")
    with clock.at(NINE):
        application = begin(edition, cast)
        assert recommending_units(edition) == [] and application.recommender is None
        assert recommending_clause(edition.stages.get(kind="application")) is None
        assert not [gap for gap in blockers_to_submit(application) if "推荐" in gap.text.zh]


def test_hz_7_the_unit_of_the_area_is_asked_where_its_kind_recommends(opened):
    edition, _cast = opened("haizhou")
    unit("haizhou", UnitKind.RECOMMENDER, "旧单位", recommender_kind="other", area="xinba")
    town = unit("haizhou", UnitKind.RECOMMENDER, "新坝镇", recommender_kind="area", area="xinba")
    place = organisation("新坝机械厂", 9, area="xinba")
    from accounts.models import Seat
    from tests.conftest import person

    owner = seat(person("owner9"), Seat.APPLICANT_ADMIN, place)
    with clock.at(NINE):
        assert start_application(edition=edition, organisation=place, actor=owner).recommender == town
