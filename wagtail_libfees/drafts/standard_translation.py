"""The standard text in the language that a fee page is translated into, for the translator."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_save
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug

from ..editorial.standard_text import LANGUAGES, guide_blocks, guide_texts, standard_ids
from ..models import LibfeesPageMixin, StaffGuidePageMixin, TaksterPageMixin

_STANDARD = standard_ids() | {block["id"] for block in guide_blocks("da")}


def standard_words(source: str, target: str) -> dict[str, str]:
    """Each string of the standard text in `source`, as wagtail-localize cuts it, and in `target`.

    Empty where there is no standard text in one of the languages. A text whose parts differ in
    number is left to the translator.
    """
    first, second = (LANGUAGES.get(code.split("-")[0]) for code in (source, target))
    if first is None or second is None or first is second:
        return {}
    pairs = {first.TITLE: second.TITLE, slugify(first.TITLE): slugify(second.TITLE)}
    pairs |= {words: second.RATE_WORDS[key] for key, words in first.RATE_WORDS.items()}
    for mine, other in ((first.WORDS, second.WORDS), (first.WITHOUT_PORTAL, second.WITHOUT_PORTAL)):
        for key, section in mine.items():
            pairs[section["heading"]] = other[key]["heading"]
            strings = _strings(section["text"]), _strings(other[key]["text"])
            if len(strings[0]) == len(strings[1]):
                pairs.update(zip(*strings, strict=True))
    for mine, other in zip(guide_texts(source), guide_texts(target), strict=True):
        strings = ([mine], [other]) if "<" not in mine else (_strings(mine), _strings(other))
        if len(strings[0]) == len(strings[1]):
            pairs.update(zip(*strings, strict=True))
    pairs[slugify(guide_texts(source)[0])] = slugify(guide_texts(target)[0])
    pairs.pop("", None)
    return pairs


def _strings(html: str) -> list[str]:
    from wagtail_localize.strings import extract_strings

    _template, found = extract_strings(html)
    return [string.data for string, _attributes in found]


def lay_in_standard_text(instance, created=False, raw=False, **kwargs):
    """A page from the standard text that is sent to translation has it translated already."""
    model = instance.source.specific_content_type.model_class()
    if (
        not created
        or raw
        or not (model and issubclass(model, (TaksterPageMixin, StaffGuidePageMixin)))
    ):
        return
    from wagtail_localize.models import StringTranslation

    source, target = instance.source.locale, instance.target_locale
    words = standard_words(source.language_code, target.language_code)
    segments = list(instance.source.stringsegment_set.select_related("string", "context"))
    # What is no part of the standard text says the same by chance, and perhaps not in earnest.
    standard = [each for each in segments if _STANDARD & set(each.context.path.split("."))]
    fields = [each for each in segments if each.context.path in ("title", "slug", "intro")]
    for segment in [*standard, *(fields if standard else [])]:
        if (said := words.get(segment.string.data)) is not None:
            StringTranslation.objects.get_or_create(
                locale=target,
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                defaults={
                    "data": said,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    "tool_name": _("the standard text"),
                },
            )


def name_address_by_title(instance, created=False, raw=False, **kwargs):
    """A title that is translated names the address of the page, as a title that is written does.

    A translator need not know that it has a name of its own, in another tab. One that readers
    have, or that somebody has given it, stays.
    """
    if raw or not created or instance.context.path != "title":
        return
    from wagtail_localize.models import StringSegment, StringTranslation

    here = {"context__object_id": instance.context.object_id, "context__path": "slug"}
    segment = StringSegment.objects.filter(**here).order_by("pk").last()
    model = segment and segment.source.specific_content_type.model_class()
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    name = slugify(instance.data, allow_unicode=allow_unicode)
    if not (name and model and issubclass(model, LibfeesPageMixin)):
        return
    key = instance.context.object_id
    page = model.objects.filter(translation_key=key, locale=instance.locale, live=False).first()
    if page is None:
        return
    StringTranslation.objects.get_or_create(
        locale=instance.locale,
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        defaults={
            "data": find_available_slug(page.get_parent(), name, ignore_page_id=page.pk),
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
            "tool_name": _("the title"),
        },
    )


def register_standard_translation() -> None:
    """Connect it, where pages are translated; called once, when the app is ready."""
    if apps.is_installed("wagtail_localize"):
        post_save.connect(
            lay_in_standard_text,
            sender=apps.get_model("wagtail_localize", "Translation"),
            dispatch_uid="libfees_standard_translation",
        )
        post_save.connect(
            name_address_by_title,
            sender=apps.get_model("wagtail_localize", "StringTranslation"),
            dispatch_uid="libfees_translated_address",
        )
