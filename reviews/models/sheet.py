"""One scorer's sheet for one application, item by item; frozen when locked."""

from django.db import models

from journal.guards import Frozen


class ScoreSheet(models.Model):
    """``total`` and ``categories`` (points by category, as text) are written when the sheet is locked.

    Nothing unlocks a locked sheet: where two people of the office agree to let its scorer go on, a copy with the next
    ``version`` is laid beside it, and the highest version counts (``queries.latest``).

    ``signed`` and ``declared`` are there on rows that ``policies.sheets_of`` gives a scorer.
    """

    signed: bool
    declared: bool

    assignment = models.ForeignKey("reviews.PanelAssignment", on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey("reviews.PanelMember", on_delete=models.PROTECT, related_name="sheets")
    version = models.PositiveSmallIntegerField(default=1)
    total = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    categories = models.JSONField(default=dict)
    locked_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.locked_at IS NOT NULL")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("assignment", "member", "version"), name="sheet_version_once"),
            models.CheckConstraint(
                condition=models.Q(locked_at__isnull=True) | models.Q(total__isnull=False),
                name="locked_sheet_has_total",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} by {self.member_id}"


class ItemScore(models.Model):
    """One item. ``percent`` in steps of five; a presentation has a single row with ``points`` instead.

    ``revision`` grows by one with each save. ``locked_at`` repeats the sheet's, since a guard reads one row only.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="scores")
    item = models.CharField(max_length=40)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    strengths = models.TextField(blank=True)
    opportunities = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.locked_at IS NOT NULL")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("sheet", "item"), name="item_once"),
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__in=range(0, 101, 5)),
                name="percent_in_steps_of_five",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item}: {self.percent}"
