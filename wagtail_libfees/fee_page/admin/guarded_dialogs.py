"""Two views of the admin that have no hook, with the question before them.

A site gets them by mounting `wagtail_libfees.admin_urls` before Wagtail's own admin.
"""

from __future__ import annotations

import swapper
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import page_privacy
from wagtail.models import AbstractPage, PageViewRestriction

from ..dependants import dependants
from ..settings.fee_page_link import is_public
from .hooks import is_below
from .question import Question, ask
from .successors import choose_successors

# A class since Wagtail 8.
SET_PRIVACY = getattr(page_privacy, "SetPrivacyView", None)
set_privacy = SET_PRIVACY.as_view() if SET_PRIVACY else page_privacy.set_privacy


@transaction.atomic
def guarded_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's privacy dialog, with the question when a public fee page becomes private."""
    question = _privacy_question(request, page_id)
    if question is not None and not question.answered():
        return render_modal_workflow(
            request,
            "wagtail_libfees/admin/guards/question_dialog.html",
            None,
            question.context(),
            json_data={"step": "set_privacy"},
        )
    response = set_privacy(request, page_id)
    if question is not None and not any(is_public(found.page) for found in question.dependants):
        choose_successors(request)
    return response


def _privacy_question(request: HttpRequest, page_id: int) -> Question | None:
    """The question, if there is one; Wagtail's view refuses who may not, and what is not valid."""
    page = get_object_or_404(swapper.load_model("wagtailcore", "Page"), pk=page_id)
    if not page.permissions_for_user(request.user).can_set_view_restrictions():
        return None
    if request.method != "POST" or not _restricts(request, page):
        return None
    found = [found for found in dependants([page], below=True) if is_public(found.page)]
    return Question(request, "restrict", found, is_below([page]), in_dialog=True) if found else None


def _restricts(request: HttpRequest, page: AbstractPage) -> bool:
    """Whether the dialog is filled in so that it makes `page` private."""
    form = PageViewRestrictionForm(
        request.POST,
        instance=PageViewRestriction.objects.filter(page=page).first(),
        private_page_options=page.specific_deferred.private_page_options,
    )
    valid = form.is_valid()
    return valid and form.cleaned_data["restriction_type"] != PageViewRestriction.NONE


@transaction.atomic
def guarded_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """wagtail-localize's conversion of a translation to an alias, with the question before it."""
    from wagtail_localize.views.convert import convert_to_alias

    pages = swapper.load_model("wagtailcore", "Page").objects
    page = get_object_or_404(pages, pk=page_id)
    question = None
    if page.permissions_for_user(request.user).can_edit():
        found = dependants([page])
        question = ask(Question(request, "alias", found, lambda other: other.pk == page.pk))
    if question is not None:
        return question
    response = convert_to_alias(request, page_id)
    if pages.filter(pk=page_id).exclude(alias_of=None).exists():
        choose_successors(request)
    return response
