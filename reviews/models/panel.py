"""Who reviews what in a stage: a panel, its members, the applications given to it."""

from django.conf import settings
from django.db import models
from guardian.models import UserObjectPermissionBase

from awards.models import Edition
from journal.guards import Frozen


class CommentsPer(models.TextChoices):
    """Where strengths or opportunities must stand before a sheet can be locked."""

    ITEM = "item", "every item"
    CATEGORY = "category", "every category"


class Panel(models.Model):
    """A panel of one stage. ``closed_at``: its report is in and its work done; access ends with the stage (TZ-8).

    ``signed`` and ``leads`` are there on rows read for a scorer's task list.
    """

    signed: bool
    leads: bool

    stage = models.ForeignKey("awards.EditionStage", on_delete=models.PROTECT, related_name="panels")
    name = models.CharField(max_length=60)
    comments_per = models.CharField(max_length=10, choices=CommentsPer.choices, default=CommentsPer.ITEM)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.closed_at IS NOT NULL")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("stage", "name"), name="panel_name_once"),)
        permissions = (("review_in", "Review in the panel"),)

    def __str__(self) -> str:
        return self.name

    @property
    def edition(self) -> Edition:
        """The edition whose applications it reviews."""
        return self.stage.edition


class PanelUserPermission(UserObjectPermissionBase):
    """A person's right on one panel; written by the panel services alone."""

    content_object = models.ForeignKey(Panel, on_delete=models.CASCADE)


class PanelMember(models.Model):
    """A scorer. ``expert`` is empty for people of member units. Released with a reason, never deleted."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_seats")
    expert = models.ForeignKey("reviews.Expert", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    leads = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True, blank=True)
    released_because = models.CharField(max_length=300, blank=True)

    frozen = Frozen(columns=("panel_id", "person_id", "expert_id"))

    class Meta:
        ordering = ("-leads", "id")
        constraints = (
            models.UniqueConstraint(fields=("panel", "person"), name="panel_member_once"),
            models.UniqueConstraint(
                fields=("panel",), condition=models.Q(leads=True, released_at__isnull=True), name="one_panel_leader"
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class PanelAssignment(models.Model):
    """An application given to a panel. ``stage`` repeats the panel's, so that one panel a stage is a constraint.

    ``signed`` and ``declared`` are there on rows that ``policies.assignments_of`` gives a scorer.
    """

    signed: bool
    declared: bool

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="assignments")
    stage = models.ForeignKey("awards.EditionStage", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="reviews")

    frozen = Frozen(columns=("stage_id", "application_id"))

    class Meta:
        ordering = ("application__number", "id")
        constraints = (models.UniqueConstraint(fields=("stage", "application"), name="one_panel_per_application"),)

    def __str__(self) -> str:
        return f"{self.panel} ← {self.application_id}"
