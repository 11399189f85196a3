"""A person's own pages."""

from django.urls import path

from .views import inbox

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:pk>/", inbox.open_message, name="open_message"),
    path("", inbox.profile, name="profile"),
]
