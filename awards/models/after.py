"""Awards given, prizes paid, bans running."""

from django.conf import settings
from django.db import models

from journal.guards import Frozen

from .evidence import random_path


class Award(models.Model):
    """``valid_until`` is the title's last day where the regulation limits it (GZ-20). ``code`` is for verification."""

    application = models.OneToOneField("awards.Application", on_delete=models.PROTECT, related_name="award")
    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="awards")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="awards")
    scheme = models.SlugField(max_length=40)
    level = models.CharField(max_length=10)
    tier = models.CharField(max_length=40)
    number = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=16, unique=True)
    winner = models.CharField(max_length=120)
    year = models.PositiveIntegerField()
    awarded_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    prize_yuan = models.PositiveIntegerField(default=0)
    prize_clause = models.CharField(max_length=20, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    certificate = models.FileField(upload_to=random_path, null=True, blank=True)
    certificate_digest = models.CharField(max_length=64, blank=True)
    demonstration = models.BooleanField(default=False)

    frozen = Frozen(
        columns=(
            "application_id",
            "edition_id",
            "organisation_id",
            "scheme",
            "tier",
            "number",
            "code",
            "winner",
            "year",
            "awarded_on",
            "valid_until",
            "prize_yuan",
        )
    )

    class Meta:
        ordering = ("-awarded_on", "tier", "number")
        indexes = (models.Index(fields=("scheme", "-year", "id"), name="award_by_year"),)

    def __str__(self) -> str:
        return self.number


class PrizePayment(models.Model):
    """Prize money as paid; yuan. Append-only."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="payments")
    yuan = models.PositiveIntegerField()
    paid_on = models.DateField()
    payee = models.CharField(max_length=120)
    voucher = models.CharField(max_length=60)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("award", "voucher"), name="voucher_once"),)

    def __str__(self) -> str:
        return f"{self.award} {self.yuan}"


class Ban(models.Model):
    """Days in which an organisation's applications are not accepted; both inclusive. ``schemes``: awards it reaches.

    ``individual_name``: the ban is that person's, not the organisation's.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="bans")
    individual_name = models.CharField(max_length=60, blank=True, default="")
    schemes = models.JSONField()
    since = models.DateField()
    until = models.DateField()
    clause = models.CharField(max_length=20)
    article = models.CharField(max_length=60)
    basis = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    frozen = Frozen()

    def __str__(self) -> str:
        return f"{self.organisation} → {self.until}"
