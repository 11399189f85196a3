"""Whether a unified social credit code can be one (GB 32100-2015), and whether its check digit holds."""

import re

from stdnum.cn import uscc as standard

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
SHAPE = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$")


def compact(code: str) -> str:
    """The code in capitals without separators."""
    return standard.compact(code)


def well_formed(code: str) -> bool:
    """Eighteen characters of the standard's alphabet with an area code in place 3 to 8.

    The library refuses some lawful registration authorities, so the shape is judged here.
    """
    return bool(SHAPE.match(compact(code)))


def check_digit(first_seventeen: str) -> str:
    """The eighteenth character (GB 32100-2015: weights are powers of 3 modulo 31)."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def check_holds(code: str) -> bool:
    """Whether the check digit is right. A few codes in use fail: warn, and let the office accept with a reason."""
    code = compact(code)
    return well_formed(code) and check_digit(code[:17]) == code[17]
