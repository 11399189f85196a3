"""Work that must leave the database: written with the act that wants it, taken by a sweep."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OutboxMessage(models.Model):
    """``kind`` is the dotted name of the function to call; such functions are safe to run twice."""

    kind = models.CharField(max_length=120)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("not_before", "id"), condition=models.Q(done_at__isnull=True), name="outbox_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
