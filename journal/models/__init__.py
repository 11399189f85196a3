from .entry import Entry
from .notification import Notification
from .outbox import OutboxMessage

__all__ = ["Entry", "Notification", "OutboxMessage"]
