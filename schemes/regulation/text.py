"""Wording in the portal's two languages, and the base of every term of a regulation."""

from pydantic import BaseModel, ConfigDict


class Term(BaseModel):
    """A part of a regulation: unchangeable, and closed to words it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Term):
    """One statement in Simplified Chinese and English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def in_language(self, code: str) -> str:
        """The wording for a language code such as ``zh-hans`` or ``en``."""
        return self.en if code.startswith("en") else self.zh


def text(zh: str, en: str) -> Text:
    """Write a :class:`Text` briefly."""
    return Text(zh=zh, en=en)
