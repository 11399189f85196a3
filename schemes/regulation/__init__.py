"""A regulation as a typed document: what may stand in a file, and what a file must say."""

from .clauses import Clause
from .document import Identity, Regulation
from .forms import Form, Question, Section
from .open import OpenParameter
from .text import Text

__all__ = ["Clause", "Form", "Identity", "OpenParameter", "Question", "Regulation", "Section", "Text"]
