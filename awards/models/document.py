"""Formal papers in PDF: asked for in the act's transaction, made by the worker, kept unchanged."""

from django.db import models

from journal.fields import TextField
from journal.guards import Frozen

from .evidence import random_path


class Paper(models.TextChoices):
    """What a paper is."""

    WRITTEN_RESULT = "written_result", "written result"
    COMMITTEE_DECISION = "committee_decision", "committee decision"
    APPROVAL = "approval", "approval"


class Document(models.Model):
    """``file`` is empty until the worker has made it; from then on nothing about it changes."""

    kind = models.CharField(max_length=20, choices=Paper.choices)
    edition = models.ForeignKey("awards.Edition", on_delete=models.PROTECT, related_name="documents")
    application = models.ForeignKey(
        "awards.Application", on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    outcome = models.OneToOneField(
        "awards.StageOutcome", on_delete=models.PROTECT, null=True, blank=True, related_name="document"
    )
    decision = models.OneToOneField(
        "awards.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="document"
    )
    title = TextField()
    number = models.CharField(max_length=60, unique=True)
    requested_at = models.DateTimeField()
    file = models.FileField(upload_to=random_path, max_length=200, null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    frozen = Frozen(when="OLD.made_at IS NOT NULL")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.number
