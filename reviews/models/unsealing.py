"""Breaking a seal: asked for by one person of the office with a reason, agreed or declined by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from journal.guards import Frozen


class Unsealing(models.Model):
    """Without ``sheet``: the panel's locked sheets are opened before all are in. With it: one sheet is unlocked.

    Whoever asked can take it back (``agreed`` False), never agree to it.
    """

    panel = models.ForeignKey("reviews.Panel", on_delete=models.PROTECT, related_name="unsealings")
    sheet = models.ForeignKey(
        "reviews.ScoreSheet", on_delete=models.PROTECT, null=True, blank=True, related_name="unsealings"
    )
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    frozen = Frozen(when="OLD.answered_at IS NOT NULL")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="unsealing_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(agreed=True) | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="unsealing_by_two_people",
            ),
            models.UniqueConstraint(
                fields=("panel",), condition=Q(sheet=None, answered_at=None), name="one_early_opening_at_a_time"
            ),
            models.UniqueConstraint(fields=("panel",), condition=Q(sheet=None, agreed=True), name="early_opening_once"),
            models.UniqueConstraint(fields=("sheet",), condition=Q(answered_at=None), name="one_unlocking_at_a_time"),
            models.UniqueConstraint(fields=("sheet",), condition=Q(agreed=True), name="unlocking_once"),
        )

    def __str__(self) -> str:
        return f"{self.panel_id}/{self.sheet_id or '*'}: {self.agreed}"
