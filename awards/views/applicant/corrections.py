"""Corrections the office asked for: the task, the named questions to fill in, handing in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from accounts.views.access import insist
from accounts.views.request import SignedIn
from journal import clock

from ...applicant_queries import days_left
from ...application_queries import missing_of
from ...correction_queries import asked_material, corrections_of, named_sections, open_material
from ...differences import difference
from ...forms.answers import SectionForm
from ...forms.corrections import numbered
from ...models import CorrectionRequest
from ...policies import SIGNATORIES, may_correct, own_applications
from ...services import Refused
from ...services.applications import Changed
from ...services.corrections import answer_correction, save_correction, section_url
from ...services.submission import STATEMENT
from ..acts import act
from .fetch import own_application
from .sections import differences, revision_of, typed_in
from .submission import SignatureForm, truth_clause


@login_required
def correction(request: SignedIn, pk: int) -> HttpResponse:
    """What is asked for, why, until when; what changed so far; sign and hand in."""
    found = own_correction(request, pk)
    form = SignatureForm(request.POST or None)
    if request.method == "POST":
        insist(may_correct(request.user, found, *SIGNATORIES))
        if form.is_valid():
            done = gettext("Your correction is handed in.")
            name = form.cleaned_data["signed_name"]
            if act(request, answer_correction, form=form, correction=found, signed_name=name, done=done):
                return redirect("correction", pk)
    return render(request, "awards/applicant/correction.html", _task(request, found, form))


@login_required
def correction_section(request: SignedIn, pk: int, section: str) -> HttpResponse:
    """The named questions of one section; without JavaScript its button saves them."""
    found = own_correction(request, pk)
    if request.method == "POST":
        return _save(request, found, section)
    return _page(request, found, section)


@login_required
@require_POST
def correction_save(request: SignedIn, pk: int, section: str) -> JsonResponse:
    """Autosave: 200 with the new revision, 409 with what somebody else saved, 422 or 403 with a sentence."""
    found = own_correction(request, pk)
    allowed = may_correct(request.user, found)
    if not allowed:
        return JsonResponse({"message": str(allowed.because)}, status=403)
    fields = typed_in(request)
    try:
        row = save_correction(
            correction=found, section=section, fields=fields, revision=revision_of(request), actor=request.user
        )
    except Changed as changed:
        theirs = {name: changed.fields.get(name, "") for name in fields}
        return JsonResponse({"revision": changed.revision, "fields": theirs, "by": str(changed.by or "")}, status=409)
    except Refused as refused:
        return JsonResponse({"message": refused.text.in_language(get_language() or "")}, status=422)
    return JsonResponse({"revision": row.revision, "saved_at": timezone.localtime(clock.now()).strftime("%H:%M")})


def own_correction(request: SignedIn, pk: int) -> CorrectionRequest:
    """A request to one of the person's organisations, 404 otherwise; its application as its own pages read it."""
    rows = CorrectionRequest.objects.filter(application__in=own_applications(request.user))
    found = get_object_or_404(rows.select_related("submission", "answered"), pk=pk)
    found.application = own_application(request, found.application_id)
    return found


def _task(request: SignedIn, found: CorrectionRequest, form: SignatureForm) -> dict[str, Any]:
    before, now = asked_material(found), open_material(found)
    named = set(found.questions)
    gaps = [gap for gap in missing_of(now) if gap.question.key in named]
    told = next(one for one in corrections_of(found.application) if one.request.pk == found.pk)
    return {
        "application": found.application, "correction": found, "regulation": now.regulation, "form": form,
        "sections": [
            {
                "number": number, "section": part, "questions": part.questions,
                "gaps": sum(gap.section.key == part.key for gap in gaps),
            }
            for number, part in named_sections(found)
        ],
        "blockers": [
            {"says": f"{gap.number} {gap.problem}", "url": section_url(found, gap.section, gap.field)} for gap in gaps
        ],
        "changes": told.changes if found.answered else difference(before, now), "running": told.running,
        "may_write": may_correct(request.user, found), "left": days_left(found.closes_at),
        "may_hand_in": may_correct(request.user, found, *SIGNATORIES), "statement": STATEMENT,
        "g8": truth_clause(now.regulation),
    }  # fmt: skip


def _save(request: SignedIn, found: CorrectionRequest, section: str) -> HttpResponse:
    insist(may_correct(request.user, found))
    fields = typed_in(request)
    try:
        save_correction(
            correction=found, section=section, fields=fields, revision=revision_of(request), actor=request.user
        )
    except Changed as changed:
        return _page(request, found, section, fields=fields, theirs=changed)
    except Refused as refused:
        return _page(request, found, section, fields=fields, refused=refused)
    return redirect("correction", found.pk) if request.POST.get("go") == "next" else redirect(request.path)


def _page(
    request: SignedIn,
    found: CorrectionRequest,
    section: str,
    *,
    fields: dict[str, str] | None = None,
    theirs: Changed | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    number, part = next(((n, p) for n, p in named_sections(found) if p.key == section), (0, None))
    row = next((row for row in found.application.sections.all() if row.section == section), None)
    if part is None or row is None:
        raise Http404
    material = open_material(found)
    form = SectionForm(part, material.layout, {**material.fields, **(fields or {})})
    context = {
        "application": found.application, "correction": found, "section": part, "number": number, "form": form,
        "revision": theirs.revision if theirs else row.revision, "groups": numbered(form, material),
        "regulation": material.regulation, "may_edit": may_correct(request.user, found), "refused": refused,
        "theirs": differences(form, fields or {}, theirs), "changed": theirs, "left": days_left(found.closes_at),
    }  # fmt: skip
    return render(request, "awards/applicant/correction_section.html", context, status=409 if theirs else 200)
