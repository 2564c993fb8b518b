"""Facts in the editor: chips and a chooser in rich text, the chooser in plain text fields."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join, json_script
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature

from wagtail_libfees.blocks.base import FACT_FEATURE

STATIC = "wagtail_libfees/admin"


class FactFeature(ControlFeature):
    """A button below the text, and a plugin that draws chips and opens the list at `{`."""

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
    """The chooser itself, its words as data, what opens it in plain text fields, and the names of
    rich texts, and what keeps the cells of a pasted table apart."""
    config = {"url": reverse("libfees_fact_choices"), "words": _words()}
    names = ("fact-values", "fact-chooser", "fact-fields", "rich-text-names", "pasted-table")
    scripts = ((static(f"{STATIC}/{name}.js"),) for name in names)
    return json_script(config, "libfees-facts-config") + format_html_join(
        "", '<script src="{}"></script>', scripts
    )


def _words() -> dict[str, str]:
    return {
        "button": _("Insert fact"),
        "title": _("Choose a fact"),
        "search": _("Search in names and values"),
        "empty": _("No fact has these words."),
        "failed": _("The list could not be fetched. Try again."),
        "noValue": _("no value yet"),
        "missing": pgettext("a fact", "missing"),
        "unknown": _("There is no fact with the name:"),
        "lost": _("The translation must have the facts of the source text. It lacks:"),
        "change": _("Change it in"),
        "window": _("(new window)"),
        "place": _("It stands in"),
        "ask": _("Ask an administrator to change it."),
        "facts": _("Facts:"),
        "readers": _("Readers see:"),
        "close": _("Close"),
        "table": _(
            "The table that you pasted has become lines: a text here cannot hold a table. Look "
            "them through, or write a list."
        ),
    }
