"""What the package's page types share."""

import logging
from copy import deepcopy
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import models
from django.forms import URLField
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField
from wagtail.coreutils import find_available_slug
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site

from ..blocks.rich_text import ExpandedTexts
from ..caching import keep_until, note_boundary, noted_boundary
from ..clock import today
from ..conf import libfees_settings
from ..date_fields import SpelledMixin, spelled_formfield
from ..editorial.fact_streams import filled_stream
from ..editorial.fact_text import has_words, named_facts
from ..editorial.fact_values import Facts
from ..editorial.page_text import changed_texts, page_texts
from ..editorial.publishing import is_checked, let_through, publishing_errors
from ..editorial.registry import Finding, findings
from ..page_markdown import page_markdown
from .facts import SiteSources, site_of
from .form_errors import in_stream, listed, unreadable
from .head_facts import HeadFacts, beginning
from .periods import next_rates
from .translated_text import check_before_showing, refusal

logger = logging.getLogger(__name__)

# What the command `publish_scheduled` logs; by this it is known here.
SCHEDULED = "wagtail.publish.scheduled"
# Sent by admin/autosave.js with a draft that nobody pressed a button for.
BY_ITSELF = "libfees_autosave"


def _searchable(page, name, facts) -> list[str]:
    """The words of one field for a search index, facts filled in."""
    field, value = page._meta.get_field(name), getattr(page, name)
    if isinstance(field, StreamField):
        return field.get_searchable_content(filled_stream(value, facts))
    if isinstance(field, RichTextField):
        return field.get_searchable_content(facts.html(value))
    return [facts.text(value)]


def name_facts(page) -> None:
    """Let the texts of `page` have names where an editor wrote the words of a fact in braces.

    Names alone are stored, so that checks, translations and the API read one spelling.
    """
    words = [text for _field, text in page_texts(page) if has_words(text)]
    if words:
        names = page.get_facts().by_words
        if any(named_facts(text, names) != text for text in words):
            changed_texts(page, lambda text: named_facts(text, names))


class LibfeesPageForm(WagtailAdminPageForm):
    """Knows what the checks say of the page; publishing tells it at the fields, in one round."""

    class Meta(WagtailAdminPageForm.Meta):
        formfield_callback = spelled_formfield

    class Media:
        js = ["wagtail_libfees/admin/autosave.js", "wagtail_libfees/admin/session.js"]

    def _clean_fields(self):
        """A draft that the browser saves by itself leaves out what is half typed.

        A date or an address that cannot be read stays as it was saved, in `unread` with why, and
        so does a title that is being written anew. Who presses a button is shown the form instead:
        it would come back with the former value. The name in the address is empty until one leaves
        the title for the first time, and is made of that here as the browser does then.
        """
        super()._clean_fields()
        self.unread = {}
        if not self.is_deferred_validation:
            return
        if "slug" in self.errors and not self.data.get(self.add_prefix("slug")):
            slug = self.instance.slug or self._slug_of_title()
            if slug:
                del self.errors["slug"]
                self.cleaned_data["slug"] = slug
        if not self.data.get(BY_ITSELF):
            return
        for name, errors in list(self.errors.items()):
            is_emptied = name == "title" and self.instance.pk
            if is_emptied or isinstance(self.fields.get(name), (SpelledMixin, URLField)):
                self.unread[self.add_prefix(name)] = errors[0]
                del self.errors[name]
                self.cleaned_data[name] = getattr(self.instance, name)

    @staticmethod
    def _slugified(title: str) -> str:
        allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
        return slugify(title, allow_unicode=allow_unicode)

    def _slug_of_title(self) -> str:
        in_title = self._slugified(self.cleaned_data.get("title", ""))
        own = self.instance.pk
        return in_title and find_available_slug(self.parent_page, in_title, ignore_page_id=own)

    def clean(self):
        """Tell which page has the address already, and one that is free.

        Also at the title, which the address follows: most editors never open its own tab.
        """
        cleaned = super().clean()
        slug = self.data.get(self.add_prefix("slug"), "")
        if "slug" in cleaned or "slug" not in self.errors or not slug:
            return cleaned
        beside = self.parent_page.get_children().exclude(pk=self.instance.pk)
        other = beside.filter(slug=slug).first()
        if other is None:
            return cleaned
        free = find_available_slug(self.parent_page, slug, ignore_page_id=self.instance.pk)
        names = {"page": other.get_admin_display_title(), "free": free}
        text = _(
            "“%(page)s”, a page beside this one, has this name in its address. Write another, "
            "such as “%(free)s”."
        )
        self.errors["slug"] = self.error_class([text % names])
        if "title" in cleaned and self._slugified(cleaned["title"]) == slug:
            text = _(
                "“%(page)s”, a page beside this one, has the address that this title gives. Write "
                "another title, or write the name in the address yourself, such as “%(free)s”."
            )
            self.add_error("title", text % names)
        return cleaned

    def get_field_updates_for_resave(self):
        """Tell the browser beside new ids of parts of the page which fields were left out."""
        return [*super().get_field_updates_for_resave(), ("libfees_unread", self.unread)]

    @cached_property
    def as_draft(self):
        """This form, validated as that of a draft, which may have empty fields.

        Its `instance` is the page as it is typed, but for what cannot be read at all. Another
        copy of the page: Wagtail goes on with that of this form.
        """
        if self.is_deferred_validation:
            return self
        form = type(self)(
            self.data,
            self.files,
            instance=deepcopy(self.instance),
            parent_page=self.parent_page,
            for_user=self.for_user,
        )
        form.defer_required_fields()
        form.is_valid()
        return form

    @property
    def as_typed(self):
        """The page as it is typed, or as it was saved if nothing has been sent."""
        return self.as_draft.instance if self.is_bound else self.instance

    @cached_property
    def findings(self) -> list[Finding]:
        """What of the form cannot be read; if all can, what the checks say of the page.

        A day that is not understood would be told as missing too.
        """
        return (self.is_bound and unreadable(self.as_draft)) or findings(self.as_typed)

    def _post_clean(self):
        super()._post_clean()
        if not self.instance.pk:
            # A page that is not in the tree yet has its facts from the site of its parent.
            self.instance.facts_parent = self.parent_page
        name_facts(self.instance)
        # A page in a workflow can go live by an approval, which shows no form any more.
        if self.is_deferred_validation and not self.instance.workflow_in_progress:
            return
        if self.errors and self.as_draft.errors:
            return
        # What has an error of its own is not in the page of this form.
        page = self.as_draft.instance if self.errors else self.instance
        told: dict[str | None, list[Finding]] = {}
        for error in publishing_errors(page):
            field = error.field if error.field in self.fields else None
            told.setdefault(field, []).append(error)
        for name, errors in told.items():
            self._tell(name, errors, page)

    def _tell(self, name: str | None, errors: list[Finding], page) -> None:
        """Add the errors of one field, at the blocks where they stand; Wagtail shows one error."""
        if isinstance(self.fields.get(name), BlockField):
            before = self.errors.as_data().get(name, [None])[0]
            self.errors.pop(name, None)
            self.add_error(name, in_stream(getattr(page, name), errors, before))
        elif name not in self.errors:
            self.add_error(name, listed(f"{e.message} {e.mend}".strip() for e in errors))


class LibfeesPageMixin(models.Model):
    """The base template, one-pass rich text, facts in text, and the guard of publishing."""

    base_form_class = LibfeesPageForm
    # The page below which a new page will stand: until then it belongs to no site.
    facts_parent = None
    # The request that is answered with the page: what is looked up for it is looked up once.
    facts_request = None
    searched_fields: tuple[str, ...] = ("intro", "body")
    # Whether what it says may be kept rendered: the same for everybody, and public.
    keeps_text = True

    class Meta:
        abstract = True

    def save(self, clean=True, *args, **kwargs):
        """Save; what borrowers can read from then on is checked as publishing checks it.

        Whoever saves it: `add_child()`, `save()` and `copy(keep_live=True)` end here. Raises
        `PublishRefusedError`; `publishing_unchecked()` is the way round. An alias shows what its
        source has published.
        """
        names = kwargs.get("update_fields")
        tells = names is None or (clean and self._tells(names))
        if tells and self.live and self.alias_of_id is None and is_checked(self.pk):
            self._read_streams_as_stored()
            if self._state.adding:
                self._prepare_for_checks(clean)
                clean = False
            check_before_showing(self)
        return super().save(clean, *args, **kwargs)

    def _tells(self, names) -> bool:
        """Whether one of the fields `names` is what borrowers read, or makes them read it."""
        fields = (self._meta.get_field(name) for name in names)
        return any(
            field.name in ("live", "title") or field.model._meta.app_label != "wagtailcore"
            for field in fields
        )

    def _read_streams_as_stored(self) -> None:
        """Let the checks see what readers will: a script may give an amount as "20"."""
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                setattr(self, field.name, field.to_python(field.value_to_string(self)))

    def _prepare_for_checks(self, clean: bool) -> None:
        """Give a new page its language, slug and place, by which its texts get their facts."""
        if clean:
            self.full_clean()
        if self.pk is None:
            self.set_url_path(self.get_parent())

    def get_facts(self, day=None, *, mark_gaps=False) -> Facts:
        """The facts that the texts of this page are filled with, in its language.

        As of `day`, or today in Copenhagen. Looks nothing up before it has something to fill.
        """
        return Facts(lambda: self._sources_on(day or today()), mark_gaps=mark_gaps)

    def _sources_on(self, day) -> SiteSources:
        """`get_fact_sources(day)`, which are the same for all that one request asks."""
        if self.facts_request is None:
            return self.get_fact_sources(day)
        kept = self.facts_request.__dict__.setdefault("_libfees_fact_sources", {})
        if (self.pk, day) not in kept:
            kept[self.pk, day] = self.get_fact_sources(day)
        return kept[self.pk, day]

    def get_fact_sources(self, day=None) -> SiteSources:
        """Where the values of facts come from on `day`, or today in Copenhagen."""
        return SiteSources(
            self.get_facts_site_id(),
            self.locale.language_code,
            day or today(),
            request=self.facts_request,
        )

    def get_facts_site_id(self) -> int | None:
        """The id of the site whose facts the page tells; None if it stands outside every site."""
        parts = (self.facts_parent or self).get_url_parts()
        return parts[0] if parts else None

    @property
    def searchable_text(self) -> list[str]:
        """What a search finds: the texts of `searched_fields` as readers see them."""
        facts = self.get_facts()
        return [text for name in self.searched_fields for text in _searchable(self, name, facts)]

    def get_markdown(self) -> str:
        """What everyone may read of the page today, as Markdown with a heading; else empty."""
        return page_markdown(self)

    def get_context(self, request, *args, **kwargs):
        """Add the site's base template and the page's texts, facts filled in, links expanded."""
        self.facts_request = request
        context = super().get_context(request, *args, **kwargs)
        day = self.get_shown_day(request)
        facts = self.get_facts(day, mark_gaps=getattr(request, "is_preview", False))
        # Looked at by whoever renders it: a text that is kept is not rendered.
        body = SimpleLazyObject(lambda: filled_stream(self.get_body_on(day), facts))
        context.update(
            libfees_base_template=libfees_settings.BASE_TEMPLATE,
            libfees_facts=facts,
            libfees_body=body,
            libfees_texts=ExpandedTexts(body),
        )
        return context

    def get_text_boundary(self, facts) -> datetime | None:
        """The moment at which what was rendered of the page says something else; None if none is
        known. `facts` are those of the rendered context.
        """
        if not facts.used:
            return None
        ends = facts.sources.settings.payment_ends
        return min(filter(None, [next_rates(facts.sources.whole_card), *ends]), default=None)

    def get_head_facts(self, request, library: str) -> HeadFacts:
        """What the head of the page says; `library` is the `@id` of the library's linked data.

        A description for search engines is that of the editor, else the page's first words.
        """
        facts = self.get_facts()
        words = facts.text(getattr(self, "search_description", ""))
        return HeadFacts(words or beginning(facts.html(getattr(self, "intro", ""))))

    def get_shown_day(self, request):
        """The day as of which `request` reads the page."""
        return today()

    def get_body_on(self, day):
        """The blocks that readers see on `day`; None for a page type without a stream."""
        return getattr(self, "body", None)

    def serve(self, request, *args, **kwargs):
        """Let no cache keep the page past a boundary of its facts, its banner or its own text."""
        self.facts_request = request
        response = super().serve(request, *args, **kwargs)
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(partial(self._end_in_caches, request))
        return response

    def _end_in_caches(self, request, response):
        """End the copies of a rendered response. What it says is not looked up before that."""
        if facts := (response.context_data or {}).get("libfees_facts"):
            note_boundary(request, self.get_text_boundary(facts))
        keep_until(response, noted_boundary(request))

    def get_refusals(self, user=None) -> list[Finding]:
        """What keeps this draft from going live through `user`; None for a schedule or a script."""
        return publishing_errors(self)

    def publish(self, revision, *args, **kwargs):
        """Publish `revision` unless something stops it.

        The admin's form refuses first and says it better; this holds for every other way, such
        as a script. Raises `PublishRefusedError`, but not for a scheduled revision: that would
        keep the command from publishing the pages after it. Its schedule is taken off and logged.
        """
        errors = []
        if is_checked(self.pk):
            errors = revision.as_object().get_refusals(kwargs.get("user"))
        if not errors:
            with let_through(self.pk):
                return super().publish(revision, *args, **kwargs)
        if kwargs.get("log_action") != SCHEDULED:
            raise refusal(self, errors)
        logger.error("Page %s was not published as scheduled: %s", self.pk, errors[0].code)
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return None


class SourcePageMixin(models.Model):
    """For page types whose translations take facts from the page that they translate."""

    class Meta:
        abstract = True

    @cached_property
    def source_page(self):
        """This page in the site's source language.

        The page itself if it is that one, or stands outside every site.
        """
        if self.source_locale_id == self.locale_id:
            return self
        return self.get_translation_or_none(self.source_locale_id) or self

    @cached_property
    def source_locale_id(self) -> int:
        """The language of the page's site; that of the page itself outside every site."""
        return self.facts_site.root_page.locale_id if self.facts_site else self.locale_id

    @cached_property
    def facts_site(self) -> Site | None:
        """The site whose facts the page tells, with its front page; None outside every site."""
        return site_of(self.get_facts_site_id(), self.facts_request)

    def get_translation_or_none(self, locale_id):
        """The translation of this page into a locale, or None."""
        return self.get_translations().filter(locale_id=locale_id).specific().first()
