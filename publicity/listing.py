"""How a notice's list is shown: by tier, in the order decided."""

from typing import Any


def grouped(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries by tier, in the order decided."""
    groups: dict[str, dict[str, Any]] = {}
    for entry in entries:
        groups.setdefault(entry["tier"], {"name": entry["tier_name"], "entries": []})["entries"].append(entry)
    return list(groups.values())
