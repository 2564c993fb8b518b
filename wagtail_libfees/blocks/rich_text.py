"""Expanding all rich texts of a page together.

In Wagtail each internal link asks for the active language, and for its translation; expanded in
one pass, two hundred links cost as many queries as one.
"""

from collections.abc import Iterable
from copy import copy
from functools import cache

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.html import escape
from wagtail.blocks import RichTextBlock
from wagtail.models import Locale
from wagtail.rich_text import RichText, features, get_rewriter
from wagtail.rich_text.rewriters import LinkRewriter, MultiRuleRewriter

from ..text.addresses import with_safe_addresses
from .walk import stored_texts

# Cannot be in rich text: it is no legal character of HTML.
_SEPARATOR = "\x1e"


class ExpandedTexts:
    """The HTML of each rich text of a stream, or of a list of its children such as those that are
    shown today; the work is done once, at the first question."""

    def __init__(self, stream):
        self._stream = stream

    def holds(self, text: RichText) -> bool:
        return text.source in self._expanded

    def html_of(self, text: RichText) -> str:
        """The expanded HTML of `text`, also if it is not in the stream."""
        if text.source not in self._expanded:
            return expand_html(text.source)
        return self._expanded[text.source]

    @cached_property
    def _expanded(self) -> dict[str, str]:
        return expand_all(
            text
            for child in self._stream or ()
            for _place, text, block in stored_texts(
                child.block.get_prep_value(child.value), child.block
            )
            if isinstance(block, RichTextBlock)
        )


def expand_html(source: str) -> str:
    """Stored rich text as Wagtail's `expand_db_html()` has it, its page links asked for at once.

    No address in it runs: wagtail-localize takes any as a translation, and shows it in its preview
    before publishing refuses it.
    """
    return with_safe_addresses(_rewriter()(source))


@cache
def _rewriter() -> MultiRuleRewriter:
    """Wagtail's rewriter; a site that has a handler of its own for page links keeps it."""
    rewriter = copy(get_rewriter())
    if features.get_link_types().get("page") is _stock_handler():
        rewriter.rewriters = list(map(_with_pages_at_once, rewriter.rewriters))
    return rewriter


def _with_pages_at_once(rewriter):
    if not isinstance(rewriter, LinkRewriter):
        return rewriter
    changed = copy(rewriter)
    changed.bulk_rules = {**rewriter.bulk_rules, "page": _page_links}
    return changed


def _page_links(attrs_list: list[dict]) -> list[str]:
    """The opening tag of each page link: to its live translation where there is one."""
    # Wagtail would answer 500 for the whole page where a script stored what is no number.
    ids = [attrs.get("id", "") for attrs in attrs_list]
    pages = _stock_handler().get_many([{"id": i if i.isdecimal() else None} for i in ids])
    translations = _translations([page for page in pages if page])
    return [
        f'<a href="{escape(translations.get(page.translation_key, page).url)}">' if page else "<a>"
        for page in pages
    ]


def _stock_handler():
    """Wagtail's own, which Wagtail 8 can import only when the models are loaded."""
    from wagtail.rich_text.pages import PageLinkHandler

    return PageLinkHandler


def _translations(pages: list) -> dict:
    """The live pages in the active language that translate `pages`, by translation key.

    What `page.localized` says of each. Where the addresses of sites begin is asked for once.
    """
    if not pages:
        return {}
    active = Locale.get_active() if getattr(settings, "WAGTAIL_I18N_ENABLED", False) else None
    foreign = [page.translation_key for page in pages if active and page.locale_id != active.pk]
    found = (
        _stock_handler()
        .get_model()
        .objects.filter(translation_key__in=foreign, locale=active, live=True)
    )
    translated = list(found.defer_streamfields().specific()) if foreign else []
    roots = pages[0]._get_site_root_paths()
    for page in [*pages, *translated]:
        page._wagtail_cached_site_root_paths = roots
    return {page.translation_key: page for page in translated}


def expand_all(sources: Iterable[str]) -> dict[str, str]:
    """The HTML of each of `sources`, which are rich texts as they are stored."""
    ordered = sorted(set(sources))
    expanded = _rewriter()(_SEPARATOR.join(ordered)).split(_SEPARATOR)
    # A broken source could swallow a separator; then each stands for itself.
    if len(expanded) != len(ordered):
        return {source: expand_html(source) for source in ordered}
    return dict(zip(ordered, map(with_safe_addresses, expanded), strict=True))
