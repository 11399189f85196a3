"""What was handed in: an unchangeable snapshot with its digest and receipt (G-8, G-9)."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class Submission(models.Model):
    """``content`` holds form answers, evidence and the signed truthfulness statement; ``digest`` is its SHA-256."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40, unique=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("application", "number"), name="submission_number_once"),)

    def __str__(self) -> str:
        return self.receipt
