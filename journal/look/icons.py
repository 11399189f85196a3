"""The portal's own icons: strokes on a 24 × 24 grid, coloured by the text around them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

STROKES: dict[str, str] = {
    "alert": "M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.3",
    "arrow-left": "M20 12H4.5M11 5.5 4.5 12l6.5 6.5",
    "arrow-right": "M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5",
    "award": "M12 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12M8.5 14 7 21.5l5-2.5 5 2.5-1.5-7.5",
    "bell": "M6 17V10.5a6 6 0 0 1 12 0V17l1.5 1.5h-15zM10 21.2h4",
    "calendar": "M4 6h16v14.5H4zM4 10.5h16M8.5 3v5M15.5 3v5",
    "chart": "M4 4v16.5h16.5M8 16.5v-5M12.5 16.5v-9M17 16.5v-7",
    "check": "M4.5 12.5l5 5L19.5 7",
    "chevron-down": "M5.5 9l6.5 6.5L18.5 9",
    "chevron-left": "M15 5.5 8.5 12l6.5 6.5",
    "chevron-right": "M9 5.5l6.5 6.5L9 18.5",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3.2 2.2",
    "cloud-off": "M3.5 3.5l17 17M8.5 8.2a6 6 0 0 1 9.2 3A4.2 4.2 0 0 1 20.3 18M16 19H7a4.5 4.5 0 0 1-1-8.9",
    "cross": "M6 6l12 12M18 6 6 18",
    "dot": "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
    "download": "M12 3.5V15M7 10.5l5 5 5-5M4.5 20.5h15",
    "edit": "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
    "external": "M13.5 4H20v6.5M20 4l-9 9M17.5 14v6H4V6.5h6",
    "eye": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    "file": "M6 3h8l4.5 4.5V21H6zM14 3v5h4.5M9 12.5h6.5M9 16.5h6.5",
    "filter": "M3.5 5h17l-6.5 8v6.5l-4-2V13z",
    "flag": "M5 21.5V4M5 4.5h13.5L15.5 9l3 4.5H5",
    "gavel": "M13.5 4l6 6M11.5 6l6 6M16.5 7.5l-8 8M11 10.5l-7 7 2.5 2.5 7-7M13 21h8",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
    "home": "M3.5 11.5 12 4l8.5 7.5M6 9.5v11h12v-11M10 20.5v-6h4v6",
    "inbox": "M3.5 13.5 6.5 5h11l3 8.5v6h-17zM3.5 13.5H9l1 2.5h4l1-2.5h5.5",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.3v.3",
    "key": "M8 9.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M11.5 11 20 3.5M16 7l3 3.5",
    "link": "M10 14a4 4 0 0 0 6 .5l3.5-3.5a4 4 0 0 0-6-6L12 6.5M14 10a4 4 0 0 0-6-.5L4.5 13a4 4 0 0 0 6 6l1.5-1.5",
    "list": "M8.5 6H20M8.5 12H20M8.5 18H20M4.5 6h.01M4.5 12h.01M4.5 18h.01",
    "lock": "M5.5 11h13v10h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "mail": "M3.5 5.5h17v13.5h-17zM3.5 6.5l8.5 7 8.5-7",
    "menu": "M4 6.5h16M4 12h16M4 17.5h16",
    "minus": "M5 12h14",
    "moon": "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z",
    "question": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.3 9.3a2.7 2.7 0 1 1 4 2.4c-1 .6-1.3 1.1-1.3 2.3M12 17v.3",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.3M20 4v5.3h-5.3",
    "scale": "M12 3.5v17M7.5 20.5h9M4 7h16M4 7l-2 6.5a3.2 3.2 0 0 0 5 0zM20 7l-2 6.5a3.2 3.2 0 0 0 5 0z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5l5 5",
    "settings": "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
    "shield": "M12 3l8 3v6c0 5-3.5 7.8-8 9.5C7.5 19.8 4 17 4 12V6zM8.5 12l2.5 2.5 4.5-5",
    "sign-out": "M14 4H5v16h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
    "sun": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4"
    "M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    "trash": "M4 6.5h16M9 6.5V3.5h6v3M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6",
    "upload": "M12 16V4M7 9l5-5 5 5M4.5 20.5h15",
    "user": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
    "users": "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20c.5-4 3-5.5 6.5-5.5s6 1.5 6.5 5.5"
    "M15.5 5a3.3 3.3 0 0 1 0 6.3M18 14.8c2 .7 3.2 2.4 3.5 5.2",
}


def icon(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: words stand beside it. KeyError for an unknown name."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(STROKES[name]),  # noqa: S308 — our own constants
    )
