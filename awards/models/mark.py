"""That the office sees a trade or trait which the regulation encourages: a mark, never a score (OH-5, GZ-12)."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class EmphasisMark(models.Model):
    """``number``: place of the mark in its clause, from 0. Taken off by ``taken_at``, never deleted."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="emphasis")
    clause = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(columns=("application_id", "clause", "number", "put_by_id", "put_at"))

    class Meta:
        ordering = ("clause", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "clause", "number"), condition=models.Q(taken_at=None), name="mark_stands_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.clause} {self.number}"
