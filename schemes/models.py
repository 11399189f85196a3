"""Stored regulation versions and holiday arrangements entered by the office."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen

from .regulation import Regulation


class RegulationVersion(models.Model):
    """One version of a regulation as loaded; unchangeable once an edition uses it (G-5).

    ``document`` is JSON kept as text, so that rows which only lead here need not be parsed.
    """

    scheme = models.SlugField(max_length=40)
    version = models.CharField(max_length=40)
    status = models.CharField(max_length=10)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    frozen = Frozen(when="OLD.used_at IS NOT NULL", columns=("scheme", "version", "document", "digest", "used_at"))

    class Meta:
        ordering = ("scheme", "-version")
        constraints = (models.UniqueConstraint(fields=("scheme", "version"), name="regulation_version_once"),)

    def __str__(self) -> str:
        return f"{self.scheme} {self.version}"

    @property
    def regulation(self) -> Regulation:
        """The typed document; parsed once per digest in a process."""
        from .queries import parsed

        return parsed(self.digest, self.pk)


class HolidayArrangement(models.Model):
    """The State Council's arrangement of one year, entered before a new release of the portal ships it.

    ``off_days`` and ``work_days`` hold lists of ``{"day": ISO day, "zh": holiday, "en": holiday}``.
    """

    year = models.PositiveIntegerField(unique=True)
    notice_number = models.CharField(max_length=60)
    off_days = models.JSONField(default=list)
    work_days = models.JSONField(default=list)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        ordering = ("year",)

    def __str__(self) -> str:
        return f"{self.year} {self.notice_number}"
