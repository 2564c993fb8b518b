"""Before a branch is deleted: what its notices, live and coming, are about without it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.permissions import check_may_edit, may_edit
from wagtail_libfees.models import Branch

from ..cache import notices_changed
from ..choices import branch_deletion_choices
from ..former_branches import notices_left_without, without_successor
from ..purge import purge_around
from ..urgent import PERMISSION

LOGGED = "wagtail_libfees.branch_deleted"


@dataclass(frozen=True)
class Hindrance:
    """A notice that the user cannot change, why, and whom to ask ("" for nobody)."""

    title: str
    reason: str
    person: str = ""


class AboutForm(forms.Form):
    """What one notice is about without the branches in `leaving`."""

    about = forms.ChoiceField(choices=branch_deletion_choices, widget=forms.RadioSelect)
    branches = forms.ModelMultipleChoiceField(
        Branch.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data, *, notice, leaving: Sequence[Branch]):
        super().__init__(data, prefix=f"libfees_{notice.pk}")
        self.notice = notice
        offered = Branch.offered(notice.get_site(), notice.locale)
        offered = offered.exclude(pk__in=[branch.pk for branch in leaving])
        self.fields["branches"].queryset = offered
        self.initial["branches"] = [branch.pk for branch in notice.branches.all()]
        if not offered:
            del self.fields["branches"]
            answers = self.fields["about"].choices
            self.fields["about"].choices = [each for each in answers if each[0] != "others"]

    def clean(self):
        """Refuse “others” without any."""
        cleaned = super().clean()
        if cleaned.get("about") == "others" and not cleaned.get("branches"):
            self.add_error("about", _("Choose the branches below, at least one."))
        return cleaned


class BranchDeletion:
    """`branches` are to be deleted by `request`: the question about their notices."""

    def __init__(self, request: HttpRequest, branches: Sequence[Branch]):
        self.request = request
        self.branches = branches
        self.notices = notices_left_without(branches)

    @cached_property
    def hindrances(self) -> list[Hindrance]:
        """What the user cannot decide on."""
        found = (hindrance(notice, self.request.user) for notice in self.notices)
        return [each for each in found if each]

    @cached_property
    def forms(self) -> list[AboutForm]:
        """One for each notice; bound when the answers were sent."""
        data = self.request.POST if "libfees_branches" in self.request.POST else None
        return [AboutForm(data, notice=notice, leaving=self.branches) for notice in self.notices]

    def is_answered(self) -> bool:
        """Whether the user has said of each notice what is to happen, and may."""
        return not self.hindrances and all(form.is_valid() for form in self.forms)

    @transaction.atomic
    def settle(self) -> None:
        """Do with each notice what was said of it."""
        for form in self.forms:
            self._settle(form.notice, form.cleaned_data)

    def _settle(self, notice, answers) -> None:
        row = type(notice).objects.select_for_update().filter(pk=notice.pk).first()
        if row is None:
            return
        if answers["about"] == "take_back":
            take_back(row, self.request.user)
        else:
            lost = without_successor(self.branches)
            say(row, answers["about"], answers.get("branches", ()), lost, self.request.user)
        data = {"branches": [branch.name for branch in self.branches], "about": answers["about"]}
        log(instance=row, action=LOGGED, user=self.request.user, data=data)

    def page(self) -> HttpResponse:
        """The question, or who has to be asked."""
        named = {branch.translation_key: branch for branch in self.branches}
        own = [branch for branch in self.branches if branch.locale_id == Locale.get_active().pk]
        named |= {branch.translation_key: branch for branch in own}
        names = ", ".join(branch.name for branch in named.values())
        context = {
            "page_title": _("Before the branch is deleted"),
            "header_title": _("Before the branch is deleted"),
            "header_icon": "warning",
            "names": names,
            "forms": self.forms,
            "has_errors": any(form.errors for form in self.forms),
            "hindrances": self.hindrances,
            "action_url": self.request.get_full_path(),
            "list_url": reverse(Branch.snippet_viewset.get_url_name("list")),
        }
        template = "wagtail_libfees/admin/notices/branch_deletion.html"
        return TemplateResponse(self.request, template, context)


def hindrance(notice, user) -> Hindrance | None:
    """Why `user` cannot change what the live notice says; None if nothing is in the way.

    A private notice that somebody does not edit is not named to them.
    """
    permissions = notice.permissions_for_user(user)
    if not may_edit(notice, user):
        is_known = type(notice).objects.public().filter(pk=notice.pk).exists()
        title = notice.title if is_known else _("A notice that is not public")
        return Hindrance(title, _("You do not edit it."), _person(notice))
    if not permissions.can_publish():
        return Hindrance(notice.title, _("You may not publish it."), _person(notice))
    if notice.is_urgent and not user.has_perm(PERMISSION):
        reason = _("You may not publish urgent notices.")
        return Hindrance(notice.title, reason, _("a colleague with the rights"))
    try:
        check_may_edit(notice, user)
    except DraftError as error:
        return Hindrance(notice.title, str(error))
    return None


def _person(notice) -> str:
    """Whom to ask: who keeps the notice true, or made it."""
    user = notice.responsible or notice.owner
    return (
        (user.get_full_name() or user.get_username()) if user else _("a colleague with the rights")
    )


def take_back(notice, user) -> None:
    """Unpublish `notice`, and the translations that follow it."""
    is_source = notice.source_page.pk == notice.pk
    notice.unpublish(user=user)
    for translated in notice.get_translations().live().specific() if is_source else ():
        translated.unpublish(user=user)


def say(row, answer: str, chosen: Collection[Branch], lost: Collection[Branch], user) -> None:
    """Write into the row, the latest draft, translations and aliases what the notice is about."""
    draft = row.get_latest_revision_as_object() if row.latest_revision_id else None
    if draft is not None and _names(draft, lost):
        _change(draft, answer, chosen, lost)
        is_draft = row.has_unpublished_changes
        # As it was typed: a draft can be saved with faults.
        revision = draft.save_revision(user=user, changed=is_draft, clean=False)
        if row.live and not is_draft:
            type(row).objects.filter(pk=row.pk).update(live_revision=revision)
    _change(row, answer, chosen, lost)
    for page in (row, *row.aliases.all().specific()):
        page.former_branches = row.former_branches
        page.keeps_former_branches = row.keeps_former_branches
        page.write_branches(row.branches.all())
        purge_around(page)
    row.pass_facts_on()
    notices_changed()


def _names(notice, branches: Collection[Branch]) -> bool:
    return not {branch.pk for branch in branches}.isdisjoint(b.pk for b in notice.branches.all())


def _change(notice, answer: str, chosen: Collection[Branch], lost: Collection[Branch]) -> None:
    """Set, in memory, what `notice` is about."""
    ids = {branch.pk for branch in lost}
    named = list(notice.branches.all())
    if answer == "keep":
        notice.add_former([str(b.translation_key) for b in named if b.pk in ids], keeps=True)
        notice.branches = [branch for branch in named if branch.pk not in ids]
    else:
        notice.former_branches = []
        notice.keeps_former_branches = False
        notice.branches = list(chosen) if answer == "others" else []


def ask_about_notices(request: HttpRequest, instances: Sequence) -> HttpResponse | None:
    """Before snippets are deleted: the question, until it is answered; then Wagtail goes on."""
    branches = [each for each in instances if isinstance(each, Branch)]
    deletion = BranchDeletion(request, branches)
    if not deletion.notices:
        return None
    if request.method == "POST" and deletion.is_answered():
        deletion.settle()
        return None
    return deletion.page()


def branch_log_actions(actions) -> None:
    """The words of the log."""
    actions.register_action(
        LOGGED,
        gettext_lazy("Say what a notice is about without a branch"),
        gettext_lazy("Said what the notice is about without a branch that was deleted"),
    )
