"""The whole document: identity, clauses in article order, forms; and look-ups over them."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeVar

from .clauses import Clause
from .eligibility import Criterion
from .forms import Form
from .open import OpenParameter
from .organs import NoticePeriod, Procedure, Stage, Tier
from .stages import StageKind
from .text import Term, Text

R = TypeVar("R", bound=Term)


class Identity(Term):
    """Which regulation this is, who issued it, and from when to when it is in force (inclusive days)."""

    scheme: str
    version: str
    status: Literal["draft", "in_force", "ended"]
    award: Text
    title: Text
    number: str | None = None
    issuer: Text
    area: Text
    level: Literal["district", "city", "province", "state"]
    in_force_from: date | OpenParameter | None = None
    in_force_until: date | None = None
    replaces: str | None = None


class Regulation(Term):
    """One version of one scheme's regulation.

    ``clauses`` stand in article order. ``preamble`` holds what an accompanying notice says about the document;
    ``common`` the clauses that hold for every scheme, cited by this one's article where its text has one.
    """

    identity: Identity
    clauses: tuple[Clause, ...]
    forms: tuple[Form, ...]
    preamble: tuple[Clause, ...] = ()
    common: tuple[Clause, ...] = ()

    @property
    def all_clauses(self) -> tuple[Clause, ...]:
        """The regulation's own clauses first, then the notice's, then the common ones."""
        return self.clauses + self.preamble + self.common

    def rules(self, kind: type[R]) -> Iterator[tuple[Clause, R]]:
        """Every rule of a kind with the clause that carries it; the regulation's own first, in article order."""
        return ((clause, rule) for clause in self.all_clauses for rule in clause.rules if isinstance(rule, kind))

    def rule(self, kind: type[R]) -> tuple[Clause, R] | None:
        """The first rule of a kind with its clause, or None."""
        return next(self.rules(kind), None)

    def clause(self, id: str) -> Clause:
        """The clause with an ID; KeyError if there is none."""
        for clause in self.all_clauses:
            if clause.id == id:
                return clause
        raise KeyError(id)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The procedure's stages in order."""
        found = self.rule(Procedure)
        return found[1].stages if found else ()

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The awards given, highest first."""
        return tuple(tier for _, tier in self.rules(Tier))

    def notice_period(self, stage: StageKind) -> tuple[Clause, NoticePeriod] | None:
        """The period rule of a notice stage."""
        return next(((c, r) for c, r in self.rules(NoticePeriod) if r.stage == stage), None)

    def criteria(self, applicant: str) -> Iterator[tuple[Clause, Criterion]]:
        """Eligibility rules that concern a kind of applicant, in article order."""
        return ((c, r) for c, r in self.rules(Criterion) if applicant in r.applies_to)

    def form(self, applicant: str) -> Form:
        """The form of a kind of applicant; KeyError if it has none."""
        for form in self.forms:
            if form.applicant == applicant:
                return form
        raise KeyError(applicant)
