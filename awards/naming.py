"""Numbers and names on papers and pages: a scheme's letters, an area in words."""

from schemes.regulation import Regulation, Text


def letters_of(regulation: Regulation) -> str:
    """The letters that a scheme's clauses begin with; they begin the numbers of its papers too."""
    return regulation.clauses[0].id.split("-")[0]


def area_name(regulation: Regulation, area: str) -> Text | str:
    """An area's name as the forms offer it; the stored value where none offers it."""
    offered = (
        choice.label
        for form in regulation.forms
        for question in form.questions()
        for choice in question.choices
        if choice.value == area
    )
    return next(offered, area)
