from .appoint import appoint, end_appointment, settle_permissions
from .organisations import register_organisation

__all__ = ["appoint", "end_appointment", "register_organisation", "settle_permissions"]
