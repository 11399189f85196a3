"""Every address of the site."""

from django.conf import settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from awards.views.calendar import working_calendar

from . import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),  # harmless, and public pages carry no token
    path("start/", views.start, name="start"),
    path("accounts/", include("allauth.urls")),
    path("me/", include("accounts.urls")),
    path("office/calendar/", working_calendar, name="working_calendar"),
    path("office/", include("awards.urls_office")),
    path("review/", include("reviews.urls")),
    path("asked/", include("awards.urls_department")),
    path("", include("awards.urls_applicant")),
    path("", include("publicity.urls")),
]
if settings.TRIAL:
    from . import trial

    urlpatterns += trial.urlpatterns
