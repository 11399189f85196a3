"""A notice as an official document (GB/T 9704-2012): made and sealed by the worker once it is published."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from awards.documents.pdf import render_pdf
from awards.documents.signing import is_trial_key, sign
from journal.digests import sha256
from journal.look import words
from journal.queries import head
from journal.services import record

from .listing import grouped
from .models import Notice


def make_notice_pdf(notice: int) -> None:
    """Make a published notice's PDF; does nothing where it is made already, so it is safe to run twice."""
    row = Notice.objects.select_related("edition__regulation_version").get(pk=notice)
    if row.pdf or not row.is_published:
        return
    content = sign(render_pdf("publicity/documents/notice.html", document_context(row)), reason=row.number)
    with transaction.atomic():
        fresh = Notice.objects.select_for_update(of=("self",)).get(pk=notice)
        if fresh.pdf:
            return
        fresh.pdf_digest = sha256(content)
        fresh.pdf.save(f"{row.number}.pdf", ContentFile(content), save=False)
        fresh.save(update_fields=["pdf", "pdf_digest"])
        record("make_notice_pdf", actor=None, about=fresh, number=fresh.number, digest=fresh.pdf_digest)


def document_context(notice: Notice) -> dict[str, Any]:
    """What the document shows; official documents are Chinese."""
    number, digest = head()
    return {
        "title": notice.title["zh"],
        "issuer": notice.issuer["zh"],
        "notice": notice,
        "paragraphs": notice.body["zh"].splitlines(),
        "groups": grouped(notice.entries),
        "regulation": notice.edition.regulation_version.regulation,
        "edition": notice.edition,
        "deadline": words.moment(notice.ends_at, "zh-hans"),
        "signed_on": notice.published_on,
        "journal_head": f"留痕第{number}条 {digest}",
        "trial_key": is_trial_key(),
    }
