"""An officer's judgement where a clause leaves one, or where a declared fact was checked."""

from django.conf import settings
from django.db import models


class JudgedClause(models.Model):
    """``rule``: place of the rule inside its clause; the latest row counts."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="judged")
    clause = models.CharField(max_length=20)
    rule = models.PositiveIntegerField(default=0)
    met = models.BooleanField()
    reason = models.TextField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.clause} {self.met}"
