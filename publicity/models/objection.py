"""An objection to an entry of a notice; who made it lies in a table of its own."""

from django.conf import settings
from django.db import models

from awards.models.evidence import random_path
from journal.guards import Frozen


class ObjectionState(models.TextChoices):
    """How far the examination is."""

    RECEIVED = "received", "received"
    ADMITTED = "admitted", "admitted"
    UPHELD = "upheld", "upheld"
    PARTLY = "partly", "partly upheld"
    DISMISSED = "dismissed", "dismissed"


SETTLED = (ObjectionState.UPHELD, ObjectionState.PARTLY, ObjectionState.DISMISSED)


class Objection(models.Model):
    """``late``: received at or after the notice's end, decided by the database. ``token``: one per form shown.

    ``code`` opens the status page together with ``number``.
    """

    notice = models.ForeignKey("publicity.Notice", on_delete=models.PROTECT, related_name="objections")
    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="objections")
    number = models.CharField(max_length=90, unique=True)
    code = models.CharField(max_length=12)
    token = models.CharField(max_length=40, unique=True)
    anonymous = models.BooleanField(default=False)
    text = models.TextField()
    file = models.FileField(upload_to=random_path, max_length=200, null=True, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    late = models.BooleanField()
    state = models.CharField(max_length=10, choices=ObjectionState.choices, default=ObjectionState.RECEIVED)
    examined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    admitted_at = models.DateTimeField(null=True)

    frozen = Frozen(
        columns=(
            "notice_id",
            "application_id",
            "number",
            "code",
            "token",
            "anonymous",
            "text",
            "file",
            "file_name",
            "file_digest",
            "received_at",
            "late",
        )
    )

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("notice", "state"), name="objection_state"),)

    def __str__(self) -> str:
        return self.number

    @property
    def settled(self) -> bool:
        """Answered with reasons."""
        return self.state in SETTLED

    @property
    def holds_back(self) -> bool:
        """Whether the application waits for it (HZ-9.3).

        Admitted ones do; of those not yet looked at, the ones made in time under a real name.
        """
        if self.state == ObjectionState.ADMITTED:
            return True
        return self.state == ObjectionState.RECEIVED and not self.late and not self.anonymous


def holding_back() -> models.Q:
    """``holds_back`` as a condition."""
    untouched = models.Q(state=ObjectionState.RECEIVED, late=False, anonymous=False)
    return models.Q(state=ObjectionState.ADMITTED) | untouched


class Answer(models.Model):
    """The written answer that ends an examination: what was found and why. Append-only.

    ``basis``: the document of the investigation or the committee's decision, where the rule asks for one (OH-14.6).
    """

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="answer")
    state = models.CharField(max_length=10, choices=[(state, state) for state in SETTLED])
    reasons = models.TextField()
    basis = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    frozen = Frozen()

    def __str__(self) -> str:
        return f"{self.objection} {self.state}"


class Objector(models.Model):
    """Who objected. Read through ``publicity.confidential`` only, which journals each reading."""

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[("person", "person"), ("unit", "unit")])
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=200)

    frozen = Frozen()

    def __str__(self) -> str:
        return str(self.objection_id)
