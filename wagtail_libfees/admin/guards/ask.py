"""The one question that every way of losing the fee page asks.

What Wagtail was about to do is kept in hidden fields: the answer goes to the same address, where
Wagtail goes on as if nothing had been asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from wagtail_libfees.models.dependants import Dependant
from wagtail_libfees.models.fee_page_state import site_name
from wagtail_libfees.models.settings_log import hold_choices

from .forms import Leaves, SuccessorForm
from .telling import Named, named, pages_that_tell

# The names of the question's own fields begin so; all others belong to what asked.
PREFIX = "libfees"
ANSWER = "libfees_guard"

TITLES = {
    "delete": gettext_lazy("You are deleting a fee page"),
    "unpublish": gettext_lazy("You are unpublishing a fee page"),
    "move": gettext_lazy("You are moving a fee page out of its site"),
    "move_private": gettext_lazy("You are moving a fee page below a private page"),
    "expire": gettext_lazy("You are letting a fee page expire"),
    "restrict": gettext_lazy("You are making a fee page private"),
    "alias": gettext_lazy("You are replacing a fee page by an alias"),
}
GO_ON = {
    "delete": gettext_lazy("Delete without a successor"),
    "unpublish": gettext_lazy("Unpublish without a successor"),
    "move": gettext_lazy("Move without a successor"),
    "move_private": gettext_lazy("Move without a successor"),
    "expire": gettext_lazy("Let it expire without a successor"),
    "restrict": gettext_lazy("Make it private without a successor"),
    "alias": gettext_lazy("Replace it without a successor"),
}


@dataclass
class Question:
    """What is about to happen, and to whom it matters."""

    request: HttpRequest
    action: str
    dependants: Sequence[Dependant]
    leaves: Leaves

    @cached_property
    def form(self) -> SuccessorForm:
        """The successors; bound if the editor has named some."""
        named = self.request.POST.get(ANSWER) == "successor"
        return SuccessorForm(
            self.request.POST if named else None,
            dependants=self.dependants,
            leaves=self.leaves,
            user=self.request.user,
        )

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What was sent to Wagtail, to be sent again."""
        for name, values in self.request.POST.lists():
            if name != "csrfmiddlewaretoken" and not name.startswith(PREFIX):
                yield from ((name, value) for value in values)

    def answered(self) -> bool:
        """Whether the editor has named valid successors, which are saved, or goes on without."""
        answer = self.request.POST.get(ANSWER)
        return self._successors_chosen() if answer == "successor" else answer == "alone"

    @transaction.atomic
    def _successors_chosen(self) -> bool:
        """Make the named pages the fee pages; not if one of them is no choice any more."""
        hold_choices()
        if not self.form.fields or not self.form.is_valid():
            return False
        for site in self.form.save():
            messages.success(
                self.request, _("%(site)s has a new fee page.") % {"site": site_name(site)}
            )
        return True

    def _told(self, dependant: Dependant) -> tuple[Dependant, Named, Named]:
        """The site, the pages that link to its fee page, and those that tell what it states."""
        telling = pages_that_tell(dependant.site, self.leaves)
        user = self.request.user
        return dependant, named(dependant.linking_pages, user), named(telling, user)

    def context(self) -> dict:
        """What the template shows."""
        return {
            "dependants": [self._told(dependant) for dependant in self.dependants],
            "back_to": self.dependants[0].page.pk,
            "form": self.form,
            "kept": list(self.kept),
            "action_url": self.request.get_full_path(),
            "go_on": GO_ON[self.action],
            "page_title": TITLES[self.action],
            "header_title": TITLES[self.action],
            "header_icon": "warning",
        }


def ask(question: Question) -> HttpResponse | None:
    """The question as a page; None if nobody depends on it or the editor has answered."""
    if not question.dependants or question.request.method != "POST" or question.answered():
        return None
    return TemplateResponse(
        question.request, "wagtail_libfees/admin/guards/question.html", question.context()
    )
