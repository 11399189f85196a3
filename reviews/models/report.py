"""The panel's report: the whole, and a proposal per application; frozen when handed in."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class PanelReport(models.Model):
    """``revision`` grows by one with each save."""

    panel = models.OneToOneField("reviews.Panel", on_delete=models.PROTECT, related_name="report")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.submitted_at IS NOT NULL")

    def __str__(self) -> str:
        return f"report of {self.panel_id}"


class ReportLine(models.Model):
    """What the panel says of one application; ``proposes``: that it passes, that it fails, or nothing yet."""

    report = models.ForeignKey(PanelReport, on_delete=models.PROTECT, related_name="lines")
    assignment = models.OneToOneField("reviews.PanelAssignment", on_delete=models.PROTECT, related_name="report_line")
    summary = models.TextField(blank=True)
    proposes = models.BooleanField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.submitted_at IS NOT NULL")

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.proposes}"
