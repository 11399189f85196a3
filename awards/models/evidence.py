"""Files that prove answers, and uploads on their way."""

import secrets

from django.conf import settings
from django.db import models


def random_path(instance: models.Model, filename: str) -> str:
    """A name that tells nothing."""
    return f"evidence/{secrets.token_hex(2)}/{secrets.token_hex(16)}"


class EvidenceFile(models.Model):
    """A stored file; ``question`` is the key of the question it proves. Removed by a mark: snapshots keep it."""

    application = models.ForeignKey("awards.Application", on_delete=models.PROTECT, related_name="evidence")
    question = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_path, max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """An upload in chunks: ``received`` bytes so far of ``size``; ``digest``: SHA-256 as the sender declared it."""

    key = models.CharField(max_length=32, unique=True)
    application = models.ForeignKey("awards.Application", on_delete=models.CASCADE, related_name="uploads")
    question = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    received = models.PositiveBigIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
