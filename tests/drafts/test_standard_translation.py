"""A fee page that is sent to translation has its standard text translated already."""

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories as make
from wagtail_libfees.drafts.standard_text import new_staff_guide, new_takster_page
from wagtail_libfees.drafts.standard_translation import standard_words
from wagtail_libfees.editorial.standard_text import LANGUAGES


@pytest.mark.parametrize(("source", "target"), [("da", "en"), ("en", "da"), ("da", "en-gb")])
def test_every_text_has_its_counterpart(source, target):
    mine, other = LANGUAGES[source], LANGUAGES[target.split("-")[0]]
    words = standard_words(source, target)
    assert words[mine.TITLE] == other.TITLE
    paragraphs = sum(
        section["text"].count("<p>") + section["text"].count("<li>")
        for module in (mine.WORDS, mine.WITHOUT_PORTAL)
        for section in module.values()
    )
    assert len(words) >= paragraphs


@pytest.mark.parametrize(("source", "target"), [("da", "de"), ("fo", "en"), ("da", "da")])
def test_another_language_is_left_to_the_translator(source, target):
    assert standard_words(source, target) == {}


def sent(page):
    source, _made = TranslationSource.update_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=make.locale("en"))


@pytest.mark.django_db
def test_the_english_text_is_laid_in_and_what_was_changed_is_not():
    site = make.site()
    make.translated(site.root_page)
    page = new_takster_page(site.root_page)
    raw = page.body.get_prep_value()
    raw[0]["value"]["heading"] = "Hvad med gebyrer?"
    page.body = page.body.stream_block.to_python(raw)
    page.save()
    work = sent(page)
    work.save_target(publish=False)
    total, done = work.get_progress()
    assert total - done == 1
    english = work.get_target_instance()
    assert (english.title, english.slug) == ("Fees and charges", "fees-and-charges")
    assert "Borrowing is free" in str(english.body)
    assert "Hvad med gebyrer?" in str(english.body)


@pytest.mark.django_db
def test_a_staff_guide_is_translated_too():
    site = make.site()
    make.translated(site.root_page)
    work = sent(new_staff_guide(site.root_page))
    work.save_target(publish=False)
    total, done = work.get_progress()
    assert total == done
    english = work.get_target_instance()
    assert (english.title, english.slug) == ("Guide for staff", "guide-for-staff")
    assert "Who answers what?" in str(english.body)


@pytest.mark.django_db
def test_what_a_translator_wrote_stays():
    site = make.site()
    make.translated(site.root_page)
    page = new_takster_page(site.root_page)
    source, _made = TranslationSource.update_or_create_from_instance(page)
    segment = source.stringsegment_set.filter(string__data="Takster").first()
    StringTranslation.objects.create(
        locale=make.locale("en"),
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        data="Prices",
        translation_type="manual",
    )
    work = sent(page)
    work.save_target(publish=False)
    assert work.get_target_instance().title == "Prices"


@pytest.mark.django_db
@pytest.mark.parametrize("add", [make.faq_page, make.takster_page])
def test_a_page_without_the_standard_text_is_left_alone(add):
    site = make.site()
    make.translated(site.root_page)
    work = sent(add(site.root_page, title="Takster"))
    assert work.get_progress()[1] == 0


# The name in the address


@pytest.fixture
def translated_title(site_in_english):
    """Translate the title of a page, which may have been named or published before."""

    def named(title, *, slug="", live=False):
        page = make.faq_page(site_in_english.root_page, title="Spørgsmål", slug="spoergsmaal")
        work = sent(page)
        work.save_target(publish=False)
        type(page).objects.filter(pk=work.get_target_instance().pk).update(live=live)
        here = {each.context.path: each for each in work.source.stringsegment_set.all()}
        texts = {"slug": slug, "title": title}
        for field, data in texts.items():
            if data:
                StringTranslation.objects.create(
                    translation_of=here[field].string,
                    locale=work.target_locale,
                    context=here[field].context,
                    data=data,
                )
        return [each.data for each in StringTranslation.objects.filter(context__path="slug")]

    return named


@pytest.fixture
def site_in_english(db):
    site = make.site()
    english = make.translated(site.root_page)
    make.faq_page(english, title="Taken", slug="taken")
    return site


@pytest.mark.parametrize(
    ("title", "before", "named"),
    [
        ("Questions: paying 😀", {}, ["questions-paying"]),
        ("Taken", {}, ["taken-1"]),
        ("😀", {}, []),
        ("Questions", {"slug": "faq"}, ["faq"]),
        ("Questions", {"live": True}, []),
    ],
)
def test_a_translated_title_names_the_address(translated_title, title, before, named):
    assert translated_title(title, **before) == named
