"""The signed opinion of a recommending unit."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class Recommendation(models.Model):
    """Recommended, or returned with a reason; about one submission. Append-only."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="recommendations")
    submission = models.ForeignKey("awards.Submission", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    recommended = models.BooleanField()
    opinion = models.TextField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("submission", "unit"), name="one_opinion_per_unit"),)

    def __str__(self) -> str:
        return f"{self.unit}: {self.recommended}"
