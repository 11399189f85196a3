"""Writing a decision down: frozen with its digest, and in the journal under the article it rests on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from journal import clock
from journal.digests import digest_of
from journal.services import record

from ..models import Decision, EditionStage
from ..queries import stage_clause


def write_decision(
    *,
    stage: EditionStage,
    kind: str,
    content: Mapping[str, Any],
    text: str,
    actor: User,
    decided_on: date | None = None,
    accepted: bool = True,
    number: str = "",
) -> Decision:
    """Write a decision of a stage; ``number`` is its document's, ``decided_on`` today when left out."""
    decision = Decision.objects.create(
        edition=stage.edition,
        kind=kind,
        accepted=accepted,
        document_number=number,
        decided_on=decided_on or clock.today(),
        text=text.strip(),
        content=content,
        digest=digest_of(content),
        decided_by=actor,
        decided_at=clock.now(),
    )
    clause = stage_clause(stage)
    record(
        f"decide_{kind}",
        actor=actor,
        about=stage.edition,
        accepted=accepted,
        document_number=number,
        digest=decision.digest,
        clause=clause.id,
        article=clause.article,
        because=decision.text,
    )
    return decision
