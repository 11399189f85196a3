"""A person's messages."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from journal import clock
from journal.models import Notification

from .request import SignedIn


@login_required
def inbox(request: SignedIn) -> HttpResponse:
    """Messages, newest first."""
    lines = Notification.objects.filter(person=request.user)
    return render(request, "accounts/inbox.html", {"page": Paginator(lines, 25).get_page(request.GET.get("page"))})


@login_required
@require_POST
def open_message(request: SignedIn, pk: int) -> HttpResponse:
    """Mark a message as read and go where it leads."""
    line = get_object_or_404(Notification, pk=pk, person=request.user)
    Notification.objects.filter(pk=line.pk, read_at=None).update(read_at=clock.now())
    safe = line.url and url_has_allowed_host_and_scheme(line.url, allowed_hosts=None)
    return redirect(line.url if safe else "inbox")


@login_required
def profile(request: SignedIn) -> HttpResponse:
    """Who I am here: seats with their days, sign-in and second factor."""
    appointments = request.user.appointments.select_related("unit", "organisation").order_by("from_on")
    return render(request, "accounts/profile.html", {"appointments": appointments})
