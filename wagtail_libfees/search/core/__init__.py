"""The search itself, pure: words and their forms, synonyms, the ranking, and the marks."""

from .marks import marked_html, marked_text
from .ranking import Hit, IndexedQuestion, QuestionIndex
from .synonyms import Synonyms, builtin_groups

__all__ = [
    "Hit",
    "IndexedQuestion",
    "QuestionIndex",
    "Synonyms",
    "builtin_groups",
    "marked_html",
    "marked_text",
]
