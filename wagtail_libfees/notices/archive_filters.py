"""What a reader of the archive can ask for: a plain form that works without script."""

from __future__ import annotations

from datetime import date
from string import ascii_lowercase, ascii_uppercase

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .branches import Branch
from .choices import notice_kind_choices, severity_choices
from .queries import branch_handles

# Where the words of a notice are.
WORDS = ("title", "lead", "text", "changes", "to_do")
# What every database takes for the same letter.
A_TO_Z = str.maketrans(ascii_uppercase, ascii_lowercase)


class NoticeFilterForm(forms.Form):
    """Kind, severity, branch, year and words; what makes no sense is said at its field."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("About"), required=False)
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    branch = forms.ChoiceField(label=_("Branch"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, branches: list[Branch], years: list[int]) -> None:
        super().__init__(data, auto_id="libfees-filter-%s")
        self.branches = {branch_handles(branch)[0]: branch for branch in branches}
        self.fields["kind"].choices = _or_all(notice_kind_choices())
        self.fields["severity"].choices = _or_all(severity_choices())
        names = [(handle, branch.name) for handle, branch in self.branches.items()]
        self.fields["branch"].choices = _or_all(names)
        self.fields["year"].choices = _or_all([(year, str(year)) for year in years])
        for name, there in (("branch", names), ("year", years)):
            if not there:
                del self.fields[name]

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked for; `?page=` asks for nothing."""
        return any(self.data.get(name) for name in self.fields)

    def narrow(self, notices: QuerySet) -> QuerySet:
        """Those of `notices` that were asked for. A field with an error asks for nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("kind", "severity"):
            if name in asked:
                notices = notices.filter(**{name: asked[name]})
        if "year" in asked:
            notices = notices.filter(_in_year(asked["year"]))
        if "branch" in asked:
            notices = notices.filter(_about(notices.model, self.branches[asked["branch"]]))
        return notices.filter(_with_words(asked["q"])) if "q" in asked else notices


def _or_all(choices):
    return [("", _("All")), *choices]


def _in_year(year: int) -> Q:
    """Shown on any day of `year`."""
    open_or_later = Q(to_day__isnull=True) | Q(to_day__gte=date(year, 1, 1))
    return open_or_later & Q(from_day__lte=date(year, 12, 31))


def _about(model, branch: Branch) -> Q:
    """About `branch` in any language, or about the whole library; without a row twice."""
    limited = Q(branches__isnull=False) | ~Q(former_branches=[])
    named = model.objects.filter(limited).values("pk")
    same = model.objects.filter(branches__translation_key=branch.translation_key).values("pk")
    return ~Q(pk__in=named) | Q(pk__in=same)


def _with_words(words: str) -> Q:
    """All of `words`, each anywhere in the notice."""
    found = Q()
    for word in words.split():
        here = Q()
        for variant in _written(word):
            for field in WORDS:
                here |= Q(**{f"{field}__icontains": variant})
        found &= here
    return found


def _written(word: str) -> set[str]:
    """`word` as it is typed and in the other case, if a database has to be told.

    SQLite knows upper and lower case of a to z only, and each form that is asked for has it read
    every text once more: "igen" is asked for once, "åbent" twice.
    """
    return {form.translate(A_TO_Z) for form in (word, word.lower(), word.capitalize())}
