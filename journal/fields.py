"""A model field for wording in two languages, read back as ``Text``-like values."""

from typing import Any

from django.db import models


class TextField(models.JSONField):
    """Keeps ``{"zh": …, "en": …}``; takes anything with ``zh`` and ``en``."""

    def get_prep_value(self, value: Any) -> Any:
        """Accept a Text as well as a dict."""
        if hasattr(value, "zh"):
            value = {"zh": value.zh, "en": value.en}
        return super().get_prep_value(value)
