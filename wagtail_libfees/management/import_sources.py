"""What the import commands share: sources that fail, and the user to import as."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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
