"""One application in the qualification review: findings, facts and evidence side by side, the next one a key away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.look import words
from schemes.regulation import Regulation
from schemes.regulation.stages import StageKind

from ...application_queries import presented
from ...correction_queries import snapshot_clause
from ...labels import RESULTS
from ...models import Application, Result, Standing
from ...queries import regulation_of, stage_of
from ...rejection_queries import sent_back, waiting_rejection
from ...screening_queries import place_in_queue, qualification_of, screened
from ...services.qualification import Judgement, accept_application, judge_clauses
from ...services.rejection import confirm_rejection, propose_rejection, send_back_rejection
from ..acts import act
from .corrections import correction_state
from .forms import JudgementForm, RejectionForm, SendBackForm
from .scope import application_of, frame, may_act, office_only


@office_only
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: judge what is left to judgement, with a reason each."""
    application = application_of(request, pk)
    forms = _judgements(application, request.POST or None)
    if request.method == "POST" and _saved(request, application, forms):
        return redirect("screen", pk)
    return _page(request, application, forms)


@office_only
@require_POST
def screen_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept."""
    application = application_of(request, pk)
    done = act(request, accept_application, application=application, done=_("The application is accepted."))
    return _next(application) if done else redirect("screen", pk)


@office_only
@require_POST
def screen_reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a rejection under a clause, with a reason."""
    application = application_of(request, pk)
    form = _rejection(application, request.POST)
    if form.is_valid():
        terms = {"application": application, **form.cleaned_data}
        message = _("The rejection is proposed. Another officer confirms it or sends it back.")
        if act(request, propose_rejection, form=form, done=message, **terms):
            return _next(application)
    return _page(request, application, _judgements(application, None), rejection=form)


@office_only
@require_POST
def screen_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, as another officer, what was proposed."""
    application = application_of(request, pk)
    proposal = waiting_rejection(application)
    if proposal is None:
        return redirect("screen", pk)
    proposal.application = application
    message = _("The application is rejected; a written result is on its way.")
    done = act(request, confirm_rejection, proposal=proposal, done=message)
    return _next(application) if done else redirect("screen", pk)


@office_only
@require_POST
def screen_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposed rejection back, or take one's own back, with the reason."""
    application = application_of(request, pk)
    proposal = waiting_rejection(application)
    if proposal is None:
        return redirect("screen", pk)
    proposal.application = application
    form = SendBackForm(request.POST)
    if form.is_valid():
        message = _("The rejection is not confirmed; the application is undecided as before.")
        terms = {"proposal": proposal, **form.cleaned_data}
        if act(request, send_back_rejection, form=form, done=message, **terms):
            return redirect("screen", pk)
    return _page(request, application, _judgements(application, None), send_back=form)


def _judgements(application: Application, typed: Any) -> list[JudgementForm]:
    return [JudgementForm(typed, screened=one) for one in screened(application)]


def _saved(request: HttpRequest, application: Application, forms: list[JudgementForm]) -> bool:
    valid = [form.is_valid() for form in forms]  # every form shows its errors
    if not all(valid):
        return False
    judgements = [
        Judgement(
            clause=form.screened.finding.clause,
            rule=form.screened.rule,
            met=form.cleaned_data["met"] == "yes",
            reason=form.cleaned_data["reason"],
        )
        for form in forms
        if form.said()
    ]
    if not judgements:
        return True
    terms = {"application": application, "judgements": judgements}
    return bool(act(request, judge_clauses, form=forms[0], done=_("Your judgements are saved."), **terms))


def _rejection(application: Application, typed: Any) -> RejectionForm:
    regulation, language = regulation_of(application.edition), get_language() or "zh-hans"
    cited = {clause.id: clause for clause, _rule in regulation.criteria(application.applicant_kind)}
    last = regulation.clause(_stage_clause(regulation))
    cited |= {last.id: last}
    choices = [
        (c.id, f"{words.article(c.article, language)}　{c.says.in_language(language)[:60]}") for c in cited.values()
    ]
    broken = next((one.finding.clause for one in screened(application) if one.outcome == "not_met"), None)
    return RejectionForm(typed, clauses=choices, initial={"clause": broken})


def _stage_clause(regulation: Regulation) -> str:
    return next(rule.clause for rule in regulation.stages if rule.kind == StageKind.QUALIFICATION)


def _page(
    request: HttpRequest,
    application: Application,
    forms: list[JudgementForm],
    *,
    rejection: RejectionForm | None = None,
    send_back: SendBackForm | None = None,
) -> HttpResponse:
    edition, sections = application.edition, presented(application)
    answers = {answer.key: answer for section in sections for answer in section.answers}
    events = _events(answers)
    decided = qualification_of(application)
    open_now = _open_now(application) and decided is None
    proposal = waiting_rejection(application) if decided is None else None
    context = frame(
        request,
        edition,
        (_("Screening"), reverse("screening", args=[edition.pk])),
        (application.number or application.applicant_name, ""),
        application=application,
        queue=place_in_queue(application),
        lines=[_line(form, answers, events) for form in forms],
        sections=sections,
        rejection=rejection or _rejection(application, None),
        decided=decided,
        result=RESULTS[Result(decided.result)] if decided else "",
        proposal=proposal,
        mine=proposal is not None and proposal.proposed_by_id == request.user.pk,
        send_back=send_back or SendBackForm(),
        sent_back=sent_back(application),
        may_decide=open_now and proposal is None and may_act(request, edition),
        may_confirm=open_now and proposal is not None and may_act(request, edition),
        correcting=correction_state(application) if open_now else None,
        snapshots=_snapshots(application),
        ready=all(form.screened.outcome == "met" for form in forms),
        left=sum(form.screened.open for form in forms),
        broken=sum(form.screened.outcome == "not_met" for form in forms),
        faulty=[form for form in (*forms, send_back) if form is not None and form.errors],
    )
    return render(request, "awards/office/screen.html", context)


def _snapshots(application: Application) -> Any:
    stage = stage_of(application.edition, StageKind.QUALIFICATION)
    if stage is None:
        return None
    stage.edition = application.edition
    return snapshot_clause(stage)


def _line(form: JudgementForm, answers: dict[str, Any], events: dict[str, Any]) -> dict[str, Any]:
    one = form.screened
    declared = [answers[key] for key in one.finding.facts if key in answers]
    declared += [
        answer
        for answer in answers.values()
        if answer.shown_as == "files" and answer not in declared and _proves(answer, one.finding.clause)
    ]
    return {
        "form": form,
        "one": one,
        "finding": one.finding,
        "declared": declared,
        "events": [events[key] for key in one.finding.facts if key in events],
    }


def _proves(answer: Any, clause: str) -> bool:
    return any(cited.id == clause for cited in answer.clauses)


def _events(answers: dict[str, Any]) -> dict[str, Any]:
    """What was declared about each kind of event, with the question that asks for it."""
    asked = (answer for answer in answers.values() if answer.shown_as == "events")
    return {row.key: {"answer": answer, "row": row} for answer in asked for row in answer.rows}


def _open_now(application: Application) -> bool:
    stage = stage_of(application.edition, StageKind.QUALIFICATION)
    return stage is not None and stage.is_open and application.standing == Standing.IN_REVIEW


def _next(application: Application) -> HttpResponse:
    """The following one in the queue, the first again after the last, the queue itself when nothing is left."""
    queue = place_in_queue(application)
    following = (queue.following or queue.first) if queue else None
    if following is None:
        return redirect("screening", application.edition_id)
    return redirect("screen", following)
