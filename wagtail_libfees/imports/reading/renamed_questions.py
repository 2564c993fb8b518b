"""Which questions that are new at a source are old ones in other words.

Questions of one FAQ are much alike: "Hvad koster det for børn?" and "... for voksne?" differ in a
word. So the answer must bear it out, and where two could be meant, neither is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from ...text.likeness import likeness, most_alike
from .keys import normalise

# Per cent of similarity, tried out on Danish questions: tests/imports/reading/test_renames.py.
_SAME_ANSWER = 90
_LIKE_ANSWER = 60
_LIKE_QUESTION = 75
_ANY_QUESTION = 50
_SAME_WORD = 80
# An answer as short as "Ja, det kan du." stands below many questions.
_TELLING_WORDS = 6
# A source that has changed more than this has become another one. Keeps the time within bounds.
_MAX_PAIRS = 40_000
_MAX_QUESTION = 400
_MAX_CANDIDATES = 20
_MAX_ANSWER = 1500
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"\d+")
_NEGATIONS = frozenset(
    ("ikke", "aldrig", "ingen", "intet", "uden", "not", "never", "no", "without")
)
# Words that a question may gain or lose and stay the same question.
_SMALL_WORD = re.compile(
    "at|af|de|den|der|det|du|en|er|et|for|fra|få|får|gør|går|hos|hvad|hvilken?|hvilket|hvis|hvordan"
    "|i|jeg|kan|man|med|mig|mine?|mit|må|når|og|om|op|på|sig|sin|skal|som|så|til|ud|ved|vi|vil"
    "|a|an|and|are|can|do|does|from|get|how|if|in|is|it|may|me|must|my|of|on|or|shall|the|to|we"
    "|what|which|will|with|your?"
)


@dataclass(frozen=True)
class ComparedQuestion:
    """A question and its answer, as they are compared."""

    question: str
    answer_html: str

    @cached_property
    def question_words(self) -> frozenset[str]:
        return frozenset(normalise(self.question[:_MAX_QUESTION]).split())

    @cached_property
    def sorted_question(self) -> str:
        return _sorted(self.question[:_MAX_QUESTION])

    @cached_property
    def answer(self) -> str:
        return unescape(_TAG.sub(" ", self.answer_html[:_MAX_ANSWER]))

    @cached_property
    def sorted_answer(self) -> str:
        return _sorted(self.answer)


def find_renames(
    new: Sequence[ComparedQuestion], gone: Sequence[ComparedQuestion]
) -> dict[int, int]:
    """For each question of `new` that is one of `gone` reworded: the positions of both.

    Only pairs where neither has a second candidate.
    """
    if len(new) * len(gone) > _MAX_PAIRS:
        return {}
    old_for: dict[int, list[int]] = {}
    new_for: defaultdict[int, list[int]] = defaultdict(list)
    choices = [words.sorted_question for words in gone]
    for index, words in enumerate(new):
        alike = [
            at
            for at, choice in enumerate(choices)
            if most_alike(words.sorted_question, choice) >= _ANY_QUESTION
            and likeness(words.sorted_question, choice) >= _ANY_QUESTION
        ]
        # With very many like questions no answer decides: then all of them are candidates.
        crowd = len(alike) > _MAX_CANDIDATES
        old_for[index] = [at for at in alike if crowd or is_renamed(gone[at], words)]
        for at in old_for[index]:
            new_for[at].append(index)
    return {
        index: found[0]
        for index, found in old_for.items()
        if len(found) == 1 and len(new_for[found[0]]) == 1
    }


def is_renamed(old: ComparedQuestion, new: ComparedQuestion) -> bool:
    """Whether one is the other reworded."""
    if not (
        old.sorted_question and new.sorted_question and old.sorted_answer and new.sorted_answer
    ):
        return False
    question = likeness(old.sorted_question, new.sorted_question)
    answer = likeness(old.sorted_answer, new.sorted_answer)
    telling = min(len(words.sorted_answer.split()) for words in (old, new)) >= _TELLING_WORDS
    if telling and answer >= _SAME_ANSWER and _numbers(old) == _numbers(new):
        return question >= _ANY_QUESTION
    return question >= _LIKE_QUESTION and answer >= _LIKE_ANSWER and not _clash(old, new)


def _clash(old: ComparedQuestion, new: ComparedQuestion) -> bool:
    """Whether each asks about something that the other does not name, or one denies."""
    only_old = old.question_words - new.question_words
    only_new = new.question_words - old.question_words
    if (only_old | only_new) & _NEGATIONS:
        return True
    return _says_else(only_old, only_new) and _says_else(only_new, only_old)


def _says_else(words: frozenset[str], others: frozenset[str]) -> bool:
    return any(
        not any(likeness(word, other) >= _SAME_WORD for other in others)
        for word in words
        if not _SMALL_WORD.fullmatch(word)
    )


def _numbers(words: ComparedQuestion) -> list[str]:
    return sorted(_NUMBER.findall(words.answer))


def _sorted(text: str) -> str:
    return " ".join(sorted(normalise(text).split()))
