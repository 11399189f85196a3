"""A clause: where it stands, what it says in our words, and the rules it carries."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .aftermath import (
    Amendment,
    Ban,
    Monitoring,
    Obligation,
    OpinionsSought,
    Priority,
    Prize,
    Revocation,
    Sanctions,
    SelfReport,
    TitleUse,
    Undertaking,
    Validity,
    Visits,
)
from .citation import Article
from .eligibility import EligibilityRule
from .organs import (
    Applicants,
    Approval,
    Ballot,
    Bodies,
    Call,
    Consultation,
    Cycle,
    Emphasis,
    ExpertConditions,
    InForce,
    MinimumScore,
    NoticePeriod,
    PanelRule,
    Procedure,
    PublicPresentation,
    Recommenders,
    Shortlist,
    StageReport,
    Standard,
    Statement,
    Tier,
    Weights,
    WrittenResult,
)
from .text import Term, Text

AnyRule = (
    Statement | Bodies | Applicants | Cycle | Tier | Call | Recommenders | Standard | Procedure | NoticePeriod
    | WrittenResult | Consultation | ExpertConditions | PanelRule | StageReport | PublicPresentation | Shortlist
    | Weights | MinimumScore | Ballot | Approval | Emphasis | InForce | Prize | Priority | Validity | TitleUse
    | Monitoring | SelfReport | Obligation | Visits | Ban | Revocation | Sanctions | Undertaking | OpinionsSought
    | Amendment | EligibilityRule
)  # fmt: skip
Rule = Annotated[AnyRule, Field(discriminator="kind")]
ClauseId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}-[0-9]+[a-z]?(\.[0-9a-z]+)?$")]


class Clause(Term):
    """One clause; ``reading`` says how we read it where the text is silent or ambiguous."""

    id: ClauseId
    article: Article
    says: Text
    reading: Text | None = None
    rules: tuple[Rule, ...] = ()
