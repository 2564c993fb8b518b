"""What the package's page types share."""

import logging

from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import RichTextField, StreamField

from wagtail_libfees.blocks.expand import ExpandedTexts
from wagtail_libfees.caching import keep_until, noted_boundary
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.fact_streams import filled_stream
from wagtail_libfees.editorial.fact_values import Facts
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.editorial.registry import Finding

from .clock import today
from .error_lists import listed
from .facts import SiteSources
from .periods import next_rates
from .translated_text import check_live_text, refusal

logger = logging.getLogger(__name__)

# What the command `publish_scheduled` logs; by this it is known here.
SCHEDULED = "wagtail.publish.scheduled"


def keep_out_of_caches(response):
    """Let no cache keep a rendered response past the day on which its facts change."""
    facts = (response.context_data or {}).get("libfees_facts")
    if facts is not None and facts.used:
        keep_until(response, next_rates(facts.sources.whole_card))


def _searchable(page, name, facts) -> list[str]:
    """The words of one field for a search index, facts filled in."""
    field, value = page._meta.get_field(name), getattr(page, name)
    if isinstance(field, StreamField):
        return field.get_searchable_content(filled_stream(value, facts))
    if isinstance(field, RichTextField):
        return field.get_searchable_content(facts.html(value))
    return [facts.text(value)]


class LibfeesPageForm(WagtailAdminPageForm):
    """Shows what stops the page from being published; a draft is saved with it."""

    def _post_clean(self):
        super()._post_clean()
        # A page in a workflow can go live by an approval, which shows no form any more.
        is_draft = self.is_deferred_validation and not self.instance.workflow_in_progress
        if is_draft or self.errors:
            return
        if not self.instance.pk:
            # A page that is not in the tree yet has its facts from the site of its parent.
            self.instance.facts_parent = self.parent_page
        told: dict[str | None, list[str]] = {}
        for error in publishing_errors(self.instance):
            field = error.field if error.field in self.fields else None
            told.setdefault(field, []).append(" ".join(filter(None, [error.message, error.mend])))
        for field, texts in told.items():
            self.add_error(field, listed(self.fields.get(field), texts))


class LibfeesPageMixin(models.Model):
    """The base template, one-pass rich text, facts in text, and the guard of publishing."""

    base_form_class = LibfeesPageForm
    # The page below which a new page will stand: until then it belongs to no site.
    facts_parent = None
    # The request that is answered with the page: what is looked up for it is looked up once.
    facts_request = None
    searched_fields: tuple[str, ...] = ("intro", "body")

    class Meta:
        abstract = True

    def save(self, clean=True, *args, **kwargs):
        """Save; a live page does not get a translated text that may not be published.

        Raises `PublishRefusedError` for one.
        """
        if clean and self.live and not self._state.adding and not kwargs.get("update_fields"):
            check_live_text(self)
        return super().save(clean, *args, **kwargs)

    def get_facts(self, day=None, *, mark_gaps=False) -> Facts:
        """The facts that the texts of this page are filled with, in its language.

        As of `day`, or today in Copenhagen. Looks nothing up before it has something to fill.
        """
        return Facts(lambda: self.get_fact_sources(day), mark_gaps=mark_gaps)

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

    def get_context(self, request, *args, **kwargs):
        """Add the site's base template and the page's texts, facts filled in, links expanded."""
        self.facts_request = request
        context = super().get_context(request, *args, **kwargs)
        context["libfees_base_template"] = libfees_settings.BASE_TEMPLATE
        context["libfees_facts"] = self.get_facts(mark_gaps=getattr(request, "is_preview", False))
        self.show_body(context, self.get_body())
        return context

    def show_body(self, context, body):
        """Put the stream that readers see into `context`."""
        context["libfees_body"] = filled_stream(body, context["libfees_facts"])
        context["libfees_texts"] = ExpandedTexts(context["libfees_body"])

    def get_body(self):
        """The stream that the page shows; None for a page type without one."""
        return getattr(self, "body", None)

    def serve(self, request, *args, **kwargs):
        """Let no cache keep the page past a boundary of its facts, its banner or its own text."""
        self.facts_request = request
        response = super().serve(request, *args, **kwargs)
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(keep_out_of_caches)
            # The banner is not looked up before it is rendered.
            response.add_post_render_callback(
                lambda rendered: keep_until(rendered, noted_boundary(request))
            )
        return response

    def get_refusals(self, user=None) -> list[Finding]:
        """What keeps this draft from going live through `user`; None for a schedule or a script."""
        return publishing_errors(self)

    def publish(self, revision, *args, **kwargs):
        """Publish `revision` unless something stops it.

        The admin's form refuses first and says it better; this holds for every other way, such
        as a script. Raises `PublishRefusedError`, but not for a scheduled revision: that would
        keep the command from publishing the pages after it. Its schedule is taken off and logged.
        """
        errors = revision.as_object().get_refusals(kwargs.get("user"))
        if not errors:
            return super().publish(revision, *args, **kwargs)
        if kwargs.get("log_action") != SCHEDULED:
            raise refusal(self, errors)
        logger.error("Page %s was not published as scheduled: %s", self.pk, errors[0].code)
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return None
