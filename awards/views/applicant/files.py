"""Evidence: uploads in pieces, with or without JavaScript; files leave only through the permission check."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import organisations_of
from accounts.views.access import insist
from accounts.views.request import SignedIn

from ...correction_queries import running_correction
from ...material import layout_of, proof_of
from ...models import Application, EvidenceFile, Upload
from ...policies import WRITERS, may_edit, may_open_evidence, own_applications
from ...services import Refused
from ...services.corrections import section_url
from ...services.evidence import WrongOffset, add_piece, begin_upload, receive_file, remove_file
from ..acts import act
from .fetch import own_application


@login_required
@require_POST
def evidence_upload(request: SignedIn, pk: int, question: str) -> HttpResponse:
    """Announce an upload in pieces (``name``, ``size``), or take a whole file from a plain form."""
    application = own_application(request, pk)
    allowed = may_edit(request.user, application, question)
    if request.FILES or "name" not in request.POST:
        insist(allowed)
        return _whole(request, application, question)
    if not allowed:
        return _says(str(allowed.because), 403)
    try:
        upload = begin_upload(
            application=application, question=question, name=request.POST["name"], actor=request.user,
            size=_number(request.POST.get("size")), digest=request.POST.get("sha256", "")[:64],
        )  # fmt: skip
    except Refused as refused:
        return _says(_readable(refused), 422)
    return JsonResponse({"url": reverse("upload_piece", args=[upload.key]), "offset": 0}, status=201)


@login_required
@require_http_methods(["PATCH"])
def upload_piece(request: SignedIn, key: str) -> JsonResponse:
    """Take the next piece: 200 with the offset, 409 with where to go on, 422 with a sentence."""
    mine = Upload.objects.filter(application__organisation__in=organisations_of(request.user, *WRITERS))
    upload = get_object_or_404(mine.select_related("application__edition"), key=key, started_by=request.user)
    if len(request.body) > settings.UPLOAD_CHUNK_BYTES:
        return _says(_("This piece is too large."), 413)
    try:
        there = add_piece(
            upload=upload, offset=_number(request.headers.get("Upload-Offset")), piece=request.body, actor=request.user
        )
    except WrongOffset as wrong:
        return JsonResponse({"offset": wrong.received}, status=409)
    except Refused as refused:
        return _says(_readable(refused), 422)
    if isinstance(there, Upload):
        return JsonResponse({"offset": there.received})
    row = render_to_string("awards/applicant/_file.html", {"file": shown_file(there)}, request=request)
    return JsonResponse({"offset": there.size, "done": True, "row": row})


@login_required
@require_POST
def evidence_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Take a file off the draft."""
    file = get_object_or_404(
        EvidenceFile.objects.filter(application__in=own_applications(request.user)).select_related(
            "application__edition"
        ),
        pk=pk,
    )
    insist(may_edit(request.user, file.application, file.question))
    act(request, remove_file, file=file, done=_("The file was removed."))
    return redirect(_section_address(file.application, file.question))


@login_required
def evidence_file(request: SignedIn, pk: int) -> FileResponse:
    """A file, for those who may open it; for everybody else it does not exist."""
    file = get_object_or_404(EvidenceFile.objects.select_related("application"), pk=pk)
    if not may_open_evidence(request.user, file):
        raise Http404
    return serve_evidence(request, file)


def serve_evidence(request: SignedIn, evidence: EvidenceFile) -> FileResponse:
    """A file as an attachment that no browser runs. The caller has checked that the person may open it."""
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=evidence.content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(evidence.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def shown_file(file: EvidenceFile) -> dict[str, object]:
    """What the upload list shows of a file."""
    proof = proof_of(file)
    return {
        "name": proof.name, "size": proof.size, "at": proof.uploaded_at, "by": str(file.uploaded_by),
        "url": reverse("evidence_file", args=[file.pk]), "remove_url": reverse("evidence_remove", args=[file.pk]),
    }  # fmt: skip


def _whole(request: SignedIn, application: Application, question: str) -> HttpResponse:
    for sent in request.FILES.getlist("file"):
        kept = act(
            request, receive_file, application=application, question=question, name=sent.name or "", content=sent.file
        )
        if kept:
            messages.success(request, _("%(name)s was attached.") % {"name": kept.name})
    if not request.FILES:
        messages.error(request, _("Choose a file first."))
    return redirect(_section_address(application, question))


def _section_address(application: Application, question: str) -> str:
    form = layout_of(application.edition, application.applicant_kind).form
    section = next((found for found in form.sections if any(asked.key == question for asked in found.questions)), None)
    if section is None:
        raise Http404
    running = running_correction(application)
    if running is not None and question in running.questions:
        return section_url(running, section, question)
    return f"{reverse('section', args=[application.pk, section.key])}#id_{question}"


def _says(message: str, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)


def _readable(refused: Refused) -> str:
    return refused.text.in_language(get_language() or "")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
