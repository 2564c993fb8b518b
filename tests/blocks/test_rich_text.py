"""Page links are expanded as Wagtail expands them, with as many queries for many as for one."""

import pytest
from django.utils import translation
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from tests import factories
from wagtail_libfees.blocks import rich_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def targets():
    """Pages on two sites: translated, translated as a draft, in English only, a draft."""
    home = factories.site().root_page
    other = factories.site("nabo.example", default=False).root_page
    translated, as_draft, draft = (
        factories.home_page_below(home, title)
        for title in ("Oversat", "Kladde på engelsk", "Skjult")
    )
    english = factories.translated(translated)
    factories.translated(as_draft, live=False)
    draft.unpublish()
    return [translated, as_draft, english, draft, home, factories.home_page_below(other, "Nabo")]


def link(pk) -> str:
    return f'<p>Se <a linktype="page" id="{pk}">siden</a>.</p>'


@pytest.mark.parametrize("language", ["da", "en", "de"])
@pytest.mark.parametrize("i18n", [True, False])
def test_links_are_those_of_wagtail(targets, settings, language, i18n):
    settings.WAGTAIL_I18N_ENABLED = i18n
    sources = [link(page.pk) for page in targets]
    sources += [
        link(999_999),
        '<a href="https://borger.dk">b</a> <a href="mailto:a@b.dk">a</a> <a id="mærke"></a>',
        '<a linktype="ukendt" id="1">x</a> <embed embedtype="image" id="7" format="left" alt="">',
    ]
    with translation.override(language):
        assert rich_text.expand_all(sources) == {text: expand_db_html(text) for text in sources}


@pytest.mark.parametrize("wrong", ["", "x", "1 OR 1=1", "²"])
def test_a_link_to_no_number_leads_nowhere(wrong):
    assert rich_text.expand_html(link(wrong)) == "<p>Se <a>siden</a>.</p>"


@pytest.mark.parametrize("language", ["da", "en"])
def test_many_links_ask_as_often_as_one(targets, django_assert_num_queries, language):
    home = targets[0].get_parent()
    many = [factories.home_page_below(home, f"Side {number}") for number in range(12)]
    for page in many[:6]:
        factories.translated(page)
    with translation.override(language):
        rich_text.expand_html(link(targets[0].pk))
        # Of the pages: who they are and what they are; the language; and both of the translations.
        with django_assert_num_queries(3 if language == "da" else 5):
            rich_text.expand_html("".join(link(page.pk) for page in many))


def test_a_handler_of_the_site_is_kept(monkeypatch):
    class Own(PageLinkHandler):
        @classmethod
        def expand_db_attributes_many(cls, attrs_list):
            return ["<a data-own>"] * len(attrs_list)

    monkeypatch.setattr(rich_text.features, "get_link_types", lambda: {"page": Own})
    rich_text._rewriter.cache_clear()
    rich_text.get_rewriter.cache_clear()
    try:
        assert rich_text.expand_html(link(1)) == "<p>Se <a data-own>siden</a>.</p>"
    finally:
        rich_text._rewriter.cache_clear()
        rich_text.get_rewriter.cache_clear()
