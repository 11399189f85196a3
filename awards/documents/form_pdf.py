"""The filled application form as a PDF, as handed in or as a marked draft."""

from django.utils.translation import gettext_lazy as _

from journal.templatetags.portal import say

from ..application_queries import presented, presented_draft
from ..material import latest_submission
from ..models import Application
from ..queries import regulation_of
from .pdf import render_pdf


def form_pdf(application: Application, *, as_draft: bool = False) -> bytes:
    """The form in the reader's language. Raises :class:`~awards.documents.pdf.NoPdf` where PDFs cannot be made."""
    latest = None if as_draft else latest_submission(application)
    regulation = regulation_of(application.edition)
    form = regulation.form(application.applicant_kind)
    context = {
        "title": say(form.title),
        "application": application,
        "latest": latest,
        "sections": presented(application) if latest else presented_draft(application),
        "regulation": regulation,
        "mark": "" if latest else _("Draft – not handed in"),
    }
    return render_pdf("documents/application_form.html", context)
