"""The one way to an objector's identity; each reading leaves a line in the journal."""

from dataclasses import dataclass
from typing import IO

from django.db import transaction

from accounts.models import User
from journal.services import record

from .models import Objection, Objector


@dataclass(frozen=True)
class Identity:
    """Who objected; ``kind`` is ``person`` or ``unit``."""

    kind: str
    name: str
    contact: str


@transaction.atomic
def objector_of(*, objection: Objection, actor: User, purpose: str) -> Identity | None:
    """The objector's identity for a named officer and purpose; None for an anonymous objection."""
    row = Objector.objects.filter(objection=objection).values_list("kind", "name", "contact").first()
    record("read_objector", actor=actor, about=objection, purpose=purpose)
    return Identity(*row) if row else None


@transaction.atomic
def attachment_of(*, objection: Objection, actor: User) -> IO[bytes]:
    """The file that came with an objection, opened; it may bear the objector's name or seal."""
    record("read_objection_file", actor=actor, about=objection, digest=objection.file_digest)
    return objection.file.open("rb")


def names_objector(objection: Objection, text: str) -> bool:
    """Whether a text would give the objector away; tells no more than that, so it is not journalled."""
    row = Objector.objects.filter(objection=objection).values_list("name", "contact").first()
    return row is not None and any(word and word in text for word in row)
