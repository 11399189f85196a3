"""Making papers: the worker's handlers. Each is safe to run twice; what is made is never made again."""

from collections.abc import Callable
from typing import Any

import segno
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.safestring import mark_safe

from journal import clock
from journal.digests import sha256
from journal.queries import head
from journal.services import record
from schemes.regulation import Regulation, Text
from schemes.regulation.organs import Bodies
from schemes.regulation.stages import StageKind

from ..models import Award, Document, Edition, Paper
from ..queries import regulation_of, stage_clause, stage_of, stage_rule
from .pdf import render_pdf
from .signing import is_trial_key, sign


def make_certificate(award: int) -> None:
    """Make and sign an award's certificate; does nothing where it is made already or the award is gone back."""
    row = Award.objects.select_related("edition__regulation_version", "application").get(pk=award)
    if row.certificate:
        return
    content = sign(
        render_pdf("documents/certificate.html", certificate_context(row)), reason=f"Certificate {row.number}"
    )
    with transaction.atomic():
        fresh = Award.objects.select_for_update(of=("self",)).get(pk=award)
        if fresh.certificate:
            return
        fresh.certificate_digest = sha256(content)
        fresh.certificate.save(f"{row.number}.pdf", ContentFile(content), save=False)
        fresh.save(update_fields=["certificate", "certificate_digest"])
        record("make_certificate", actor=None, about=fresh, number=fresh.number, digest=fresh.certificate_digest)


def make_document(document: int) -> None:
    """Make and sign a written result or a decision's paper; does nothing where it is made already."""
    row = _documents().get(pk=document)
    if row.made_at:
        return
    context = {**_frame(row.edition), "document": row, **CONTEXTS[Paper(row.kind)](row)}
    content = sign(render_pdf(f"documents/{row.kind}.html", context), reason=row.number)
    with transaction.atomic():
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document)
        if fresh.made_at:
            return
        fresh.digest, fresh.made_at = sha256(content), clock.now()
        fresh.file.save(f"{row.number}.pdf", ContentFile(content), save=False)
        fresh.save(update_fields=["file", "digest", "made_at"])
        record("make_document", actor=None, about=fresh, number=fresh.number, digest=fresh.digest)


def certificate_context(award: Award) -> dict[str, Any]:
    """What the certificate shows: year, tier, winner, granting body, number, code, QR of the public check."""
    regulation = regulation_of(award.edition)
    address = settings.SITE_URL + reverse("verify_award", args=[award.number, award.code])
    shown = {
        "award": regulation.identity.award,
        "year": award.year,
        "winner": award.winner,
        "tier": next(tier.name for tier in regulation.tiers if tier.key == award.tier),
        "qr": mark_safe(segno.make(address, error="m").svg_inline(border=0, omitsize=True, dark="#1a2433")),  # noqa: S308
        "number": award.number,
        "check_url": address,
        "valid_until": award.valid_until,
        "granted_by": body_of(regulation, "approver").zh,
        "granted_on": award.awarded_on,
    }
    return {
        **_frame(award.edition),
        "title": f"{award.number} {award.winner}",
        "award": award,
        "winner_is_long": len(award.winner) > LONG_NAME,
        "certificates": [shown],
    }


def body_of(regulation: Regulation, key: str) -> Text:
    """The name of a body of the regulation; the issuer's where it names none of the kind."""
    found = (body.name for _, rule in regulation.rules(Bodies) for body in rule.bodies if body.key == key)
    return next(found, regulation.identity.issuer)


def _documents() -> Any:
    return Document.objects.select_related(
        "edition__regulation_version",
        "application__organisation",
        "outcome__stage__edition__regulation_version",
        "decision__decided_by",
    )


def _frame(edition: Edition) -> dict[str, Any]:
    number, digest = head()
    return {
        "edition": edition,
        "regulation": regulation_of(edition),
        "journal_head": f"留痕第{number}条 {digest}",
        "trial_key": is_trial_key(),
    }


def _written_result(document: Document) -> dict[str, Any]:
    outcome, application, edition = document.outcome, document.application, document.edition
    if outcome is None or application is None:
        raise ValueError(f"{document.number} is a written result about nothing")
    return {
        "issuer": body_of(regulation_of(edition), "office").zh,
        "number": document.number,
        "title": f"{edition.title['zh']}{stage_rule(outcome.stage).name.zh}结果告知书",
        "to": application.applicant_name,
        "outcome": outcome,
        "application": application,
        "stage_name": stage_rule(outcome.stage).name,
        "signed_on": outcome.at,
    }


def _decision(document: Document) -> dict[str, Any]:
    decision, regulation = document.decision, regulation_of(document.edition)
    if decision is None:
        raise ValueError(f"{document.number} is a decision's paper without a decision")
    names = {tier.key: tier.name for tier in regulation.tiers}
    lines = [{**line, "tier_name": names[line["tier"]]} for line in decision.content["list"]]
    committee = document.kind == Paper.COMMITTEE_DECISION
    kind = StageKind.COMMITTEE_DECISION if committee else StageKind.APPROVAL
    stage = stage_of(document.edition, kind)
    title = document.edition.title["zh"]
    return {
        "issuer": body_of(regulation, "committee" if committee else "approver").zh,
        "number": decision.document_number or document.number,
        "title": f"关于{title}候选名单的决定" if committee else f"关于批准{title}获奖名单的决定",
        "decision": decision,
        "clause": stage_clause(stage) if stage else None,
        "standing": [line for line in lines if line["state"] not in ("struck", "fallen")],
        "struck": [line for line in lines if line["state"] in ("struck", "fallen")],
        "signed_on": decision.decided_on,
    }


LONG_NAME = 22
CONTEXTS: dict[Paper, Callable[[Document], dict[str, Any]]] = {
    Paper.WRITTEN_RESULT: _written_result,
    Paper.COMMITTEE_DECISION: _decision,
    Paper.APPROVAL: _decision,
}
