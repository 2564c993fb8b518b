"""What a good editor would word otherwise, of the few things that a rule can tell for certain."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...text.lazy_pattern import lazy_pattern
from ...text.prose import sentences, squeezed
from ...text.reading import read
from ..registry import Finding, Severity, Subject, register_check

# A question begins with its verb or with a word that asks; one that begins so is a statement. The
# verb is asked for, since “Mine lån?” is short for a question.
_WHO = (
    r"jeg|du|vi|man|låneren|borgeren|barnet|(?:min|mit|mine|vores|dit|din|dine)\s+\w+"
    r"|I|we|you|the borrower|(?:my|our|your)\s+\w+"
)
_VERB = (
    r"har|havde|er|var|kan|kunne|vil|ville|skal|skulle|må|bør|får|fik|bliver|blev|mangler|ønsker"
    r"|skylder|spørger|synes|tror|mener|kommer|står|have|has|had|am|are|is|was|were|can|cannot"
    r"|can’t|can't|could|will|would|should|must|want|need|owe|got|get|think|do not|don’t|don't"
)
_STATEMENT = lazy_pattern(rf"(?:{_WHO})\s+(?:{_VERB})\b", re.IGNORECASE)
# “Jeg har fundet bogen, hvad gør jeg?” asks after all, and so does “…, ikke?”.
_ASKS_AFTER_ALL = lazy_pattern(
    r"[,;:–-]\s*(?:og\s+|men\s+|and\s+|but\s+|så\s+|so\s+)?(?:hv\w+|kan|skal|må|er|bliver|får|ikke|vel"
    r"|what|wh[yo]|when|where|which|how|can|do|does|is|are|should|must|will|right|isn.t|aren.t)\b"
    r"|\beller\s+(?:hvad|ej|ikke)\b|\bor\s+not\b",
    re.IGNORECASE,
)
# Hours, days, ages and amounts; a number with a hyphen may else be a name, a date or a phone.
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?"
_UNIT = (
    r"(?:dage?|år|uger|måneder|timer|kr\.?|kroner|stk\.?|days|years|weeks|months|hours|am|pm|DKK)"
)
_RANGE = lazy_pattern(
    rf"(?<![\w.:/-])(?:(?<=\bkl\.\s)|(?<=\bkl\s)){_CLOCK}-{_CLOCK}(?![\w-]|[.:]\d)"
    rf"|(?<![\w.:/-])\d{{1,2}}[.:]\d\d-\d{{1,2}}[.:]\d\d(?![\w-]|[.:]\d)"
    rf"|(?<![\w.:/-])\d{{1,4}}-\d{{1,4}}(?=\s{_UNIT}(?!\w))",
    re.IGNORECASE,
)
# Names of one thing, the one to keep first.
_ONE_THING = (
    (r"spær(?:ret|rede|res|ring\w*)", r"blokere(?:t|de|s)|blokering\w*|udelukket fra at låne"),
    (r"afleveringsfrist\w*", r"afleveringsdato(?:en|er|erne)?|lånefrist\w*|forfaldsdato\w*"),
    (r"blocked", r"barred|suspended|excluded from borrowing"),
    (r"due dates?", r"return(?:-by)? dates?|dates? of return"),
)
_NAMES = [
    tuple(lazy_pattern(rf"\b(?:{name})\b", re.IGNORECASE) for name in names) for names in _ONE_THING
]


@register_check("wording")
def check_wording(subject: Subject) -> Iterator[Finding]:
    """Statements with a question mark, and ranges with a hyphen."""
    for placed, words in subject.prose:
        if not read(placed.text).is_rich and _is_statement(words):
            yield Finding(
                "statement_asked",
                Severity.WARNING,
                _("“%(words)s” ends with a question mark, and asks nothing.")
                % {"words": squeezed(words)},
                placed.place,
                mend=_("Ask it: “Why can I not borrow?” in place of “I cannot borrow?”"),
                excerpt=squeezed(words),
            )
        for found in _RANGE.finditer(words):
            yield Finding(
                "range_hyphen",
                Severity.WARNING,
                _("The hyphen in “%(range)s” stands for “to”.") % {"range": found.group()},
                placed.place,
                mend=_("Write %(range)s with a dash, or the word.")
                % {"range": found.group().replace("-", "–")},
                excerpt=found.group(),
            )


def _is_statement(words: str) -> bool:
    """Whether a line ends with a question mark though its last sentence is none."""
    if not words.rstrip().endswith("?") or "\n" in words.strip():
        return False
    last = sentences(words)[-1].strip()
    return bool(_STATEMENT.match(last)) and not _ASKS_AFTER_ALL.search(last)


@register_check("one_name")
def check_one_name(subject: Subject) -> Iterator[Finding]:
    """One thing that a page calls by two names, where the second stands."""
    for kept, other in _NAMES:
        first = next((m for _p, words in subject.prose if (m := kept.search(words))), None)
        if first is None:
            continue
        for placed, words in subject.prose:
            for found in other.finditer(words):
                yield Finding(
                    "two_names",
                    Severity.WARNING,
                    _("“%(other)s” and “%(kept)s” are two names of one thing.")
                    % {"other": squeezed(found.group()), "kept": squeezed(first.group())},
                    placed.place,
                    mend=_("Call it the same everywhere, so that nobody looks for a difference."),
                    excerpt=squeezed(found.group()),
                )
