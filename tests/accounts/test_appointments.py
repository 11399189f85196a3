"""Seats are the one source of rights; permission rows follow them to the day."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from guardian.shortcuts import get_perms

from accounts.models import Appointment, Seat, UnitKind
from accounts.queries import holds, seats
from accounts.services import appoint, end_appointment, settle_permissions
from journal import clock
from tests.conftest import organisation, person, unit

DAY = date(2026, 3, 2)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.SHANGHAI)


def fresh(user):
    user.__dict__.pop("_seats", None)
    return user


@pytest.mark.django_db
def test_a_seat_holds_from_its_first_to_its_last_day():
    office = unit("somewhere", UnitKind.OFFICE, "办公室")
    user = person("someone")
    with clock.at(noon(DAY - timedelta(days=1))):
        appoint(person=user, seat=Seat.OFFICER, place=office, actor=None, from_on=DAY, until_on=DAY)
        assert not holds(fresh(user), Seat.OFFICER)
        assert "act_for" not in get_perms(user, office)
    with clock.at(noon(DAY)):
        settle_permissions()
        assert holds(fresh(user), Seat.OFFICER, scheme="somewhere")
        assert not holds(user, Seat.OFFICER, scheme="elsewhere")
        assert "act_for" in get_perms(user, office)
    with clock.at(noon(DAY + timedelta(days=1))):
        settle_permissions()
        assert not holds(fresh(user), Seat.OFFICER)
        assert "act_for" not in get_perms(user, office)


@pytest.mark.django_db
def test_two_seats_and_one_ends_the_other_right_stays():
    place = organisation("某公司")
    user = person("someone")
    with clock.at(noon(DAY)):
        first = appoint(person=user, seat=Seat.APPLICANT_ADMIN, place=place, actor=None)
        appoint(person=user, seat=Seat.APPLICANT_VIEWER, place=place, actor=None)
        end_appointment(appointment=first, on=DAY, actor=None)
        assert "submit_application_of" in get_perms(user, place)
    with clock.at(noon(DAY + timedelta(days=1))):
        settle_permissions()
        assert set(get_perms(user, place)) == {"view_as_member"}
        assert {held.seat for held in seats(fresh(user))} == {Seat.APPLICANT_VIEWER}


@pytest.mark.django_db
def test_who_where_and_since_when_cannot_be_rewritten():
    appointment = appoint(
        person=person("someone"), seat=Seat.OFFICER, place=unit("a", UnitKind.OFFICE, "办"), actor=None
    )
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Appointment.objects.filter(pk=appointment.pk).update(seat=Seat.APPROVER)


@pytest.mark.django_db
def test_a_seat_is_in_one_place_and_its_days_are_in_order():
    user, place = person("someone"), organisation("某公司")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person=user, seat=Seat.OFFICER, organisation=place, unit=unit("a", UnitKind.OFFICE, "办"), from_on=DAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(person=user, seat=Seat.OFFICER, from_on=DAY, until_on=DAY - timedelta(days=1))
