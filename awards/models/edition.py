"""One edition of an award: its regulation version, its stages, the values of parameters the text leaves open."""

from django.conf import settings
from django.db import models

from journal.fields import TextField
from journal.guards import Frozen
from schemes.regulation import Regulation


class Edition(models.Model):
    """``planned``: how many winners the office plans, at most the quotas' sum (TZ-16)."""

    scheme = models.SlugField(max_length=40)
    regulation_version = models.ForeignKey("schemes.RegulationVersion", on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    title = TextField()
    planned = models.PositiveIntegerField(null=True, blank=True)
    demonstration = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True, blank=True)

    _regulation: Regulation  # what awards.queries.regulation_of has settled
    frozen = Frozen(columns=("scheme", "regulation_version_id", "ordinal", "year"))

    class Meta:
        ordering = ("-year", "scheme")
        constraints = (
            models.UniqueConstraint(fields=("scheme", "year"), name="edition_year_once"),
            models.UniqueConstraint(fields=("scheme", "ordinal"), name="edition_ordinal_once"),
        )

    def __str__(self) -> str:
        return str(self.title.get("zh", ""))


class EditionStage(models.Model):
    """A stage of an edition. ``closes_at`` is the legal end where the stage has one (exclusive instant)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(max_length=30)
    position = models.PositiveIntegerField()
    planned_from = models.DateField()
    planned_until = models.DateField()
    closes_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.closed_at IS NOT NULL")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "kind"), name="stage_once"),
            models.UniqueConstraint(fields=("edition", "position"), name="stage_position_once"),
            models.UniqueConstraint(
                fields=("edition",),
                condition=models.Q(opened_at__isnull=False, closed_at__isnull=True),
                name="one_open_stage",
            ),
        )
        indexes = (
            models.Index(
                fields=("closes_at",),
                condition=models.Q(opened_at__isnull=False, closed_at__isnull=True),
                name="stage_due",
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} {self.kind}"

    @property
    def is_open(self) -> bool:
        """Opened and not closed."""
        return self.opened_at is not None and self.closed_at is None


class ParameterValue(models.Model):
    """What the office entered for an open parameter, with the document it relies on (G-10)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="parameters")
    name = models.CharField(max_length=60)
    value = models.JSONField()
    basis = models.CharField(max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("edition", "name"), name="parameter_once"),)

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"
