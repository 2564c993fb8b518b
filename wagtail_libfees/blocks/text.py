"""Plain prose on a fee page."""

from django.utils.translation import gettext_lazy as _

from .base import FactTermBlock, FieldsBlock, ProseBlock


class TextBlock(FieldsBlock):
    """A heading and rich text."""

    heading = FactTermBlock(label=_("Heading"))
    text = ProseBlock(required=True, label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text and contact")
        description = _("A heading and text. Amounts belong in the rate blocks, not here.")
        template = "wagtail_libfees/blocks/text.html"
        preview_template = "wagtail_libfees/blocks/preview.html"
        form_layout = ["heading", "text"]

    def get_preview_value(self):
        return self.normalize(
            {
                "heading": _("Good to know"),
                "text": _("Write here what a borrower should know about fees."),
            }
        )
