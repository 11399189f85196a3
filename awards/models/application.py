"""An application and the text its people type, section by section."""

from django.conf import settings
from django.db import models


class Standing(models.TextChoices):
    """Where an application stands; moved only together with the outcome or act that moves it."""

    DRAFT = "draft", "draft"
    SUBMITTED = "submitted", "submitted"
    WITHDRAWN = "withdrawn", "withdrawn"
    LAPSED = "lapsed", "not submitted in time"
    IN_REVIEW = "in_review", "in review"
    REJECTED = "rejected", "not accepted"
    DISQUALIFIED = "disqualified", "disqualified"
    NOT_PASSED = "not_passed", "did not pass"
    PROPOSED = "proposed", "proposed"
    AWARD_LOST = "award_lost", "award lost"
    NOT_AWARDED = "not_awarded", "not awarded"
    AWARDED = "awarded", "awarded"


class Application(models.Model):
    """``tier`` is set where a tier has applications of its own (OH-2). Totals are out of the framework's points.

    ``recommender``: the unit whose signed opinion the applicant asks for.
    """

    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="applications")
    applicant_kind = models.CharField(max_length=12, default="organisation")
    individual_name = models.CharField(max_length=60, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    recommender = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    number = models.CharField(max_length=30, blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    recommended_at = models.DateTimeField(null=True, blank=True)
    document_score = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    onsite_score = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    presentation_score = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    total_score = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "organisation", "applicant_kind", "individual_name", "tier"), name="application_once"
            ),
            models.UniqueConstraint(
                fields=("edition", "number"), condition=~models.Q(number=""), name="application_number_once"
            ),
        )
        indexes = (
            models.Index(fields=("edition", "standing", "id"), name="application_standing"),
            models.Index(fields=("edition", "-total_score"), name="application_total"),
        )

    def __str__(self) -> str:
        return f"{self.number or self.pk} {self.applicant_name}"

    @property
    def applicant_name(self) -> str:
        """The person's name for an individual, otherwise the organisation's."""
        return self.individual_name or self.organisation.name


class SectionAnswers(models.Model):
    """The answers of one section. ``revision`` grows by one with each save; a save names the one it started from."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sections")
    section = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("application", "section"), name="section_once"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.section} r{self.revision}"
