"""One line of the audit chain: who did what to what, when, bound to the line before."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ..clock import SHANGHAI
from ..guards import Frozen

GENESIS = "0" * 64


class Entry(models.Model):
    """Append-only. ``hash`` covers every other column and the previous line's hash."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    frozen = Frozen()

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("object_type", "object_id", "number"), name="entry_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

    def computed_hash(self) -> str:
        """SHA-256 over the line's canonical JSON."""
        line: dict[str, Any] = {
            "number": self.number,
            "at": self.at.astimezone(SHANGHAI).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "act": self.act,
            "object": [self.object_type, self.object_id],
            "details": json.loads(json.dumps(self.details, cls=DjangoJSONEncoder)),
            "previous": self.previous,
        }
        text = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
