"""What must never stand in a public text: telephone and identity numbers of people (domain handbook, Notices)."""

import re
import unicodedata

from stdnum.cn import ric

from awards.services import Refused
from schemes.regulation import Text

MOBILE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \u00a0]+(?=\d)")
_DASHED_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)-(\d{4})-(\d{4})(?!\d)")


def personal_numbers(text: str) -> list[str]:
    """Telephone and identity numbers found in a text, written in any width or spacing."""
    plain = _DASHED_MOBILE.sub(r"\1\2\3", _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text)))
    identities = [found for found in IDENTITY.findall(plain) if ric.is_valid(found.upper())]
    return [*MOBILE.findall(plain), *LANDLINE.findall(plain), *identities]


def refuse_personal_numbers(*texts: str) -> None:
    """Raise :class:`Refused` when one of the texts carries a person's number, showing it masked."""
    for text in texts:
        for number in personal_numbers(text):
            shown = f"{number[:3]}…{number[-2:]}"
            raise Refused(
                Text(
                    zh=f"公开文字中不得出现电话号码或身份证号码（{shown}）。受理电话请填在“联系方式”栏。",
                    en=f"A public text must not carry telephone or identity numbers ({shown}). "
                    "The office's own telephone belongs in the contact fields.",
                )
            )
