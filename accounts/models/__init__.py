from .appointment import Appointment, Seat
from .organisation import Organisation, OrganisationUserPermission
from .unit import Unit, UnitKind, UnitUserPermission
from .user import SeatHeld, User

__all__ = [
    "Appointment",
    "Organisation",
    "OrganisationUserPermission",
    "Seat",
    "SeatHeld",
    "Unit",
    "UnitKind",
    "UnitUserPermission",
    "User",
]
