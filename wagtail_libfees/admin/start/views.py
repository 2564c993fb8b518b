"""The steps of the guided start, and what comes at the end of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale

from ...blocks import RATE_BLOCKS
from ...drafts.errors import DraftError, OlderDraftError
from ...drafts.library_facts import (
    LibraryFact,
    library_facts,
    may_change_settings,
    may_make_own_facts,
    state_facts,
)
from ...drafts.next_year import check_is_source
from ...drafts.permissions import check_may_edit
from ...drafts.standard_text import take_payment_words
from ...drafts.start import (
    CONTACT,
    GAP,
    STEPS,
    TIMINGS,
    UNREAD,
    StartStep,
    errors_by_step,
    save_step,
    step_named,
)
from ...editorial.facts import registered_facts
from ...editorial.place_names import PlaceNames
from ...editorial.registry import Finding
from ...fee_page.first_choice import choose_first, may_be_first
from ...models import FeeSettings, TaksterPageMixin
from ...models.form_errors import in_stream
from ..quality.access import EditablePageMixin, edit_url
from ..quality.asking import ask_for_facts, asked, asked_words, labels
from .forms import BlocksForm, FactsForm

FINISH = "finish"
# In these steps each field tells by itself that it is missing.
QUIET = ("rates", "contact")


class StartMixin(EditablePageMixin, WagtailAdminTemplateMixin):
    """A screen of the start of one fee page, in the language of its site."""

    page_type = TaksterPageMixin
    header_icon = ""

    def dispatch(self, request, *args, **kwargs):
        """Lead to the editor, with the reason, where nothing can be written."""
        try:
            check_is_source(self.page)
            check_may_edit(self.page, request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect(edit_url(self.page))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def site(self):
        return self.page.get_site()

    @cached_property
    def draft(self):
        return self.page.get_latest_revision_as_object()

    def get_page_title(self):
        return _("Step by step")

    def url_of(self, key: str) -> str:
        return reverse("libfees_start", args=[self.page.pk, key])

    def get_context_data(self, **kwargs):
        """The way through the start: each step, and how many things are missing in it."""
        errors = errors_by_step(self.draft)
        names = PlaceNames(self.draft)
        here = self.kwargs["step"]
        steps = [
            {
                "step": step,
                "number": number,
                "url": self.url_of(step.key),
                "missing": [_missing(finding, names) for finding in errors[step.key]],
                "is_here": step.key == here,
            }
            for number, step in enumerate(STEPS, start=1)
        ]
        told = [] if here in QUIET else errors.get(here, [])
        missing_here = [_missing(finding, names) for finding in told]
        return super().get_context_data(
            page=self.page,
            draft=self.draft,
            steps=steps,
            missing_here=missing_here,
            finish_url=self.url_of(FINISH),
            is_finish=here == FINISH,
            missing=sum(len(found) for found in errors.values()),
            edit_url=edit_url(self.page),
            **kwargs,
        )


class StepView(StartMixin, TemplateView):
    """One step. What is typed is saved as a draft, also half done; nothing is published."""

    template_name = "wagtail_libfees/admin/start/step.html"

    @cached_property
    def step(self) -> StartStep:
        found = step_named(self.kwargs["step"])
        if found is None:
            raise Http404
        return found

    def get(self, request, *args, **kwargs):
        return self._shown(self._form())

    def post(self, request, *args, **kwargs):
        """Save, and go on: to the next step, or away until another day."""
        form = self._form(request.POST)
        try:
            is_valid = form.is_valid()
        except MultiValueDictKeyError as exc:
            raise BadRequest("The form is not complete.") from exc
        if not is_valid:
            messages.error(
                request, _("Nothing is saved yet: something below could not be understood.")
            )
            return self._shown(form)
        try:
            told = self._save(form)
        except ValidationError as exc:
            form.add_error(None, exc)
            return self._shown(form)
        except OlderDraftError as exc:
            messages.error(request, str(exc))
            form.begin_anew(self._saved_draft(), self.step)
            return self._shown(form)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect(edit_url(self.page))
        action = request.POST.get("action", "next")
        if action == "next" and (unread := self._unread()):
            return self._with_unread(form, unread)
        if action == "ask":
            names = [each.fact.name for each in self._facts() if not each.in_settings]
            ask_for_facts(self.page, names, request.user)
            told = _("The local administrator has been asked, and sees it on the front page.")
        if told:
            messages.success(request, told)
        if action == "later":
            messages.success(
                request,
                _("The draft is saved. You find it on your front page when you want to go on."),
            )
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        return redirect(self.url_of(self.step.key if action == "ask" else self._next))

    def _unread(self) -> list[Finding]:
        """What is saved as it was typed, and nobody can read: a draft keeps it, no text says it."""
        if self.step is CONTACT:
            return []
        errors = errors_by_step(self._saved_draft())[self.step.key]
        return [finding for finding in errors if finding.code == UNREAD]

    def _with_unread(self, form, unread: list[Finding]):
        """The same step, with the reason at each field; what was typed is in the draft."""
        self.draft = self._saved_draft()
        form.begin_anew(self.draft, self.step)
        form.add_error("body", in_stream(form.cleaned_data["body"], unread))
        messages.error(
            self.request,
            _("The draft is saved as you typed it, but something below could not be understood."),
        )
        return self._shown(form)

    @property
    def _next(self) -> str:
        keys = [step.key for step in STEPS]
        return [*keys, FINISH][keys.index(self.step.key) + 1]

    # What the step asks

    @cached_property
    def may_settings(self) -> bool:
        return may_change_settings(self.site, self.request.user)

    def _saved_draft(self):
        """The draft after what this request has saved."""
        return type(self.page).objects.get(pk=self.page.pk).get_latest_revision_as_object()

    def _facts(self) -> list[LibraryFact]:
        return library_facts(self._saved_draft())

    @cached_property
    def facts(self) -> list[LibraryFact]:
        return library_facts(self.draft)

    def _may_state(self, fact: LibraryFact) -> bool:
        if self.may_settings:
            return True
        return not fact.in_settings and may_make_own_facts(self.site, self.request.user)

    def _form(self, data=None):
        if self.step is not CONTACT:
            return BlocksForm(data, draft=self.draft, step=self.step)
        return FactsForm(
            data,
            facts=[fact for fact in self.facts if self._may_state(fact)],
            settings=FeeSettings.for_site(self.site) if self.may_settings else None,
        )

    def _save(self, form) -> str:
        """Save what was typed; returns what is to be told besides."""
        user = self.request.user
        if self.step is not CONTACT:
            base = form.cleaned_data["base"]
            save_step(self.page, self.step, form.part, base=base, fields=form.texts, user=user)
            return ""
        changed = form.changed
        if changed:
            state_facts(self.site, changed, user)
        if "payment_kind" in changed:
            take_payment_words(self.page, user)
        return ""

    def _shown(self, form):
        settings = not self.may_settings and self.step is CONTACT
        context = {
            "form": form,
            "media": form.media,
            "step": self.step,
            "is_contact": self.step is CONTACT,
            "is_last": self._next == FINISH,
            "has_unsaved_changes": form.is_bound,
            "known": [f for f in self.facts if not self._may_state(f)] if settings else [],
            "to_ask": settings and any(not fact.in_settings for fact in self.facts),
        }
        if settings and (entry := asked(self.page)):
            context["asked"] = asked_words(entry)
        return self.render_to_response(self.get_context_data(**context))


class FinishView(StartMixin, TemplateView):
    """What is still missing, how readers will see it, and then: publish, or ask for approval."""

    template_name = "wagtail_libfees/admin/start/finish.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **{**kwargs, "step": FINISH})

    @cached_property
    def permissions(self):
        return self.page.permissions_for_user(self.request.user)

    @property
    def can_submit(self) -> bool:
        return self.permissions.can_submit_for_moderation()

    @property
    def offers_choice(self) -> bool:
        """Whether the page can become the fee page of the site here, which has none.

        Else the other pages and notices would have no rates until the settings say so.
        """
        return may_be_first(self.page, self.request.user)

    def post(self, request, *args, **kwargs):
        """By the button that was pressed; what cannot be published is told on this screen."""
        action = request.POST.get("action")
        if any(errors_by_step(self.draft).values()):
            messages.error(request, _("The page is not published yet. Below is what is missing."))
            return redirect(self.url_of(FINISH))
        if action == "publish" and self.permissions.can_publish():
            return self._publish()
        if action == "submit" and self.can_submit:
            self.page.get_workflow().start(self.draft, request.user)
            messages.success(request, _("The page waits for approval now."))
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        return redirect(self.url_of(FINISH))

    def _publish(self):
        request, page = self.request, self.page
        if page.get_latest_revision() is None:
            page.save_revision(user=request.user, clean=False)
        for hook in hooks.get_hooks("before_publish_page"):
            answer = hook(request, page)
            if hasattr(answer, "status_code"):
                return answer
        page.get_latest_revision().publish(user=request.user)
        page = type(page).objects.get(pk=page.pk)
        if request.POST.get("choose"):
            choose_first(page, request.user)
        messages.success(
            request,
            _("“%(page)s” is published. Borrowers can read it now.") % {"page": page.title},
            buttons=[messages.button(url, label) for label, url in _what_next(page, request.user)],
        )
        for hook in hooks.get_hooks("after_publish_page"):
            answer = hook(request, page)
            if hasattr(answer, "status_code"):
                return answer
        return redirect("wagtailadmin_explore", page.get_parent().pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            can_publish=self.permissions.can_publish(),
            can_submit=self.can_submit,
            offers_choice=self.offers_choice,
            preview_url=reverse("wagtailadmin_pages:view_draft", args=[self.page.pk]),
            **kwargs,
        )


def _what_next(page, user) -> Iterator[tuple[str, str]]:
    """(label, address) of what one does with a page that was just published."""
    if page.url:
        yield _("See the page"), page.url
    translates = apps.is_installed("wagtail_localize")
    may = translates and user.has_perm("wagtail_localize.submit_translation")
    known = page.get_translations(inclusive=True).values("locale")
    if may and Locale.objects.exclude(pk__in=known).exists():
        yield (
            _("Translate the page"),
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        )


def _missing(finding: Finding, names: PlaceNames) -> dict[str, str]:
    """A finding in the words of the start, with its field; a missing fact is one of the step."""
    if finding.code == GAP:
        return {"text": _label_of_fact(finding.params["fact"]), "anchor": ""}
    anchor = finding.place.anchor if finding.place.block_id else ""
    text = " ".join(filter(None, [finding.message, finding.mend]))
    field = names.name(finding.place) if anchor else ""
    return {"text": f"{field}: {text}" if field else text, "anchor": anchor}


def _label_of_fact(name: str) -> str:
    """The label of the field that states a fact: of a deadline that is the one in the block."""
    fact = registered_facts().get(name)
    block, _dot, field = fact.rate.partition(".") if fact else ("", "", "")
    if block == TIMINGS:
        return str(RATE_BLOCKS[block].base_blocks[field].label)
    return labels([name])


def start_url(page) -> str:
    """Where the start of a page begins."""
    return reverse("libfees_start", args=[page.pk, STEPS[0].key])


def is_start(page) -> bool:
    """Whether a page is a fee page that was never published, in the language of its site."""
    if not isinstance(page, TaksterPageMixin) or page.live or page.first_published_at:
        return False
    return page.alias_of_id is None and page.source_page.pk == page.pk


def start_button(page, user, next_url=None, view_name=None):
    """In the header of a fee page that was never published: the way back to its start."""
    page = page.specific
    if is_start(page) and page.permissions_for_user(user).can_edit():
        yield Button(_("Step by step"), start_url(page), icon_name="tasks", priority=54)


def start_urls():
    """The addresses of the start, below the admin's own."""
    return [
        path(
            f"libfees/start/<libfees_id:page_id>/{FINISH}/",
            FinishView.as_view(),
            name="libfees_start_finish",
        ),
        path(
            "libfees/start/<libfees_id:page_id>/<slug:step>/",
            StepView.as_view(),
            name="libfees_start",
        ),
    ]
