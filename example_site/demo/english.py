"""The English pages of the demo, made with wagtail-localize as an editor would make them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

from wagtail.models import Locale
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
)

from wagtail_libfees.rates import format_date

TEXTS = Path(__file__).with_name("english.json")


class MissingTranslation(Exception):  # noqa: N818 - says what is wrong, as LookupError does
    """A Danish text of the demo has no English one."""


def translate(pages, days) -> None:
    """Publish each of `pages` in English, parents before children. All texts, or none."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    texts = load_texts(days)
    for page in pages:
        _translate_page(page, locale, texts)


def load_texts(days) -> dict[str, str]:
    """English by Danish, with the days filled in as each language writes them."""
    danish, english = (
        {name: format_date(day, language) for name, day in days.items()}
        for language in ("da", "en")
    )
    return {
        Template(source).safe_substitute(danish): Template(text).safe_substitute(english)
        for source, text in json.loads(TEXTS.read_text(encoding="utf-8")).items()
    }


def _translate_page(page, locale, texts):
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=locale,
            context_id=segment.context_id,
            defaults={
                "data": english(texts, segment.string.data),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    # Published here: save_target() would wait for the commit and then publish a front page that
    # does not know its children yet.
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


def english(texts: Mapping[str, str], danish: str) -> str:
    """The English for `danish`; a text without letters, such as a phone number, is itself."""
    if danish in texts:
        return texts[danish]
    if not any(character.isalpha() for character in danish):
        return danish
    raise MissingTranslation(danish)
