"""Whether an application passes a review: the office's decision, carried out when the stage closes."""

from django.conf import settings
from django.db import models


class PassDecision(models.Model):
    """Can be changed until the stage closes (each change is in the journal); then the stage's outcome stands."""

    assignment = models.OneToOneField("reviews.PanelAssignment", on_delete=models.PROTECT, related_name="decision")
    passes = models.BooleanField()
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.passes}"
