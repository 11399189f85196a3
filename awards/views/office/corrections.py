"""The office asks for a correction: choose questions, reason and last day, see what is sent, send it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ...correction_queries import numbered_questions, running_correction, waits, with_dependants
from ...forms.corrections import CorrectionForm
from ...material import Material, material_of
from ...models import Application
from ...screening_queries import qualification_of
from ...services.corrections import request_correction
from ..acts import act
from .scope import application_of, frame, office_only


@office_only
def correction_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """First the choice, then exactly what the applicant will read, then it is sent (POST)."""
    application = application_of(request, pk)
    material = material_of(application)
    form = CorrectionForm(request.POST or None, material=material, initial=_suggested(request, material))
    ready = request.method == "POST" and form.is_valid() and "change" not in request.POST
    if ready and "send" in request.POST:
        terms = {"application": application, **form.cleaned_data}
        if act(request, request_correction, form=form, done=_("The applicant is asked for the correction."), **terms):
            return redirect("screen", pk)
        ready = False
    running = running_correction(application)
    context = frame(
        request,
        application.edition,
        (_("Screening"), reverse("screening", args=[application.edition_id])),
        (application.number or application.applicant_name, reverse("screen", args=[pk])),
        (_("Ask for a correction"), ""),
        application=application,
        form=form,
        running=waits(running) if running else None,
        decided=qualification_of(application),
        preview=_preview(form, material) if ready else None,
    )
    return render(request, "awards/office/correction_ask.html", context)


def _suggested(request: HttpRequest, material: Material) -> dict[str, Any]:
    """The questions that concern the clause one comes from."""
    clause = request.GET.get("clause", "")
    return {"questions": [question.key for question in material.form.questions() if clause in question.clauses]}


def _preview(form: CorrectionForm, material: Material) -> dict[str, Any]:
    chosen = form.cleaned_data["questions"]
    named = set(with_dependants(material.form, chosen))
    return {
        "questions": [
            {"number": number, "question": question, "with_it": question.key not in chosen}
            for _section, several in numbered_questions(material)
            for number, question in several
            if question.key in named
        ],
        "chosen": chosen,
        "reason": form.cleaned_data["reason"],
        "until": form.cleaned_data["until"],
    }


def correction_state(application: Application) -> Any:
    """Until when the screening page offers no decision; None while it may."""
    running = running_correction(application)
    return waits(running) if running else None
