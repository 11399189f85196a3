"""What the invented world is made of, from ``fixtures/demonstration.yaml``."""

from functools import lru_cache
from typing import Any

import yaml
from django.conf import settings


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """Names, texts and the story's editions."""
    return yaml.safe_load((settings.BASE_DIR / "fixtures" / "demonstration.yaml").read_text(encoding="utf-8"))
