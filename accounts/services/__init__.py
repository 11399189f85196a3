from .appoint import appoint, end_appointment, end_at_once, settle_permissions
from .members import LastAdministrator, Rights, set_rights
from .organisations import register_organisation

__all__ = [
    "LastAdministrator",
    "Rights",
    "appoint",
    "end_appointment",
    "end_at_once",
    "register_organisation",
    "set_rights",
    "settle_permissions",
]
