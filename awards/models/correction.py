"""A correction that the office asks for: exactly these questions, until this instant (G-9)."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class CorrectionRequest(models.Model):
    """``until`` is its last day, ``closes_at`` that day's 24:00 as an exclusive instant.

    ``closed_at`` empty: it runs, unless its instant has passed and the sweep has not come by yet. ``answered``: the
    submission that answered it; none where it ran out or the application left the review.
    """

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="corrections")
    submission = models.ForeignKey("awards.Submission", on_delete=models.PROTECT, related_name="corrections")
    questions = models.JSONField()
    reason = models.TextField()
    until = models.DateField()
    closes_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered = models.OneToOneField(
        "awards.Submission", on_delete=models.PROTECT, null=True, blank=True, related_name="answers_correction"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    # What was asked never changes: to ask something else is another request.
    frozen = Frozen(
        columns=(
            "application_id",
            "submission_id",
            "questions",
            "reason",
            "until",
            "closes_at",
            "asked_by_id",
            "asked_at",
        )
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("application",), condition=models.Q(closed_at=None), name="one_running_correction"
            ),
            models.CheckConstraint(
                condition=models.Q(answered=None) | models.Q(closed_at__isnull=False), name="an_answer_closes"
            ),
        )
        indexes = (models.Index(fields=("closes_at",), condition=models.Q(closed_at=None), name="correction_due"),)

    def __str__(self) -> str:
        return f"{self.application_id} → {self.until}"
