"""Notices, objections, the public site."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """Lets the notice stages answer for their kinds."""

    name = "publicity"

    def ready(self) -> None:
        """Register the stages in which the public looks on."""
        from awards.stages import register

        from .stages import AcceptanceNotice, Announcement, ResultNotice

        for stage in (AcceptanceNotice, ResultNotice, Announcement):
            register(stage)
