"""The people of an organisation: which rights each has, changed and ended at once; one administrator always stays."""

from dataclasses import dataclass

from django.db import transaction

from ..models import APPLICANT_SEATS, Appointment, Organisation, Seat, User
from ..queries import in_force
from .appoint import appoint, end_at_once


class LastAdministrator(Exception):
    """The organisation would be left without anybody who manages its people."""


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What a member may do beside reading; who manages may do everything."""

    edit: bool = False
    submit: bool = False
    manage: bool = False

    @property
    def seats(self) -> frozenset[Seat]:
        """The seats that give these rights."""
        if self.manage:
            return frozenset({Seat.APPLICANT_ADMIN})
        given = {Seat.APPLICANT_EDITOR: self.edit, Seat.APPLICANT_SUBMITTER: self.submit}
        return frozenset(seat for seat, wanted in given.items() if wanted) or frozenset({Seat.APPLICANT_VIEWER})

    @classmethod
    def of(cls, seats: frozenset[str]) -> "Rights":
        """The rights that seats give."""
        manage = Seat.APPLICANT_ADMIN in seats
        return cls(
            edit=manage or Seat.APPLICANT_EDITOR in seats,
            submit=manage or Seat.APPLICANT_SUBMITTER in seats,
            manage=manage,
        )

    def and_those(self, other: "Rights") -> "Rights":
        """Both together."""
        return Rights(
            edit=self.edit or other.edit, submit=self.submit or other.submit, manage=self.manage or other.manage
        )


@transaction.atomic
def set_rights(*, organisation: Organisation, person: User, rights: Rights | None, actor: User) -> bool:
    """Give a person exactly these rights from this instant, none at all for None; whether anything changed.

    Raises :class:`LastAdministrator` when nobody would be left to manage the organisation's people.
    """
    # Two administrators who leave at once queue here; without it each would count on the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    held = {Seat(one.seat): one for one in appointments_of(organisation, person)}
    wanted = rights.seats if rights else frozenset()
    if Seat.APPLICANT_ADMIN in held and Seat.APPLICANT_ADMIN not in wanted:
        _somebody_else_manages(organisation, person)
    for seat in sorted(wanted - held.keys()):
        appoint(person=person, seat=seat, place=organisation, actor=actor)
    for seat in sorted(held.keys() - wanted):
        end_at_once(appointment=held[seat], actor=actor)
    return wanted != held.keys()


def appointments_of(organisation: Organisation, person: User) -> list[Appointment]:
    """A person's seats in an organisation today."""
    held = Appointment.objects.filter(in_force(), organisation=organisation, person=person, seat__in=APPLICANT_SEATS)
    return list(held.select_related("person", "organisation"))


def _somebody_else_manages(organisation: Organisation, person: User) -> None:
    others = Appointment.objects.filter(
        in_force(), organisation=organisation, seat=Seat.APPLICANT_ADMIN, until_on=None, person__is_active=True
    )
    if not others.exclude(person=person).exists():
        raise LastAdministrator
