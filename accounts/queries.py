"""Reading seats: what a person holds today, and who holds a seat."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from journal import clock

from .models import APPLICANT_SEATS, Appointment, Organisation, SeatHeld, Unit, User


def in_force() -> Q:
    """Condition on appointments: today lies within their days, and nobody took the seat away."""
    today = clock.today()
    return Q(ended_at__isnull=True, from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))


def seats(user: User | AnonymousUser) -> frozenset[SeatHeld]:
    """The person's seats today, read once per request (kept on the user object)."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_seats"):
        rows = Appointment.objects.filter(in_force(), person=user)
        user._seats = frozenset(
            SeatHeld(seat, organisation, unit, scheme or "")
            for seat, organisation, unit, scheme in rows.values_list(
                "seat", "organisation_id", "unit_id", "unit__scheme"
            )
        )
    return user._seats


def holds(user: User | AnonymousUser, *kinds: str, scheme: str | None = None) -> bool:
    """Whether the person sits in one of the seats, in a scheme if one is given."""
    return any(held.seat in kinds and scheme in (None, held.scheme) for held in seats(user))


def schemes_of(user: User | AnonymousUser, *kinds: str) -> frozenset[str]:
    """The schemes in which the person holds one of the seats."""
    return frozenset(held.scheme for held in seats(user) if held.seat in kinds)


def units_of(user: User | AnonymousUser, *kinds: str) -> frozenset[int]:
    """The units in which the person holds one of the seats."""
    return frozenset(held.unit_id for held in seats(user) if held.seat in kinds and held.unit_id)


def organisations_of(user: User | AnonymousUser, *kinds: str) -> frozenset[int]:
    """The organisations in which the person holds one of the seats (any applicant seat when none is named)."""
    wanted = kinds or APPLICANT_SEATS
    return frozenset(held.organisation_id for held in seats(user) if held.seat in wanted and held.organisation_id)


def people_in(place: Unit | Organisation, *kinds: str) -> QuerySet[User]:
    """Who holds a seat there today."""
    key = "organisation" if isinstance(place, Organisation) else "unit"
    held = Appointment.objects.filter(in_force(), **{key: place})
    return User.objects.filter(pk__in=(held.filter(seat__in=kinds) if kinds else held).values("person"), is_active=True)


def people_of_scheme(scheme: str, *kinds: str) -> QuerySet[User]:
    """Who holds one of the seats in a scheme today."""
    held = Appointment.objects.filter(in_force(), unit__scheme=scheme, seat__in=kinds)
    return User.objects.filter(pk__in=held.values("person"), is_active=True)
