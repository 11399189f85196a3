"""Addresses inside an application."""

from django.urls import reverse

from schemes.regulation import Section

from .models import Application


def question_url(application: Application, section: Section, field: str) -> str:
    """The page of a section, at a field."""
    return f"{reverse('section', args=[application.pk, section.key])}#id_{field}"
