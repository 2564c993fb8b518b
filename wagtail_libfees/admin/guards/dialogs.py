"""Two views of the admin that have no hook, with the question before them.

A site gets them by mounting `wagtail_libfees.admin_urls` before Wagtail's own admin.
"""

from __future__ import annotations

import swapper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import page_privacy
from wagtail.models import PageViewRestriction

from wagtail_libfees.models.dependants import dependants
from wagtail_libfees.models.fee_page import is_public

from .ask import Question, ask
from .hooks import is_below

# A class since Wagtail 8.
SET_PRIVACY = getattr(page_privacy, "SetPrivacyView", None)
set_privacy = SET_PRIVACY.as_view() if SET_PRIVACY else page_privacy.set_privacy


def guarded_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's privacy dialog, with the question when a public fee page becomes private."""
    question = _privacy_question(request, page_id)
    if question is None or question.answered():
        return set_privacy(request, page_id)
    return render_modal_workflow(
        request,
        "wagtail_libfees/admin/guards/question_dialog.html",
        None,
        question.context(),
        json_data={"step": "set_privacy"},
    )


def _privacy_question(request: HttpRequest, page_id: int) -> Question | None:
    """The question, if there is one; Wagtail's view refuses who may not."""
    page = get_object_or_404(swapper.load_model("wagtailcore", "Page"), pk=page_id)
    if not page.permissions_for_user(request.user).can_set_view_restrictions():
        return None
    restricting = request.POST.get("restriction_type", PageViewRestriction.NONE)
    if request.method != "POST" or restricting == PageViewRestriction.NONE:
        return None
    found = [found for found in dependants([page], below=True) if is_public(found.page)]
    return Question(request, "restrict", found, is_below([page])) if found else None


def guarded_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """wagtail-localize's conversion of a translation to an alias, with the question before it."""
    from wagtail_localize.views.convert import convert_to_alias

    page = get_object_or_404(swapper.load_model("wagtailcore", "Page"), pk=page_id)
    question = None
    if page.permissions_for_user(request.user).can_edit():
        found = dependants([page])
        question = ask(Question(request, "alias", found, lambda other: other.pk == page.pk))
    return question or convert_to_alias(request, page_id)
