"""Which trade an applicant works in, as the form that was handed in declares it (G-9)."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from awards.models import SectionAnswers, Submission

SECTION, QUESTION = "organisation", "trade_code"  # the shared section about the organisation


def trades_of(applications: Iterable[int]) -> dict[int, str]:
    """GB/T 4754 code by application, from its latest submission; from the draft only while nothing was handed in."""
    codes = dict.fromkeys(applications, "")
    handed_in = dict(_handed_in(codes))
    drafts = SectionAnswers.objects.filter(application__in=codes.keys() - handed_in.keys(), section=SECTION)
    for application, code in (*drafts.values_list("application", KT(f"answers__{QUESTION}")), *handed_in.items()):
        codes[application] = str(code or "").strip().upper()
    return codes


def _handed_in(applications: Iterable[int]) -> QuerySet[Submission, tuple[int, str | None]]:
    latest = Submission.objects.filter(application=OuterRef("application")).order_by("-number").values("number")[:1]
    rows = Submission.objects.filter(application__in=applications, number=Subquery(latest))
    return rows.values_list("application", KT(f"content__sections__{SECTION}__{QUESTION}"))
