"""How an article is cited, and where a citation stands in its document."""

import re
from typing import Annotated

from pydantic import AfterValidator

_NUMERAL = "[〇零一二三四五六七八九十百]+"
_CITE = f"第{_NUMERAL}条(?:第{_NUMERAL}款)?(?:第（{_NUMERAL}）项)?"
_MORE = f"(?:[、至](?:{_CITE}|第{_NUMERAL}款|第（{_NUMERAL}）项))*"
_OWN = re.compile(f"^{_CITE}{_MORE}(?:之后)?$")
_LAW = re.compile(f"^(?:《[^《》]+》{_CITE}{_MORE}、?)+$")
_FIRST = re.compile(f"第({_NUMERAL})条(?:第({_NUMERAL})款)?(?:第（({_NUMERAL})）项)?")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}

NOTICE = "公告"
COMMON = "通则"


def numeral(written: str) -> int:
    """The value of a Chinese numeral below one thousand, such as 二十一 or 一百零四."""
    total, digit = 0, 0
    for sign in written:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100}[sign], 0
    return total + digit


def position(article: str) -> tuple[int, int, int] | None:
    """Article, paragraph and item of a citation's first place; None if it cites another document or none."""
    found = _FIRST.search(article) if _OWN.match(article) else None
    if found is None:
        return None
    number, paragraph, item = (numeral(part) if part else 0 for part in found.groups())
    return number, paragraph, item


def _cited(article: str) -> str:
    if article in (NOTICE, COMMON) or _OWN.match(article) or _LAW.match(article):
        return article
    raise ValueError("expected a citation such as 第九条第（二）项, 公告, 通则 or 《…》第…条")


Article = Annotated[str, AfterValidator(_cited)]
