"""The stages a review can go through, in the only order they can have."""

from enum import StrEnum


class StageKind(StrEnum):
    """Kinds of stage; the order of definition is the order of procedure."""

    APPLICATION = "application"
    QUALIFICATION = "qualification"
    ACCEPTANCE_NOTICE = "acceptance_notice"
    DOCUMENT_REVIEW = "document_review"
    ONSITE_REVIEW = "onsite_review"
    PRESENTATION = "presentation"
    OVERALL_EVALUATION = "overall_evaluation"
    COMMITTEE_DECISION = "committee_decision"
    RESULT_NOTICE = "result_notice"
    APPROVAL = "approval"
    ANNOUNCEMENT = "announcement"

    @property
    def rank(self) -> int:
        """Place in the only possible order, from 0."""
        return list(StageKind).index(self)
