"""Filling in the form: a page a section, saved as it is typed, by several people at once."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.views.access import insist
from accounts.views.request import SignedIn
from journal import clock

from ...applicant_queries import days_left, deadline_of
from ...application_queries import progress_of
from ...forms.answers import SectionForm
from ...forms.layout import arrange
from ...material import draft_of
from ...models import Application, SectionAnswers
from ...policies import may_edit
from ...services import Refused
from ...services.applications import Changed, save_section
from .fetch import own_application
from .findings import explained


@login_required
def section(request: SignedIn, pk: int, section: str) -> HttpResponse:
    """Show a section to fill in; without JavaScript its button saves it."""
    application = own_application(request, pk)
    row = _row(application, section)
    if request.method == "POST":
        return _save(request, application, row)
    return _page(request, application, row, row.answers)


@login_required
@require_POST
def section_save(request: SignedIn, pk: int, section: str) -> JsonResponse:
    """Autosave: 200 with the new revision, 409 with what somebody else saved, 422 or 403 with a sentence."""
    application = own_application(request, pk)
    allowed = may_edit(request.user, application)
    if not allowed:
        return JsonResponse({"message": str(allowed.because)}, status=403)
    row, fields = _row(application, section), typed_in(request)
    try:
        kept = save_section(
            application=application,
            section=row.section,
            fields=fields,
            revision=revision_of(request),
            actor=request.user,
        )
    except Changed as changed:
        theirs = {**dict.fromkeys(fields, ""), **changed.fields}
        return JsonResponse({"revision": changed.revision, "fields": theirs, "by": str(changed.by or "")}, status=409)
    except Refused as refused:
        return JsonResponse({"message": refused.text.in_language(get_language() or "")}, status=422)
    saved_at = timezone.localtime(clock.now()).strftime("%H:%M")
    return JsonResponse({"revision": kept.revision, "saved_at": saved_at})


def _save(request: SignedIn, application: Application, row: SectionAnswers) -> HttpResponse:
    insist(may_edit(request.user, application))
    fields = typed_in(request)
    try:
        save_section(
            application=application,
            section=row.section,
            fields=fields,
            revision=revision_of(request),
            actor=request.user,
        )
    except Changed as changed:
        row.revision = changed.revision
        return _page(request, application, row, fields, theirs=changed)
    except Refused as refused:
        return _page(request, application, row, fields, refused=refused)
    return redirect(*_where_next(request, application, row.section))


def _page(
    request: SignedIn,
    application: Application,
    row: SectionAnswers,
    fields: dict[str, str],
    theirs: Changed | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    draft = draft_of(application)
    number, found = next((n, s) for n, s in enumerate(draft.form.sections, 1) if s.key == row.section)
    form = SectionForm(found, draft.layout, fields)
    allowed = may_edit(request.user, application)
    context = {
        "application": application, "section": found, "number": number, "form": form, "revision": row.revision,
        "groups": arrange(form, draft, f"{number}."), "sections": _sections(draft), "regulation": draft.regulation,
        "explained": explained(draft), "may_edit": allowed, "refused": refused,
        "theirs": differences(form, fields, theirs), "changed": theirs,
        "before": _neighbour(draft, number - 1), "after": _neighbour(draft, number + 1),
        "deadline": deadline_of(application.edition), "left": days_left(deadline_of(application.edition)),
    }  # fmt: skip
    return render(request, "awards/applicant/section.html", context, status=409 if theirs else 200)


def _sections(draft: Any) -> list[dict[str, Any]]:
    progress = progress_of(draft)
    return [
        {"section": found, "number": number, "done": progress[found.key][0], "total": progress[found.key][1]}
        for number, found in enumerate(draft.form.sections, 1)
    ]


def _neighbour(draft: Any, number: int) -> Any:
    return draft.form.sections[number - 1] if 1 <= number <= len(draft.form.sections) else None


def differences(form: SectionForm, mine: dict[str, str], theirs: Changed | None) -> list[dict[str, Any]]:
    """Both texts of each field that somebody else saved meanwhile."""
    if theirs is None:
        return []
    return [
        {
            "name": name,
            "label": form.fields[name].label,
            "mine": mine.get(name, ""),
            "theirs": theirs.fields.get(name, ""),
        }
        for name in form.fields
        if mine.get(name, "") != theirs.fields.get(name, "")
    ]


def _row(application: Application, section: str) -> SectionAnswers:
    row = next((row for row in application.sections.all() if row.section == section), None)
    if row is None:
        raise Http404
    return row


def typed_in(request: SignedIn) -> dict[str, str]:
    """The form's fields as they were sent."""
    left_out = ("csrfmiddlewaretoken", "revision", "go")
    return {name: str(typed) for name, typed in request.POST.items() if name not in left_out}


def revision_of(request: SignedIn) -> int:
    """The revision that the sender started from; -1 where none was sent."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else -1


def _where_next(request: SignedIn, application: Application, section: str) -> tuple[Any, ...]:
    keys = [row.key for row in draft_of(application).form.sections]
    place = keys.index(section)
    if request.POST.get("go") == "next":
        if place + 1 == len(keys):
            return "submit", application.pk
        return "section", application.pk, keys[place + 1]
    return "section", application.pk, section
