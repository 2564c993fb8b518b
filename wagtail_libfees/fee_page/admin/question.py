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

from ..dependants import Dependant
from ..settings.history import hold_choices, snapshot
from .affected_pages import Named, named, pages_that_tell
from .forms import Leaves, SuccessorForm
from .successors import Successor, keep_successors

# The names of the question's own fields begin so; all others belong to what asked.
PREFIX = "libfees"
ANSWER = "libfees_guard"

TITLES = {
    "delete": gettext_lazy("You are deleting a fee page"),
    "unpublish": gettext_lazy("You are unpublishing a fee page"),
    "move": gettext_lazy("You are moving a fee page out of its site"),
    "move_private": gettext_lazy("You are moving a fee page below a private page"),
    "expire": gettext_lazy("You are letting a fee page expire"),
    "schedule": gettext_lazy("You are taking a fee page offline until its publication date"),
    "restrict": gettext_lazy("You are making a fee page private"),
    "alias": gettext_lazy("You are replacing a fee page by an alias"),
}
GO_ON = {
    "delete": gettext_lazy("Delete without a successor"),
    "unpublish": gettext_lazy("Unpublish without a successor"),
    "move": gettext_lazy("Move without a successor"),
    "move_private": gettext_lazy("Move without a successor"),
    "expire": gettext_lazy("Let it expire without a successor"),
    "schedule": gettext_lazy("Take it offline without a successor"),
    "restrict": gettext_lazy("Make it private without a successor"),
    "alias": gettext_lazy("Replace it without a successor"),
}


# The buttons of the page editor after which dates count, now or after an approval.
SUBMITTING = ("action-submit", "action-restart-workflow")
BINDING = ("action-publish", *SUBMITTING, "action-workflow-action")


@dataclass
class Question:
    """What is about to happen, and to whom it matters.

    `undecided`: somebody else decides on it later, so there is nothing to choose now.
    `in_dialog`: it is asked over a page where something may be typed and not saved.
    """

    request: HttpRequest
    action: str
    dependants: Sequence[Dependant]
    leaves: Leaves
    undecided: bool = False
    in_dialog: bool = False

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
        """Whether the editor has named valid successors, or goes on without.

        They are remembered, and chosen when what asked has happened: see `settling`.
        """
        answer = self.request.POST.get(ANSWER)
        return self._successors_named() if answer == "successor" else answer == "alone"

    @transaction.atomic
    def _successors_named(self) -> bool:
        """Remember the named pages; not if one of them is no choice any more.

        Whoever locks rows of pages later locks those of the settings first, as deleting does.
        """
        hold_choices()
        if self.undecided or not self.form.selects or not self.form.is_valid():
            return False
        former = {found.site.pk: snapshot(found.settings)["fee_page"] for found in self.dependants}
        named = self.form.named()
        keep_successors(
            self.request, [Successor(s, p, former[s.pk], self.leaves) for s, p in named]
        )
        return True

    def _told(self, dependant: Dependant) -> tuple[Dependant, Named, Named]:
        """The site, the pages that link to its fee page, and those that tell what it states."""
        telling = pages_that_tell(dependant.site, self.leaves)
        user = self.request.user
        return dependant, named(dependant.linking_pages, user), named(telling, user)

    def context(self) -> dict:
        """What the template shows."""
        kept = list(self.kept)
        # Without its button the editor saves a draft: what is typed there stands nowhere else.
        draft = [(name, value) for name, value in kept if name not in BINDING]
        return {
            "dependants": [self._told(dependant) for dependant in self.dependants],
            "back_to": self.dependants[0].page.pk,
            "form": self.form,
            "kept": kept,
            "draft": draft if len(draft) < len(kept) else [],
            "expires": self.action == "expire",
            "undecided": self.undecided,
            "in_dialog": self.in_dialog,
            "action_url": self.request.get_full_path(),
            "go_on": _("Submit all the same") if self.undecided else GO_ON[self.action],
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
