"""Who changed what in the fee settings: Wagtail's log, with the old and the new text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from wagtail.blocks import ChoiceBlock
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import AbstractPage, ModelLogEntry, Site

from .models import FeeSettings

ACTION = "wagtail_libfees.change_settings"
NOT_LOGGED = {"id", "site", "updated_at"}

Snapshot = dict[str, str]


def logged_fields() -> list[models.Field]:
    """The fields whose changes are told, in the order of the model."""
    return [field for field in FeeSettings._meta.concrete_fields if field.name not in NOT_LOGGED]


def snapshot(settings: FeeSettings) -> Snapshot:
    """Each field as a text that can be compared and read later; empty for an empty field."""
    return {field.name: _text(field, settings) for field in logged_fields()}


def log_changes(settings: FeeSettings, before: Snapshot, user) -> None:
    """Write down what is other than in `before`; nothing if nothing is."""
    changes = {
        name: [before.get(name, ""), after]
        for name, after in snapshot(settings).items()
        if before.get(name, "") != after
    }
    if changes:
        log(instance=settings, action=ACTION, user=user, data={"changes": changes})


def told_of_others(settings: FeeSettings, since: str) -> str:
    """Who saved what after `since`, for somebody who would save over it."""
    entries = ModelLogEntry.objects.for_instance(settings).filter(action=ACTION)
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        moment = None
    if moment is not None and is_aware(moment):
        entries = entries.filter(timestamp__gte=moment)
    told = [
        _("%(user)s at %(time)s: %(fields)s.")
        % {
            "user": entry.user_display_name,
            "time": localtime(entry.timestamp).strftime("%H:%M"),
            "fields": ", ".join(_labels(entry.data.get("changes", {}))),
        }
        for entry in entries.order_by("timestamp")
    ]
    lead = _("The settings were saved by somebody else after you opened them.")
    mend = _("Nothing of yours is saved yet. If you save again, what you typed replaces theirs.")
    return " ".join([lead, *told, mend])


def _labels(changes: dict[str, Any]) -> list[str]:
    return [str(field.verbose_name) for field in logged_fields() if field.name in changes]


def hold_choices() -> None:
    """Make others who choose or delete a fee page wait until this transaction is through.

    So nobody deletes the page that is being chosen. Needs a transaction.
    """
    list(FeeSettings.objects.select_for_update().order_by("pk").values_list("pk"))


def choose_fee_page(site: Site, page: AbstractPage, user=None, *, former: str = "") -> FeeSettings:
    """Make `page` the fee page of `site`, and log it.

    `former`: the text of the page that was chosen, in case that is deleted by now.
    """
    settings = FeeSettings.for_site(site)
    before = snapshot(settings)
    before["fee_page"] = before["fee_page"] or former
    settings.fee_page_id = page.pk
    settings.save()
    log_changes(settings, before, user)
    return settings


def _text(field: models.Field, settings: FeeSettings) -> str:
    """Names rather than numbers: the page may be gone when the log is read."""
    value = getattr(settings, field.name)
    if isinstance(field, StreamField):
        return "; ".join(_child_text(child.value) for child in value)
    if isinstance(value, AbstractPage):
        return f"{value.title} ({value.pk})"
    if value is None or value is False:
        return ""
    return str(value)


def _child_text(value: Any) -> str:
    """A block of fields as its filled fields; any other block as its text."""
    if not isinstance(value, dict):
        return str(value)
    said = ((name, part) for name, part in value.items() if part not in (None, "", False))
    return ", ".join(_field_text(value.block.child_blocks[name], part) for name, part in said)


def _field_text(block: Any, value: Any) -> str:
    """A choice as its label, a tick as what is ticked, anything else as it is."""
    if isinstance(block, ChoiceBlock):
        return str(dict(block.field.choices).get(value, value))
    return str(block.label) if value is True else str(value)
