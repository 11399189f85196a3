"""Seat people in an installation that has no demonstration: who may do what in which award, from today."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import Appointment, Seat, Unit, UnitKind, User
from accounts.queries import in_force
from accounts.services import appoint, end_appointment
from journal import clock
from reviews.services import enter_expert
from schemes.models import RegulationVersion
from schemes.regulation import Regulation
from schemes.regulation.organs import Bodies, Recommenders

UNIT_KINDS = {
    Seat.OFFICER: UnitKind.OFFICE, Seat.COMMITTEE: UnitKind.COMMITTEE, Seat.APPROVER: UnitKind.APPROVER,
    Seat.OBSERVER: UnitKind.OBSERVER, Seat.MEMBER_UNIT: UnitKind.MEMBER_UNIT, Seat.EXPERT: UnitKind.EXPERT_POOL,
    Seat.RECOMMENDER: UnitKind.RECOMMENDER,
}  # fmt: skip


class Command(BaseCommand):
    """Applicants are not seated here: they register their organisation themselves."""

    help = "Give a person a seat: manage.py appoint USERNAME SEAT SCHEME; --ends DAY takes it away again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, what, where, and what the unit is called."""
        parser.add_argument("username")
        parser.add_argument("seat", choices=[seat.value for seat in UNIT_KINDS])
        parser.add_argument("scheme", help="the award, by the name of its folder of regulations")
        parser.add_argument("--unit", default="", help="name of the unit; left out: the body's in the regulation")
        parser.add_argument("--unit-en", default="", help="its English name")
        parser.add_argument("--kind", default="", help="recommender: its kind in the regulation")
        parser.add_argument("--area", default="", help="recommender: the area it recommends for, if one")
        parser.add_argument("--employer", default="", help="expert: where the person works, for finding conflicts")
        parser.add_argument("--may-lead", action="store_true", help="expert: may lead a panel")
        parser.add_argument("--ends", type=date.fromisoformat, metavar="DAY", help="last day of a seat held today")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Appoint, or end an appointment."""
        person = User.objects.filter(username=options["username"], is_active=True).first()
        if person is None:
            raise CommandError(f"{options['username']}: nobody signs in by that name; they open an account first.")
        regulation = _regulation(options["scheme"])
        seat = Seat(options["seat"])
        held = Appointment.objects.filter(in_force(), person=person, seat=seat, unit__scheme=options["scheme"])
        if options["ends"]:
            self._end(held, options["ends"])
            return
        unit = _unit(regulation, seat, options)
        if held.filter(unit=unit).exists():
            self.stdout.write(f"{person} holds this seat in {unit} already.")
            return
        appoint(person=person, seat=seat, place=unit, actor=None)
        if seat == Seat.EXPERT:
            enter_expert(
                person=person, scheme=unit.scheme, actor=None, employer=options["employer"],
                may_lead=options["may_lead"],
            )  # fmt: skip
        self.stdout.write(f"{person} is {seat.value} in {unit} from {clock.today()}.")

    def _end(self, held: Any, on: date) -> None:
        if not held:
            raise CommandError("The person does not hold this seat today.")
        for appointment in held:
            if on < appointment.from_on:
                raise CommandError(f"--ends {on}: the seat began on {appointment.from_on}.")
            end_appointment(appointment=appointment, on=on, actor=None)
            self.stdout.write(f"{appointment} in {appointment.unit} ends with {on}.")


def _regulation(scheme: str) -> Regulation:
    version = RegulationVersion.objects.filter(scheme=scheme, status="in_force").first()
    if version is None:
        known = ", ".join(sorted(set(RegulationVersion.objects.values_list("scheme", flat=True))))
        raise CommandError(f"{scheme}: no regulation in force; known: {known}")
    return version.regulation


def _unit(regulation: Regulation, seat: Seat, options: dict[str, Any]) -> Unit:
    """The unit by its name; without one the scheme's only unit of that kind, made where there is none yet."""
    kind, scheme = UNIT_KINDS[seat], regulation.identity.scheme
    if seat == Seat.RECOMMENDER:
        _check_recommender(regulation, options)
    units = list(Unit.objects.filter(scheme=scheme, kind=kind, recommender_kind=options["kind"], area=options["area"]))
    wanted = [unit for unit in units if options["unit"] in ("", str(unit))]
    if len(wanted) > 1:
        raise CommandError(f"--unit: expected one of {', '.join(map(str, wanted))}")
    if wanted:
        return wanted[0]
    name = {"zh": options["unit"], "en": options["unit_en"] or options["unit"]} if options["unit"] else None
    return Unit.objects.create(
        scheme=scheme, kind=kind, recommender_kind=options["kind"], area=options["area"],
        name=name or _body_name(regulation, kind),
    )  # fmt: skip


def _check_recommender(regulation: Regulation, options: dict[str, Any]) -> None:
    found = regulation.rule(Recommenders)
    known = [unit.key for unit in found[1].units] if found else []
    if options["kind"] not in known:
        raise CommandError(f"--kind: this regulation knows {', '.join(known) or 'no recommending units'}")
    if not options["unit"]:
        raise CommandError("--unit: a recommending unit needs its name")


def _body_name(regulation: Regulation, kind: UnitKind) -> dict[str, str]:
    found = regulation.rule(Bodies)
    for body in found[1].bodies if found else ():
        if body.key == kind:
            return body.name.model_dump()
    raise CommandError(f"--unit: this regulation gives its {kind.value} no name; choose one")
