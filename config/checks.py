"""Settings that the portal refuses to start with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from accounts.models import Seat


@register(Tags.security)
def trial_is_no_production(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A trial lets anybody be anybody and moves the clock: never beside anything that marks a production site."""
    if not settings.TRIAL:
        return []
    signs = {
        "SITE_URL begins with https": settings.SITE_URL.startswith("https:"),
        "SECRET_KEY is a key of its own": settings.SECRET_KEY != settings.TRIAL_KEY,
        "EMAIL_URL sends real mail": settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        "CERTIFICATE_KEY signs real certificates": bool(settings.CERTIFICATE_KEY),
    }
    return [
        Error(f"TRIAL is on, but {sign}.", hint="Set TRIAL=false for a production site.", id="portal.E001")
        for sign, present in signs.items()
        if present
    ]


@register(Tags.security, deploy=True)
def deployed_is_no_trial(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A deployment check is meant for production."""
    return [Error("TRIAL is on.", hint="Set TRIAL=false.", id="portal.E002")] if settings.TRIAL else []


@register(Tags.security)
def production_has_second_factor(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Staff seats need a second factor outside a trial (GB/T 22239-2019, level 3)."""
    if settings.TRIAL or settings.SECOND_FACTOR:
        return []
    return [Error("SECOND_FACTOR is off in production.", hint="Unset SECOND_FACTOR.", id="portal.E003")]


@register(Tags.security)
def second_factor_seats_exist(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A seat misspelt in the list would silently go without."""
    unknown = set(settings.SECOND_FACTOR_SEATS) - set(Seat.values)
    hint = f"Seats are: {', '.join(Seat.values)}."
    return [
        Error(f"SECOND_FACTOR_SEATS names no seat: {seat}.", hint=hint, id="portal.E004") for seat in sorted(unknown)
    ]
