"""Outdated terms are replaced in a draft, after somebody has seen the difference."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from ..editorial.page_text import changed_texts
from ..editorial.registry import Subject
from ..editorial.terms import Term, replace_uses
from ..quality.checks.terms import terms_for
from ..text.plain_text import readable
from ..text.word_diff import Part, word_diff
from .errors import DraftError
from .permissions import check_may_edit, locked_revision


@dataclass(frozen=True)
class Replacement:
    """What becomes of one text: the parts that stay, go and come."""

    before: str
    after: str

    @property
    def parts(self) -> list[Part]:
        """The difference word by word, as a person reads it."""
        return word_diff(readable(self.before), readable(self.after))


def plan_replacement(page, name: str = "") -> tuple[AbstractPage, list[Replacement]]:
    """The latest draft of `page` with outdated terms replaced, in memory, and the differences.

    `name`: only the term of that name; else all that can be replaced.
    """
    draft = page.get_latest_revision_as_object()
    terms = _terms(draft, name)
    changed = changed_texts(draft, lambda text: replace_uses(text, terms))
    return draft, [Replacement(before, after) for _place, before, after in changed]


def _terms(page, name: str) -> list[Term]:
    terms = terms_for(Subject(page))
    return [term for term in terms if term.old.casefold() == name.casefold()] if name else terms


@transaction.atomic
def replace_terms(page, user, name: str = "") -> int:
    """Save a draft of `page` with the terms replaced; returns how many texts changed.

    Publishes nothing, and the history of the page takes it back. Raises `DraftError` if the page
    may not be edited or there is nothing to replace.
    """
    locked_revision(page)
    page = type(page).objects.get(pk=page.pk)
    check_may_edit(page, user)
    draft, replacements = plan_replacement(page, name)
    if not replacements:
        raise DraftError(_("There is nothing to replace in the draft."))
    draft.save_revision(user=user, log_action=True, clean=False)
    return len(replacements)
