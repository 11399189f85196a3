"""HTML to PDF with the portal's own fonts, and nothing fetched from anywhere else."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from pylopdf_fonts_zh_cn import sans_path, serif_path

STATIC = Path(settings.BASE_DIR) / "static"


class NoPdf(RuntimeError):
    """PDFs cannot be made on this machine; the message says what to install."""


class ForeignAddress(ValueError):
    """A document tried to fetch something that is not part of the portal."""


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """A template as PDF; fetches only static files and fonts. Raises :class:`NoPdf` where Pango is missing."""
    weasyprint = _weasyprint()
    html = render_to_string(template, {"fonts": fonts(), **context})
    page = weasyprint.HTML(string=html, base_url="portal:/", url_fetcher=_fetcher())
    return page.write_pdf(optimize_images=True)


def fonts() -> dict[str, str]:
    """Where the documents' fonts lie: the office's licensed ones (DOCUMENT_FONTS) before the ones that are shipped."""
    ours = {"song": serif_path(), "sans": sans_path(), "fangsong": serif_path(), "kai": serif_path()}
    chosen = {name: Path(path) for name, path in settings.DOCUMENT_FONTS.items() if Path(path).is_file()}
    return {name: path.as_uri() for name, path in (ours | chosen).items()}


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise NoPdf("PDFs need Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0") from error
    return weasyprint


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):
        """Serves ``portal:/static/…`` and the fonts' own files; refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path = allowed(url)
            return URLFetcherResponse(url, path.read_bytes(), headers or {})

    return OnlyOurs()


def allowed(url: str) -> Path:
    """The file behind an address that documents may use; :class:`ForeignAddress` for every other."""
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme == "portal":
        path = (STATIC / unquote(parts.path).removeprefix("/static/")).resolve()
        if path.is_relative_to(STATIC) and path.is_file():
            return path
    elif parts.scheme == "file" and path.as_uri() in fonts().values():
        return path
    raise ForeignAddress(f"documents fetch nothing from {url[:120]}")
