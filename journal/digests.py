"""The one digest of what is kept: SHA-256 over canonical JSON, or over a file's bytes."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def digest_of(content: Any) -> str:
    """SHA-256, in hexadecimal, over anything JSON can hold: keys sorted, no blanks, instants as Django writes them."""
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode())


def sha256(content: bytes) -> str:
    """SHA-256, in hexadecimal, over bytes."""
    return hashlib.sha256(content).hexdigest()
