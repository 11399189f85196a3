"""What of a typed text is kept: no control, surrogate or direction-changing characters."""

import re
import unicodedata

_KEPT = "\n\t"
_TURNS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def plain_text(typed: str) -> str:
    """The text with lines kept, everything invisible or deceptive left out."""
    text = _TURNS.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn"))


def one_line(typed: str) -> str:
    """The text on one line, without blanks at its ends."""
    return " ".join(plain_text(typed).split())
