"""A rejection in the qualification review: one officer proposes, another confirms or sends it back (OH-14.2)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from journal.guards import Frozen


class RejectionProposal(models.Model):
    """``confirmed`` is empty until it is decided, the applicant untold till then; ``note``: why it was sent back."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="rejections")
    clause = models.CharField(max_length=20)
    article = models.CharField(max_length=60)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.decided_at IS NOT NULL")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("application",), condition=Q(decided_at=None), name="one_open_rejection"),
            # Whoever proposes may take the proposal back alone, but never reject an applicant alone.
            models.CheckConstraint(
                condition=~Q(confirmed=True) | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="rejection_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, confirmed=None) | Q(decided_at__isnull=False, confirmed__isnull=False),
                name="rejection_decided_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.clause}"
