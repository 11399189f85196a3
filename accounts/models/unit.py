"""A body with a role in a scheme: office, committee, recommending unit, department, expert pool, approver, observer."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from journal.fields import TextField


class UnitKind(models.TextChoices):
    """What a unit is in its scheme."""

    OFFICE = "office", "office"
    COMMITTEE = "committee", "committee"
    MEMBER_UNIT = "member_unit", "committee member unit"
    APPROVER = "approver", "approver"
    OBSERVER = "observer", "observer"
    RECOMMENDER = "recommender", "recommender"
    DEPARTMENT = "department", "department"
    EXPERT_POOL = "expert_pool", "expert pool"


class Unit(models.Model):
    """``recommender_kind``: the regulation's key of a recommending unit; ``area``: where it recommends, if bound."""

    scheme = models.SlugField(max_length=40)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name = TextField()
    recommender_kind = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("scheme", "kind", "id")
        constraints = (
            models.UniqueConstraint(fields=("scheme", "kind", "recommender_kind", "area", "name"), name="unit_once"),
        )
        permissions = (("act_for", "Act for the unit"),)

    def __str__(self) -> str:
        return str(self.name.get("zh", ""))


class UnitUserPermission(UserObjectPermissionBase):
    """A person's right on one unit; written by the appointment service alone."""

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE)
