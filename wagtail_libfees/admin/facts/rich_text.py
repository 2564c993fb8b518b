"""The chooser of facts in the editor: in rich text and in plain text fields."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature

from wagtail_libfees.blocks.base import FACT_FEATURE

STATIC = "wagtail_libfees/admin"


class FactFeature(ControlFeature):
    """A button below the text, and a plugin that opens the list when `{` is typed."""

    def construct_options(self, options):
        """Add both to the options of the editor."""
        super().construct_options(options)
        options.setdefault("plugins", []).append(self.data)


def register_fact_feature(features):
    """Rich text with the feature `libfees-fact` has the chooser."""
    feature = FactFeature({"type": FACT_FEATURE}, js=[f"{STATIC}/fact-rich-text.js"])
    features.register_editor_plugin("draftail", FACT_FEATURE, feature)


def fact_editor_head():
    """The style of the chooser."""
    return format_html('<link rel="stylesheet" href="{}">', static(f"{STATIC}/facts.css"))


def fact_editor_js():
    """The chooser itself, its words as data, and what opens it in plain text fields."""
    config = {"url": reverse("libfees_fact_choices"), "words": _words()}
    return json_script(config, "libfees-facts-config") + format_html(
        '<script src="{}"></script><script src="{}"></script>',
        static(f"{STATIC}/fact-chooser.js"),
        static(f"{STATIC}/fact-fields.js"),
    )


def _words() -> dict[str, str]:
    return {
        "button": _("Insert fact"),
        "title": _("Choose a fact"),
        "search": _("Search in names and values"),
        "empty": _("No fact has these words."),
        "failed": _("The list could not be fetched. Try again."),
        "missing": _("no value yet"),
        "close": _("Close"),
    }
