"""A notice holds at the same time in every language: its translations follow the source.

A translation has its own words. When it holds, how urgent it is and what it is about it takes from
the notice in the site's source language, as long as that is published: when the translation is
loaded from a revision (to edit, preview or publish it), and when the source is published.
"""

from __future__ import annotations

from wagtail_localize.fields import SynchronizedField

from ..models.base import SourcePageMixin
from .branches import in_language

FOLLOWED = (
    "kind",
    "severity",
    "from_day",
    "from_time",
    "to_day",
    "to_time",
    "period_from_day",
    "period_from_time",
    "period_to_day",
    "period_to_time",
    "review_day",
    "services",
    "scope",
    "section_id",
    "cut_off_day",
    "old_channel_ends",
    "login_needed",
    "responsible_id",
    "dismissal_version",
    "expire_at",
    "former_branches",
    "keeps_former_branches",
    "withdrawn",
)
# Nobody edits these as content, so no translator is shown them.
HIDDEN = {"dismissal_version", "expire_at", "former_branches", "keeps_former_branches", "withdrawn"}


class FollowsSourceMixin(SourcePageMixin):
    """Keeps the facts of a translated notice those of its source."""

    # wagtail-localize shows these to a translator, and lets nobody override them.
    override_translatable_fields = [
        SynchronizedField(name.removesuffix("_id"), overridable=False)
        for name in FOLLOWED
        if name not in HIDDEN
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """The page of a revision, with the facts of its source."""
        page = super().with_content_json(content)
        if self.follows_source:
            page.take_facts(self.source_page)
        return page

    @property
    def follows_source(self) -> bool:
        """Whether the facts are those of another page. A source that is no more leads nobody."""
        return bool(self.path) and self.source_page.pk != self.pk and self.source_page.live

    def take_facts(self, source) -> None:
        """Set the fields that are the source's, in memory."""
        for name in FOLLOWED:
            setattr(self, name, getattr(source, name))
        self.branches = in_language(source.branches.all(), self.locale)

    def pass_facts_on(self) -> None:
        """Write the facts of this page, if it is a source, into its live translations."""
        if self.source_page.pk != self.pk:
            return
        for translation in self.get_translations().live().specific():
            translation.take_facts(self)
            translation.branches.commit()
            # The words are not looked at: they were when the translation was published.
            translation.save(update_fields=list(FOLLOWED), clean=False)
