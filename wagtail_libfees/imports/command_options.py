"""What the import commands share: where to import to, sources that fail, the user to import as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import AbstractPage, Site

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.targets import any_page


@dataclass(frozen=True)
class Failure:
    """A source that could not be imported, and why."""

    source: str
    error: str


def check_failed(results) -> None:
    """Raise `CommandError` if a source failed: the exit status tells the caller."""
    failed = [result for result in results if isinstance(result, Failure)]
    if failed:
        reasons = " | ".join(f"{failure.source}: {failure.error}" for failure in failed)
        raise CommandError(
            ngettext(
                "%(count)d source could not be imported: %(reasons)s",
                "%(count)d sources could not be imported: %(reasons)s",
                len(failed),
            )
            % {"count": len(failed), "reasons": reasons}
        )


def user_named(name: str | None):
    """The user with that name, None for no name; raises `CommandError` for an unknown one."""
    if name is None:
        return None
    model = get_user_model()
    try:
        return model._default_manager.get_by_natural_key(name)
    except model.DoesNotExist as exc:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": name}) from exc


def importing_user(name: str | None):
    """The user with that name if it may import, None for no name; raises `CommandError`."""
    user = user_named(name)
    if user is not None and not user.has_perm("wagtail_libfees.add_importrun"):
        raise CommandError(
            _("“%(name)s” may not import; give a group of theirs the permission to import.")
            % {"name": name}
        )
    return user


def import_target(
    parent: str | None, page: str | None, find_page: Callable[[str], AbstractPage]
) -> dict[str, AbstractPage]:
    """Where to import to: a `page`, or the `parent` of the draft; by default the front page.

    `find_page` gives the page of an id if it is of the right type. Raises `CommandError`.
    """
    try:
        if page is not None:
            return {"page": find_page(page)}
        if parent is not None:
            return {"parent": any_page(parent)}
    except DraftError as exc:
        raise CommandError(str(exc)) from exc
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise CommandError(_("There is no default site; say --parent or --page."))
    return {"parent": site.root_page.specific}
