"""An edition stays under its version and is judged on what was submitted (G-5, G-9), in the core."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from pydantic import ValidationError

from schemes import catalogue
from schemes.rules.eligibility import bars, check

from .reading import SHIPPED, Case, applicant, cases

SOUND = next(case for case in cases() if case.source == "haizhou")


def test_g5_a_version_cannot_be_changed_and_settling_makes_another_document() -> None:
    shipped = catalogue.regulation("haizhou", "2024")
    before = catalogue.digest(shipped)
    with pytest.raises(ValidationError):
        shipped.identity.version = "2025"
    settled = catalogue.settled(shipped, {"in_force_from": date(2024, 8, 1)})
    assert catalogue.digest(shipped) == before != catalogue.digest(settled)


def test_g5_each_version_is_judged_by_its_own_words() -> None:
    by_version = {
        version: catalogue.regulation("lianyungang", version).clause("LYG-8.4").rules[0].facts
        for version in ("2021", "2024-draft")
    }
    assert "tax_paid" in by_version["2021"]
    assert "tax_paid" not in by_version["2024-draft"]


def test_g9_findings_follow_the_submitted_facts_and_a_correction_is_judged_apart() -> None:
    submitted = applicant(Case(SOUND.source, SOUND.head, {}))
    corrected = replace(submitted, answers={**submitted.answers, "trademarks": 0})

    def barred(facts: object) -> list[str]:
        found = check(
            regulation=SOUND.regulation, applicant=facts, on=SOUND["day"], edition_ordinal=4, calendar=SHIPPED
        )  # fmt: skip
        return [finding.clause for finding in bars(found)]

    assert (barred(submitted), barred(corrected), barred(submitted)) == ([], ["HZ-8.3"], [])
    with pytest.raises(FrozenInstanceError):
        submitted.answers = {}
