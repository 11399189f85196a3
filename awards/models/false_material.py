"""False material in an application: one officer proposes, another decides (HZ-15a, TZ-23)."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class FalseMaterial(models.Model):
    """``upheld`` is empty until a second officer has decided; ``ban`` follows where the regulation orders one."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="false_material")
    clause = models.CharField(max_length=20)
    article = models.CharField(max_length=60)
    basis = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    ban = models.OneToOneField(
        "awards.Ban", on_delete=models.PROTECT, null=True, blank=True, related_name="false_material"
    )

    frozen = Frozen(when="OLD.decided_at IS NOT NULL")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("application",), condition=models.Q(decided_at=None), name="one_open_false_material"
            ),
            # Whoever proposes may take the proposal back alone, but never put an applicant out alone.
            models.CheckConstraint(
                condition=~models.Q(upheld=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="false_material_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.clause}"
