"""What each stage did to an application: append-only, the last one is its standing."""

from django.conf import settings
from django.db import models

from journal.fields import TextField
from journal.guards import Frozen


class Result(models.TextChoices):
    """How an application left a stage."""

    PASSED = "passed", "passed"
    FAILED = "failed", "failed"
    DISQUALIFIED = "disqualified", "disqualified"
    LAPSED = "lapsed", "lapsed"
    PROPOSED = "proposed", "proposed"
    NOT_PROPOSED = "not_proposed", "not proposed"
    AWARD_LOST = "award_lost", "award lost"
    AWARDED = "awarded", "awarded"


class StageOutcome(models.Model):
    """``at`` is the legal instant, not the worker's."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="outcomes")
    stage = models.ForeignKey("awards.EditionStage", on_delete=models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=14, choices=Result.choices)
    score = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    because = TextField()
    clause = models.CharField(max_length=20)
    article = models.CharField(max_length=60)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("application", "id"), name="outcome_latest"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.result}"
