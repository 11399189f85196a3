from .editions import enter_parameter, open_edition
from .errors import Refused
from .outcomes import record_outcome
from .stages import blockers_to_close, blockers_to_open, close_stage, open_stage

__all__ = [
    "Refused",
    "blockers_to_close",
    "blockers_to_open",
    "close_stage",
    "enter_parameter",
    "open_edition",
    "open_stage",
    "record_outcome",
]
