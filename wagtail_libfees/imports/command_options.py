"""What the import commands share: where to import to, sources that fail, the user to import as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import AbstractPage, Site

from ..drafts.errors import DraftError
from ..management.options import find_user
from .reading.profiles.registry import profile_names
from .targets import any_page


@dataclass(frozen=True)
class Failure:
    """A source that could not be imported, and why."""

    source: str
    error: str


def add_attachment(parser) -> None:
    """The option that names what of a saved message is imported."""
    parser.add_argument(
        "--attachment",
        metavar="NAME",
        default="",
        help="Of a saved message (.eml): import the attachment of this name instead of the text.",
    )


def add_profile(parser) -> None:
    """The option that says how a source is read."""
    parser.add_argument("--profile", default="auto", help="How to read it (default: auto).")


def check_profile(name: str) -> None:
    """Raise `CommandError` for a profile that nobody has registered."""
    if name not in profile_names():
        raise CommandError(
            _("Unknown profile “%(name)s”; known are: %(known)s.")
            % {"name": name, "known": ", ".join(profile_names())}
        )


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


def importing_user(name: str | None):
    """The user with that name if it may import, None for no name; raises `CommandError`."""
    user = find_user(name)
    if user is not None and not user.has_perm("libfees_imports.add_importrun"):
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
