"""What departments or member units are asked about applications, and what they answer (HZ-8.6, OH-13, GZ-14)."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen


class Verdict(models.TextChoices):
    """What a unit found about an applicant."""

    CLEAN = "clean", "nothing against it"
    FINDING = "finding", "something was found"
    NO_RECORD = "no_record", "no record at this unit"


class Inquiry(models.Model):
    """One question to several units. ``questions``: keys of the answers they see, ``whole``: everything handed in.

    ``due_on`` is the last day, inclusive. ``key`` makes a form sent twice one inquiry.
    """

    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="inquiries")
    stage = models.ForeignKey("awards.EditionStage", on_delete=models.PROTECT, related_name="inquiries")
    key = models.CharField(max_length=32, unique=True)
    clause = models.CharField(max_length=20)
    article = models.CharField(max_length=60)
    asks = models.TextField()
    questions = models.JSONField(default=list)
    whole = models.BooleanField(default=False)
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("stage", "due_on"), name="inquiry_due"),)

    def __str__(self) -> str:
        return f"{self.article} {self.due_on}"


class InquiryLine(models.Model):
    """One applicant put to one unit. ``unanswered_at``: the legal instant of the missing answer, once recorded."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="lines")
    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="asked")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="asked")
    unanswered_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.unanswered_at IS NOT NULL")

    class Meta:
        ordering = ("inquiry_id", "unit_id", "application_id")
        constraints = (
            models.UniqueConstraint(fields=("inquiry", "unit", "application"), name="asked_once_in_an_inquiry"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.application_id}"


class InquiryAnswer(models.Model):
    """An answer; a correction is another row with the next number. Append-only."""

    line = models.ForeignKey(InquiryLine, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    text = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("line", "number"), name="inquiry_answer_number_once"),)

    def __str__(self) -> str:
        return f"{self.line_id} {self.verdict}"


class InquiryReminder(models.Model):
    """A unit was reminded of an inquiry on a day: once a day, whoever sweeps."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    frozen = Frozen()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "unit", "day"), name="reminded_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.unit_id} {self.day}"
