"""A message in a person's inbox."""

from django.conf import settings
from django.db import models

from ..fields import TextField


class Notification(models.Model):
    """What was said to whom about which act; ``letter`` names an official document that goes with it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications")
    title = TextField()
    body = TextField()
    url = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    entry = models.ForeignKey("journal.Entry", on_delete=models.PROTECT, null=True, related_name="notifications")

    class Meta:
        ordering = ("-sent_at", "-id")
        indexes = (
            models.Index(fields=("person",), condition=models.Q(read_at__isnull=True), name="notification_unread"),
        )

    def __str__(self) -> str:
        return str(self.title)
