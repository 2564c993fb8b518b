"""The text of wagtail-localize's translations, which it writes to a page that is live already.

It saves the page itself and asks for publishing only afterwards, so that the guard of publishing
comes too late. It marks a string whose path is a key of the `ValidationError`.
"""

from __future__ import annotations

from django.apps import apps

from wagtail_libfees.editorial.publishing import PublishRefusedError, publishing_errors
from wagtail_libfees.editorial.registry import Finding


def check_live_text(page) -> None:
    """Raise `PublishRefusedError` if saving `page`, which is live, brings borrowers an error.

    Only for translations made with wagtail-localize; what is wrong already on the page as it is
    stored does not count.
    """
    if not _is_translated_here(page):
        return
    errors = publishing_errors(page)
    if errors:
        known = set(map(_key, publishing_errors(type(page).objects.get(pk=page.pk))))
        new = [error for error in errors if _key(error) not in known]
        if new:
            raise refusal(page, new)


def refusal(page, errors: list[Finding]) -> PublishRefusedError:
    """The refusal of `errors`; a translated string that has one is named by its path too."""
    paths = _string_paths(page)
    by_path = {
        path: f"{error.message} {error.mend}".strip()
        for error in errors
        for path in paths
        if _is_at(error, path)
    }
    return PublishRefusedError([error.message for error in errors], page.pk, by_path)


def _key(error: Finding) -> tuple:
    return (error.code, error.place, error.excerpt)


def _is_translated_here(page) -> bool:
    if not apps.is_installed("wagtail_localize"):
        return False
    from wagtail_localize.models import Translation

    translations = Translation.objects.filter(source__object_id=page.translation_key)
    return translations.filter(target_locale_id=page.locale_id, enabled=True).exists()


def _string_paths(page) -> list[str]:
    """The paths of the strings that wagtail-localize knows of the page and its translations."""
    if not apps.is_installed("wagtail_localize"):
        return []
    from wagtail_localize.models import TranslationContext

    found = TranslationContext.objects.filter(object_id=page.translation_key)
    return list(found.values_list("path", flat=True))


def _is_at(error: Finding, path: str) -> bool:
    """Whether the string at `path`, such as `body.<block>.text`, is where the error stands."""
    place, (field, *inside) = error.place, path.split(".")
    if field != place.field or (place.block_id and place.block_id not in inside):
        return False
    return not place.child or not inside or inside[-1] == place.child
