"""The end of a workflow, where dates of the fee page become binding without its editor."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages import workflow
from wagtail.models import AbstractPage, TaskState, WorkflowState

from wagtail_libfees.rates import format_date

from ..dependants import Dependant, dependants
from .expiry import way_of_losing

# Wagtail 8 has given it another name.
ACTION = getattr(workflow, "WorkflowActionView", None) or workflow.WorkflowAction
workflow_action = ACTION.as_view()


def guarded_workflow_action(
    request: HttpRequest, page_id: int, action_name: str, task_state_id: int
) -> HttpResponse:
    """Wagtail's answer to a task; who approves that a fee page goes is told what it means.

    Whoever submitted it has been asked; the approver decides on more than the dates, and is not
    kept from it.
    """
    draft, live = _under_way(request, page_id, task_state_id)
    way = way_of_losing(draft, live) if draft else None
    found = dependants([live]) if way else []
    response = workflow_action(
        request, page_id=page_id, action_name=action_name, task_state_id=task_state_id
    )
    approved = WorkflowState.objects.filter(
        task_states=task_state_id, status=WorkflowState.STATUS_APPROVED
    )
    if found and approved.exists():
        _tell(request, way, draft, found)
    return response


def _under_way(
    request: HttpRequest, page_id: int, task_state_id: int
) -> tuple[AbstractPage | None, AbstractPage | None]:
    """The version that the workflow is about, and the page as it is; None if nothing is decided."""
    state = TaskState.objects.filter(
        pk=task_state_id,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        revision__object_id=str(page_id),
    ).first()
    if request.method != "POST" or state is None:
        return None, None
    draft = state.revision.as_object()
    return draft, type(draft).objects.get(pk=draft.pk)


def _tell(request: HttpRequest, way: str, draft: AbstractPage, found: Sequence[Dependant]) -> None:
    texts = {
        "expire": _(
            "“%(page)s” is the fee page of %(site)s and expires on %(day)s. Without it, links to "
            "the rates, the calculator and the open data stop working. Choose another fee page "
            "before then, or take its expiry away."
        ),
        "schedule": _(
            "“%(page)s” is the fee page of %(site)s and is offline until %(day)s. Until then, "
            "links to the rates, the calculator and the open data do not work. Choose another fee "
            "page, or publish it now."
        ),
    }
    moment = draft.expire_at if way == "expire" else draft.go_live_at
    day = format_date(localtime(moment).date(), get_language() or "da")
    for dependant in found:
        names = {"page": dependant.page.get_admin_display_title(), "site": dependant.site_name}
        messages.warning(request, texts[way] % {**names, "day": day})
