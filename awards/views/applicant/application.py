"""One application: where it stands, what to do next, how it reads, its form as a PDF."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.views.request import SignedIn

from ...applicant_queries import (
    KINDS,
    NAMES,
    award_of,
    days_left,
    deadline_of,
    letters_of,
    next_steps,
    returned_opinion,
    told_outcomes,
)
from ...application_queries import findings_of, missing_of, presented, presented_draft, progress_of
from ...correction_queries import running_correction
from ...documents.form_pdf import form_pdf
from ...documents.pdf import NoPdf
from ...material import application_stage, draft_of, latest_submission
from ...policies import may_edit, may_resume, may_still_change, may_submit
from ...queries import recommending_clause
from ...release import told_standing
from .fetch import own_application
from .states import changed_since


@login_required
def application(request: SignedIn, pk: int) -> HttpResponse:
    """Its page: the next step first, then sections, opinions, outcomes, dates."""
    found = own_application(request, pk)
    draft = draft_of(found)
    progress = progress_of(draft)
    latest = latest_submission(found)
    deadline = deadline_of(found.edition)
    context = {
        "application": found, "regulation": draft.regulation, "latest": latest, "deadline": deadline,
        "left": days_left(deadline), "standing": NAMES[told_standing(found)],
        "kind": KINDS.get(told_standing(found), ""), "running": may_still_change(found),
        "may_edit": may_edit(request.user, found), "may_submit": may_submit(request.user, found),
        "sections": [
            {
                "section": section, "number": number, "done": progress[section.key][0],
                "total": progress[section.key][1], "left": progress[section.key][1] - progress[section.key][0],
                "row": next((row for row in found.sections.all() if row.section == section.key), None),
            }
            for number, section in enumerate(draft.form.sections, 1)
        ],
        "missing": len(missing_of(draft)), "changed": changed_since(draft, latest),
        "returned": returned_opinion(found), "steps": next_steps(found),
        "opinions": list(found.recommendations.all()), "outcomes": told_outcomes(found),
        "needs_opinion": recommending_clause(application_stage(found.edition)),
        "may_resume": may_resume(request.user, found),
        "letters": letters_of(found), "correction": running_correction(found), "award": award_of(found),
    }  # fmt: skip
    return render(request, "awards/applicant/application.html", context)


@login_required
def preview(request: SignedIn, pk: int) -> HttpResponse:
    """The form as a reader sees it: what was handed in, or (``?draft``) what stands in the draft."""
    found = own_application(request, pk)
    latest = latest_submission(found)
    as_draft = latest is None or "draft" in request.GET
    context = {
        "application": found, "latest": None if as_draft else latest, "other": latest is not None,
        "sections": presented_draft(found) if as_draft else presented(found),
        "regulation": draft_of(found).regulation, "findings": findings_of(draft_of(found) if as_draft else found),
    }  # fmt: skip
    return render(request, "awards/applicant/preview.html", context)


@login_required
def application_pdf(request: SignedIn, pk: int) -> HttpResponse:
    """The filled form as a PDF: what was handed in, or the draft, marked as one."""
    found = own_application(request, pk)
    try:
        content = form_pdf(found, as_draft="draft" in request.GET)
    except NoPdf as reason:
        messages.error(request, _("PDFs cannot be made on this machine: %(reason)s") % {"reason": reason})
        return redirect("preview", pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.number or f"draft-{found.pk}"}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
