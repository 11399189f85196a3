"""How often one address may do something on the public site; counted in the cache, for a while."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def within(request: HttpRequest, what: str, *, times: int, seconds: int) -> bool:
    """Count one more ``what`` for the visitor's address; False when it was done ``times`` times in the last span."""
    key = f"limit:{what}:{_address(request)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # expired between the two calls
        return True


def _address(request: HttpRequest) -> str:
    # Behind the proxy of production the last hop of X-Forwarded-For is the one that the proxy itself saw.
    forwarded = "" if settings.TRIAL else request.headers.get("X-Forwarded-For", "")
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
