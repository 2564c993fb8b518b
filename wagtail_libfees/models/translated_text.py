"""What is saved to a page that is live, or goes live by being saved: no revision is published.

wagtail-localize saves a page itself and asks for publishing only afterwards, and so may a script.
wagtail-localize marks a string whose path is a key of the `ValidationError`.
"""

from __future__ import annotations

from django.apps import apps

from ..editorial.publishing import PublishRefusedError, publishing_errors
from ..editorial.registry import Finding


def check_before_showing(page) -> None:
    """Raise `PublishRefusedError` if saving `page`, which is live, brings borrowers an error.

    A page that was not live yet is asked what publishing asks. What is wrong already on a live
    page, as it is stored, does not count.
    """
    row = type(page).objects.filter(pk=page.pk, live=True).first()
    errors = publishing_errors(page) if row is not None else page.get_refusals()
    if errors:
        known = set() if row is None else set(map(_key, publishing_errors(row)))
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
