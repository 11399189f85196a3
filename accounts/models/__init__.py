from .appointment import APPLICANT_SEATS, Appointment, Seat
from .invitation import Invitation
from .organisation import Organisation, OrganisationUserPermission
from .unit import Unit, UnitKind, UnitUserPermission
from .user import SeatHeld, User

__all__ = [
    "APPLICANT_SEATS",
    "Appointment",
    "Invitation",
    "Organisation",
    "OrganisationUserPermission",
    "Seat",
    "SeatHeld",
    "Unit",
    "UnitKind",
    "UnitUserPermission",
    "User",
]
