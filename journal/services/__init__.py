from .notify import notify
from .outbox import deliver, send_later
from .record import record

__all__ = ["deliver", "notify", "record", "send_later"]
