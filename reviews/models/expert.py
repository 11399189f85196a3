"""A member of a scheme's expert pool."""

from django.conf import settings
from django.db import models


class Expert(models.Model):
    """``trades``: beginnings of GB/T 4754 codes the expert knows, such as ``C`` or ``C36``.

    ``preferred`` marks what the regulation prefers in a pool member (TZ-9); it never scores.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="expert_profiles")
    scheme = models.SlugField(max_length=40)
    employer = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=60, blank=True)
    trades = models.JSONField(default=list, blank=True)
    may_lead = models.BooleanField(default=False)
    preferred = models.BooleanField(default=False)

    class Meta:
        ordering = ("scheme", "id")
        constraints = (models.UniqueConstraint(fields=("user", "scheme"), name="expert_once"),)

    def __str__(self) -> str:
        return f"{self.user} ({self.scheme})"

    def knows(self, trade: str) -> bool:
        """Whether a trade code lies in one of the expert's trades."""
        return bool(trade) and any(trade.startswith(known) for known in self.trades if known)
