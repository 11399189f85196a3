"""The site as an app: its commands, checks and trial pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the site's system checks."""

    name = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401
