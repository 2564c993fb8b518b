"""What the log says of a change of the fee settings."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from wagtail_libfees.models.settings_log import ACTION, logged_fields


def changed_fields(entry) -> list[tuple[str, str, str]]:
    """(label, old text, new text) of each field that an entry tells of, in the form's order.

    A field that the model no longer has is told under its name.
    """
    changes = (entry.data or {}).get("changes", {})
    labels = {field.name: str(field.verbose_name) for field in logged_fields()}
    order = [*labels, *(name for name in changes if name not in labels)]
    return [(labels.get(name, name), *changes[name]) for name in order if name in changes]


def register_settings_log(actions) -> None:
    """The action, for Wagtail's history and reports."""

    @actions.register_action(ACTION)
    class ChangeSettings(LogFormatter):
        """A change of the fee settings, by an editor or by what an editor set off."""

        label = gettext_lazy("Change fee settings")

        def format_message(self, log_entry):
            """Which fields were changed."""
            labels = [label for label, _old, _new in changed_fields(log_entry)]
            return _("Changed: %(fields)s") % {"fields": ", ".join(labels)}
