"""Giving and ending seats; the only place that writes permission rows."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from guardian.shortcuts import assign_perm, remove_perm

from journal import clock
from journal.services import record

from ..models import Appointment, Organisation, Seat, Unit, User

RIGHTS: dict[str, tuple[str, ...]] = {
    Seat.APPLICANT_ADMIN: ("view_as_member", "edit_application_of", "submit_application_of"),
    Seat.APPLICANT_EDITOR: ("view_as_member", "edit_application_of"),
    Seat.APPLICANT_SUBMITTER: ("view_as_member", "submit_application_of"),
    Seat.APPLICANT_VIEWER: ("view_as_member",),
}


@transaction.atomic
def appoint(
    *,
    person: User,
    seat: Seat,
    place: Organisation | Unit | None,
    actor: User | None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Appointment:
    """Give a person a seat in an organisation or unit (or in none, for administrators) and record it."""
    kept = {"organisation": place} if isinstance(place, Organisation) else {"unit": place}
    appointment = Appointment.objects.create(
        person=person, seat=seat, from_on=from_on or clock.today(), until_on=until_on, **kept
    )
    record("appoint", actor=actor, about=appointment, person=person.pk, seat=seat, place=str(place or ""))
    _settle(person, place)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, on: date, actor: User | None) -> None:
    """End a seat: ``on`` is its last day. Rights go at once when that day has passed."""
    appointment.until_on = on
    appointment.save(update_fields=["until_on"])
    record("end_appointment", actor=actor, about=appointment, until=on)
    _settle(appointment.person, appointment.organisation or appointment.unit)


@transaction.atomic
def end_at_once(*, appointment: Appointment, actor: User | None) -> bool:
    """Take a seat away this instant; False when it was taken away already."""
    running = Appointment.objects.filter(pk=appointment.pk, ended_at=None)
    until = max(clock.today(), appointment.from_on)
    if not running.update(ended_at=clock.now(), until_on=until):
        return False
    record("end_appointment", actor=actor, about=appointment, until=until, at_once=True)
    _settle(appointment.person, appointment.organisation or appointment.unit)
    return True


def settle_permissions() -> int:
    """Bring permission rows into line with seats that began or ended by date; returns how many seats were looked at."""
    dated = Appointment.objects.filter(Q(until_on__lt=clock.today()) | Q(from_on__gte=clock.today()))
    for appointment in dated.select_related("person", "organisation", "unit"):
        _settle(appointment.person, appointment.organisation or appointment.unit)
    return len(dated)


def _settle(person: User, place: Organisation | Unit | None) -> None:
    if place is None:
        return
    every = ("act_for",) if isinstance(place, Unit) else RIGHTS[Seat.APPLICANT_ADMIN]
    due = _rights(person, place)
    for right in every:
        (assign_perm if right in due else remove_perm)(f"accounts.{right}", person, place)


def _rights(person: User, place: Organisation | Unit) -> set[str]:
    today = clock.today()
    running = place.appointments.filter(person=person, ended_at=None, from_on__lte=today).exclude(until_on__lt=today)
    return {right for seat in running.values_list("seat", flat=True) for right in RIGHTS.get(seat, ("act_for",))}
