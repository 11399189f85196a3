"""An invitation into an organisation: made by its administrator, accepted once by one person, until a moment."""

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from journal.guards import Frozen


class Invitation(models.Model):
    """Everybody invited may read; the three rights say what else. ``person``: whose account was named, if one was."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    may_edit = models.BooleanField(default=False)
    may_submit = models.BooleanField(default=False)
    may_manage = models.BooleanField(default=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    frozen = Frozen(
        columns=("organisation_id", "email", "person_id", "may_edit", "may_submit", "may_manage", "invited_by_id")
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(taken_back_at__isnull=True) | models.Q(accepted_at__isnull=True),
                name="invitation_ends_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.email or self.person_id or ''}"

    @property
    def mark(self) -> str:
        """What the link carries; made from the portal's key, so that the database holds nothing to steal."""
        return salted_hmac("accounts.invitation", str(self.pk), algorithm="sha256").hexdigest()[:40]
