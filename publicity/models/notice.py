"""A public notice: drafted by one officer, published by another, unchangeable from then on."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from awards.models.evidence import random_path
from journal.fields import TextField
from journal.guards import Frozen
from schemes.regulation.stages import StageKind


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    CALL = "call", "call"
    ACCEPTANCE = "acceptance", "acceptance"
    RESULT = "result", "result"
    ANNOUNCEMENT = "announcement", "announcement"


STAGE_OF_KIND = {
    NoticeKind.CALL: StageKind.APPLICATION,
    NoticeKind.ACCEPTANCE: StageKind.ACCEPTANCE_NOTICE,
    NoticeKind.RESULT: StageKind.RESULT_NOTICE,
    NoticeKind.ANNOUNCEMENT: StageKind.ANNOUNCEMENT,
}
WITH_OBJECTIONS = (NoticeKind.ACCEPTANCE, NoticeKind.RESULT)


class Notice(models.Model):
    """``number`` stands in the address. ``period_from``/``period_until``: first and last day, inclusive.

    ``ends_at``: the legal end (exclusive instant): of the notice period, or of the time to apply for a call.
    ``entries``: the list as decided, frozen with the notice. ``days``: the count, day by day.
    ``clause``/``article``: the rule the notice and its period rest on. ``pdf``: made by the worker.
    A published notice stands as it is.
    """

    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="notices")
    stage = models.ForeignKey("awards.EditionStage", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=14, choices=NoticeKind.choices)
    number = models.SlugField(max_length=80, unique=True)
    title = TextField()
    body = TextField()
    entries = models.JSONField(default=list)
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    unit = models.CharField(max_length=14, blank=True)
    length = models.PositiveIntegerField(null=True, blank=True)
    days = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    provisional = models.BooleanField(default=False)
    clause = models.CharField(max_length=20)
    article = models.CharField(max_length=60)
    issuer = TextField()
    contact = models.JSONField(default=dict)
    media = models.JSONField(default=list)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    pdf = models.FileField(upload_to=random_path, max_length=200, null=True, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True)

    frozen = Frozen(
        when="OLD.published_at IS NOT NULL",
        columns=(
            "edition_id", "stage_id", "kind", "number", "title", "body", "entries", "period_from", "period_until",
            "ends_at", "unit", "length", "days", "clause", "article", "issuer", "contact", "media", "drafted_by_id",
            "published_by_id", "published_at", "published_on", "digest",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = (
            # A call, a list of accepted, a list of winners: each stands once.
            models.UniqueConstraint(
                fields=("edition", "kind"), condition=models.Q(published_at__isnull=False), name="notice_kind_once"
            ),
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True) | ~models.Q(published_by=models.F("drafted_by")),
                name="notice_four_eyes",
            ),
        )
        indexes = (
            models.Index(
                fields=("ends_at",),
                condition=models.Q(published_at__isnull=False, ended_at__isnull=True),
                name="notice_due",
            ),
            models.Index(fields=("-published_at", "-id"), name="notice_newest"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_published(self) -> bool:
        """Whether the public sees it."""
        return self.published_at is not None

    @property
    def takes_objections(self) -> bool:
        """Whether the notice is of a kind that people may object to."""
        return self.kind in WITH_OBJECTIONS

    def runs(self, now: datetime) -> bool:
        """Whether the notice is up and its period not over at an instant."""
        return self.is_published and (self.ends_at is None or now < self.ends_at)

    @property
    def strip(self) -> list[dict[str, Any]]:
        """The counted days as the calendar strip takes them."""
        return [{**row, "day": date.fromisoformat(row["day"])} for row in self.days]


class MediaEvidence(models.Model):
    """Where a notice appeared outside the portal, as the regulation asks (TZ-20, OH-14.6). Append-only."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="media_evidence")
    medium = models.CharField(max_length=120)
    appeared_on = models.DateField()
    reference = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("appeared_on", "id")

    def __str__(self) -> str:
        return f"{self.notice} {self.medium}"
