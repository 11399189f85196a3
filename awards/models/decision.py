"""Who is proposed, who decided, and the places there are."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class QuotaPlace(models.Model):
    """One place of a tier's quota; there are exactly as many rows as the regulation allows winners."""

    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="places")
    tier = models.CharField(max_length=40)
    number = models.PositiveIntegerField()

    frozen = Frozen()

    class Meta:
        ordering = ("tier", "number")
        constraints = (models.UniqueConstraint(fields=("edition", "tier", "number"), name="quota_place_once"),)

    def __str__(self) -> str:
        return f"{self.tier} {self.number}"


class Candidate(models.Model):
    """A proposed winner. It takes a place of the quota unless the regulation puts it outside (TZ-27).

    ``state``: proposed → confirmed (committee) → noticed → approved → awarded, or fallen.
    A fallen candidate keeps its place, so nobody can move up into it where the regulation forbids that.
    """

    STATES = ("proposed", "confirmed", "approved", "awarded", "fallen", "struck")

    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="candidates")
    application = models.OneToOneField("awards.Application", on_delete=models.PROTECT, related_name="candidate")
    tier = models.CharField(max_length=40)
    place = models.OneToOneField(QuotaPlace, on_delete=models.PROTECT, null=True, related_name="candidate")
    outside_quota = models.BooleanField(default=False)
    rank = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=12, decimal_places=6)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="proposed")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("tier", "rank", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outside_quota=True, place__isnull=True)
                | models.Q(outside_quota=False, place__isnull=False),
                name="candidate_has_a_place",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application} → {self.tier}"


class Decision(models.Model):
    """A committee's or government's decision on an edition's list. Append-only."""

    KINDS = ("evaluation", "tie", "committee", "approval")

    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    accepted = models.BooleanField()
    document_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField()
    text = models.TextField()
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.edition} {self.kind} {self.accepted}"
