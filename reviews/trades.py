"""Which trade an applicant works in, as the form declares it."""

from collections.abc import Iterable

from awards.models import SectionAnswers

QUESTION = "trade_code"  # of the shared section about the organisation


def trades_of(applications: Iterable[int]) -> dict[int, str]:
    """GB/T 4754 code by application; empty where none is declared."""
    codes = dict.fromkeys(applications, "")
    rows = SectionAnswers.objects.filter(application__in=codes, answers__has_key=QUESTION)
    for application, answers in rows.values_list("application", "answers"):
        codes[application] = str(answers[QUESTION]).strip().upper()
    return codes
