"""Turning a policy's answer into a service's refusal: the same sentence in both languages, with its clause."""

from django.utils.translation import override

from accounts.policies import Answer
from awards.services import Refused
from schemes.regulation import Clause, Text


def both(sentence: object) -> Text:
    """A translatable sentence in the portal's two languages."""
    with override("zh-hans"):
        zh = str(sentence)
    with override("en"):
        return Text(zh=zh, en=str(sentence))


def insist(answer: Answer, clause: Clause) -> None:
    """Refuse unless the policy allowed."""
    if not answer:
        raise Refused(both(answer.because), clause)
