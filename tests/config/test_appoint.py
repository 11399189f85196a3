"""Seating the first people of an installation by hand."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Seat, Unit, User
from accounts.queries import holds
from journal import clock
from reviews.models import Expert
from schemes.services import load_regulations

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    load_regulations()
    return User.objects.create_user("zhang", full_name="张三")


def seated(person, *seats, scheme=None):
    return holds(User.objects.get(pk=person.pk), *seats, scheme=scheme)


def test_the_first_officer_sits_in_the_body_the_regulation_names(person):
    call_command("appoint", "zhang", "officer", "haizhou")
    call_command("appoint", "zhang", "officer", "haizhou")
    assert seated(person, Seat.OFFICER, scheme="haizhou") and not seated(person, Seat.OFFICER, scheme="ouhai")
    assert (person.appointments.count(), Unit.objects.get().kind) == (1, "office")
    assert str(Unit.objects.get()) != ""


def test_a_seat_ends_with_its_last_day(person):
    call_command("appoint", "zhang", "officer", "haizhou")
    call_command("appoint", "zhang", "officer", "haizhou", ends=clock.today())
    assert person.appointments.get().until_on == clock.today()


def test_an_expert_gets_a_profile(person):
    call_command("appoint", "zhang", "expert", "haizhou", unit="评审专家库", employer="质量协会", may_lead=True)
    assert seated(person, Seat.EXPERT, scheme="haizhou")
    profile = Expert.objects.get(user=person)
    assert (profile.employer, profile.may_lead) == ("质量协会", True)


def test_a_recommending_unit_is_of_a_kind_the_regulation_knows(person):
    with pytest.raises(CommandError, match="knows area, department"):
        call_command("appoint", "zhang", "recommender", "haizhou", kind="village", unit="新坝镇")
    call_command("appoint", "zhang", "recommender", "haizhou", kind="area", unit="新坝镇", area="xinba")
    assert Unit.objects.get().area == "xinba"


@pytest.mark.parametrize(
    ("arguments", "options", "says"),
    [
        (("nobody", "officer", "haizhou"), {}, "nobody signs in"),
        (("zhang", "officer", "nowhere"), {}, "no regulation in force"),
        (("zhang", "observer", "haizhou"), {}, "choose one"),
        (("zhang", "recommender", "haizhou"), {"kind": "area"}, "needs its name"),
        (("zhang", "officer", "haizhou"), {"ends": "2026-01-01"}, "does not hold"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(person, arguments, options, says):
    with pytest.raises(CommandError, match=says):
        call_command("appoint", *arguments, **options)
    assert not person.appointments.exists() and not Unit.objects.exists()
