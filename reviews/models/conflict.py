"""What a scorer signs before seeing a file, and which files are closed to whom (G-7)."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class Undertaking(models.Model):
    """The discipline undertaking as read and signed; ``duties`` holds its wording in both languages."""

    panel = models.ForeignKey("reviews.Panel", on_delete=models.PROTECT, related_name="undertakings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duties = models.JSONField()
    signed_name = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("panel", "person"), name="undertaking_once"),)

    def __str__(self) -> str:
        return f"{self.person} → {self.panel}"


class ConflictDeclaration(models.Model):
    """Interest or none, declared per application. A later interest adds a second row; nothing is taken back."""

    assignment = models.ForeignKey("reviews.PanelAssignment", on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conflict = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assignment", "person", "conflict"), name="declaration_once"),
            models.CheckConstraint(
                condition=models.Q(conflict=False) | ~models.Q(reason=""), name="conflict_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.conflict}"


class Recusal(models.Model):
    """A person to whom an application is closed, in every stage, for good.

    ``clause`` and ``article`` name the rule. ``found_by``: the person's own declaration; the portal, which saw a seat
    in the organisation named as ``reason`` or employment there; or the office's order.
    """

    FOUND_BY = ("declared", "detected", "ordered")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals")
    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=300)
    found_by = models.CharField(max_length=10, choices=[(way, way) for way in FOUND_BY])
    clause = models.CharField(max_length=20, blank=True)
    article = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "application"), name="recusal_once"),)

    def __str__(self) -> str:
        return f"{self.person} × {self.application_id}"
