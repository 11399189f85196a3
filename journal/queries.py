"""Reading the record: the chain's head, one object's lines, what does not add up."""

from collections.abc import Iterator

from django.db import models

from .guards import missing
from .models import Entry
from .models.entry import GENESIS


def head() -> tuple[int, str]:
    """Number and hash of the last line; printed on formal documents."""
    return Entry.objects.order_by("-number").values_list("number", "hash").first() or (0, GENESIS)


def entries_about(thing: models.Model) -> models.QuerySet[Entry]:
    """The lines about one object, oldest first."""
    return Entry.objects.filter(object_type=thing._meta.label_lower, object_id=str(thing.pk)).select_related("actor")


def faults() -> Iterator[str]:
    """Every way in which the chain does not hold, in English, one sentence each."""
    yield from (f"guard {name} is missing in the database" for name in missing())
    number, previous = 0, GENESIS
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            yield f"line {number} is missing (found {entry.number})"
            number = entry.number
        if entry.previous != previous:
            yield f"line {entry.number} does not follow line {entry.number - 1}"
        if entry.computed_hash() != entry.hash:
            yield f"line {entry.number} was changed"
        previous = entry.hash
