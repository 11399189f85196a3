"""An organisation that may apply."""

from django.db import models
from guardian.models import UserObjectPermissionBase


class Organisation(models.Model):
    """``uscc``: social credit code (GB 32100-2015). ``uscc_accepted_because``: why a wrong check digit stands."""

    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, unique=True)
    uscc_accepted_because = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        permissions = (
            ("view_as_member", "See the organisation's applications"),
            ("edit_application_of", "Edit the organisation's applications"),
            ("submit_application_of", "Submit the organisation's applications"),
        )

    def __str__(self) -> str:
        return self.name


class OrganisationUserPermission(UserObjectPermissionBase):
    """A person's right on one organisation; written by the appointment service alone."""

    content_object = models.ForeignKey(Organisation, on_delete=models.CASCADE)
