"""The finished translations of a block go along to the block that continues it."""

from django.apps import apps


def carry_translations(page, field: str, ids: dict[str, str]):
    """Give wagtail-localize the translations of the blocks in `ids` for those that continue them.

    `ids` tells for each block and list entry of the stream `field` of `page` the id of what
    continues it. A translation is known by its text and its place: the same words in the new
    place are translated, others ask for a translator as ever. Does nothing without
    wagtail-localize.
    """
    if not apps.is_installed("wagtail_localize"):
        return
    from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationContext

    places = TranslationContext.objects.filter(
        object_id=page.translation_key, path__startswith=f"{field}."
    )
    for place in places:
        parts = place.path.split(".")
        if len(parts) < 2 or parts[1] not in ids:
            continue
        path = ".".join(ids.get(part, part) for part in parts)
        context, _made = TranslationContext.objects.get_or_create(
            object_id=place.object_id, path=path
        )
        for said in place.translations.all():
            StringTranslation.objects.get_or_create(
                locale_id=said.locale_id,
                translation_of_id=said.translation_of_id,
                context=context,
                defaults=_same(said, "data", "translation_type", "tool_name", "has_error"),
            )
        for override in place.overrides.all():
            SegmentOverride.objects.get_or_create(
                locale_id=override.locale_id,
                context=context,
                defaults=_same(override, "data_json", "has_error"),
            )


def _same(row, *names):
    """What the new row has from `row`, and who wrote it."""
    return {name: getattr(row, name) for name in (*names, "last_translated_by_id")}
