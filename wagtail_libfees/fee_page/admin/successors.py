"""After what asked: the successors that were named become the fee pages, if it has happened.

Wagtail may still refuse what it was about to do, after the question. Nothing is chosen before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import AbstractPage, Site, WorkflowState

from ..faults import site_name
from ..settings.history import choose_fee_page, hold_choices
from .forms import Leaves, serves

KEPT = "libfees_successors"


@dataclass(frozen=True)
class Successor:
    """A page that is to be the fee page of `site`; `former` is the text of the one that was."""

    site: Site
    page: AbstractPage
    former: str
    leaves: Leaves

    @property
    def can_serve(self) -> bool:
        """Whether the page still is a choice: somebody else may have deleted it meanwhile."""
        found = type(self.page).objects.filter(pk=self.page.pk).first()
        return found is not None and serves(found, self.site, self.leaves)


def keep_successors(request: HttpRequest, successors: Sequence[Successor]) -> None:
    """Remember for the rest of the request what was named."""
    setattr(request, KEPT, successors)


def _take(request: HttpRequest) -> Sequence[Successor]:
    return request.__dict__.pop(KEPT, ())


def choose_successors(request: HttpRequest) -> None:
    """Make what was named the fee pages, now that what asked has happened."""
    if successors := _take(request):
        _choose_each(request, successors)


@transaction.atomic
def _choose_each(request: HttpRequest, successors: Sequence[Successor]) -> None:
    hold_choices()
    # A site goes with its front page.
    there = set(Site.objects.values_list("pk", flat=True))
    for successor in successors:
        if successor.site.pk in there:
            _choose(request, successor)


def _choose(request: HttpRequest, successor: Successor) -> None:
    names = {"site": site_name(successor.site), "page": successor.page.get_admin_display_title()}
    if not successor.can_serve:
        text = _("“%(page)s” cannot be the fee page of %(site)s any more. Choose another page.")
        messages.error(request, text % names)
        return
    choose_fee_page(successor.site, successor.page, request.user, former=successor.former)
    messages.success(request, _("%(site)s has a new fee page.") % names)


def settle_page(request: HttpRequest, page: AbstractPage) -> None:
    """After one page was deleted, unpublished, moved or published."""
    choose_successors(request)


def settle_bulk(request: HttpRequest, action_type, objects, action) -> None:
    """After the same has happened to several pages at once."""
    choose_successors(request)


def settle_edit(request: HttpRequest, page: AbstractPage) -> None:
    """After a page was saved in the editor: in a workflow only the last approval counts."""
    if not hasattr(request, KEPT):
        return
    last = page.workflow_states.order_by("created_at").last()
    if last is not None and last.status == WorkflowState.STATUS_APPROVED:
        choose_successors(request)
    for successor in _take(request):
        text = _(
            "%(site)s keeps its fee page for now: the page has not been published yet. Choose the "
            "new one in the fee settings when it is."
        )
        messages.warning(request, text % {"site": site_name(successor.site)})
