"""Application forms as data: sections of numbered questions with types, limits and conditions."""

from typing import Literal

from .eligibility import ApplicantKind, When
from .open import Name
from .text import Term, Text

QuestionType = Literal[
    "line",
    "text",
    "whole",
    "decimal",
    "date",
    "yes_no",
    "choice",
    "series",
    "certificates",
    "events",
    "awards_held",
    "evidence",
    "self_assessment",
]


class Choice(Term):
    value: str
    label: Text


class Question(Term):
    """One question. ``series`` asks one value a year; ``self_assessment`` one text an item of the framework."""

    key: Name
    type: QuestionType
    label: Text
    help: Text | None = None
    required: bool = True
    max_length: int | None = None
    unit: Text | None = None
    years: int = 3
    choices: tuple[Choice, ...] = ()
    when: When | None = None
    clauses: tuple[str, ...] = ()


class Section(Term):
    """A page of the form."""

    key: Name
    title: Text
    help: Text | None = None
    questions: tuple[Question, ...]


class Form(Term):
    """The official form of one kind of applicant."""

    applicant: ApplicantKind
    title: Text
    sections: tuple[Section, ...]

    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for section in self.sections for question in section.questions)
