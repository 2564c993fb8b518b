"""The end of a workflow, where an expiry of the fee page becomes binding without its editor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import TaskState, WorkflowState

from wagtail_libfees.models.dependants import Dependant, dependants
from wagtail_libfees.rates import format_date

from .hooks import newly_expires

workflow_action = WorkflowAction.as_view()


def guarded_workflow_action(
    request: HttpRequest, page_id: int, action_name: str, task_state_id: int
) -> HttpResponse:
    """Wagtail's answer to a task; who approves an expiry of a fee page is told what it means.

    Whoever submitted it has been asked; the approver decides on more than the expiry, and is not
    kept from it.
    """
    end, found = _expiry_under_way(request, page_id, task_state_id)
    response = workflow_action(
        request, page_id=page_id, action_name=action_name, task_state_id=task_state_id
    )
    approved = WorkflowState.objects.filter(
        task_states=task_state_id, status=WorkflowState.STATUS_APPROVED
    )
    if end is not None and found and approved.exists():
        _tell(request, end, found)
    return response


def _expiry_under_way(
    request: HttpRequest, page_id: int, task_state_id: int
) -> tuple[datetime | None, Sequence[Dependant]]:
    """The new end that the revision in the workflow brings, and the sites that depend on it."""
    state = TaskState.objects.filter(
        pk=task_state_id,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        revision__object_id=str(page_id),
    ).first()
    if request.method != "POST" or state is None:
        return None, []
    draft = state.revision.as_object()
    live = type(draft).objects.get(pk=draft.pk)
    return (draft.expire_at, dependants([live])) if newly_expires(draft, live) else (None, [])


def _tell(request: HttpRequest, end: datetime, found: Sequence[Dependant]) -> None:
    day = format_date(localtime(end).date(), get_language() or "da")
    text = _(
        "“%(page)s” is the fee page of %(site)s and expires on %(day)s. Without it, links to the "
        "rates, the calculator and the open data stop working. Choose another fee page before "
        "then, or take its expiry away."
    )
    for dependant in found:
        names = {"page": dependant.page.get_admin_display_title(), "site": dependant.site_name}
        messages.warning(request, text % {**names, "day": day})
