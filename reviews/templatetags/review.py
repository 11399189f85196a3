"""Template words of the reviews: an item's name."""

from django import template
from django.utils.translation import get_language

from schemes.catalogue import framework
from schemes.regulation import Regulation
from schemes.regulation.organs import Standard

from ..requirements import PRESENTATION_ITEM

register = template.Library()


@register.simple_tag
def item_name(key: str, regulation: Regulation) -> str:
    """Number and name of a framework's item in the reader's language; nothing for a presentation's only row."""
    found = regulation.rule(Standard)
    if key == PRESENTATION_ITEM or found is None:
        return ""
    item = framework(found[1].framework).item(key)
    return f"{item.number} {item.name.in_language(get_language() or 'zh-hans')}"
