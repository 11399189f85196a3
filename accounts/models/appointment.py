"""Who holds which seat, from when to when: the one source of every right."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.guards import Frozen


class Seat(models.TextChoices):
    """What a person may be. The first four sit in an organisation, the rest in a unit, the administrators in none."""

    APPLICANT_ADMIN = "applicant_admin", _("applicant's administrator")
    APPLICANT_EDITOR = "applicant_editor", _("applicant's editor")
    APPLICANT_SUBMITTER = "applicant_submitter", _("applicant's signatory")
    APPLICANT_VIEWER = "applicant_viewer", _("applicant's reader")
    RECOMMENDER = "recommender", _("recommending unit")
    DEPARTMENT = "department", _("department")
    OFFICER = "officer", _("office staff")
    EXPERT = "expert", _("expert")
    COMMITTEE = "committee", _("committee member")
    MEMBER_UNIT = "member_unit", _("member unit's scorer")
    APPROVER = "approver", _("approver")
    OBSERVER = "observer", _("observer")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDIT_ADMIN = "audit_admin", _("audit administrator")


APPLICANT_SEATS = (Seat.APPLICANT_ADMIN, Seat.APPLICANT_EDITOR, Seat.APPLICANT_SUBMITTER, Seat.APPLICANT_VIEWER)


class Appointment(models.Model):
    """Days inclusive; ``until_on`` empty while open-ended. Ended by setting ``until_on``, never deleted.

    ``ended_at``: the instant at which the seat was taken away, whatever its days say.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    seat = models.CharField(max_length=20, choices=Seat.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(columns=("person_id", "seat", "organisation_id", "unit_id", "from_on"))

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(unit__isnull=True),
                name="appointment_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="appointment_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.seat}"
