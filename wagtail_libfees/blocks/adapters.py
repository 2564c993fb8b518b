"""What the editor loads for rate blocks and for questions, and only where there is one."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockAdapter
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.blocks.struct_block import StructBlockAdapter

from .faq import FAQGroupBlock
from .rate_stream import TaksterStreamBlock
from .rates import RateBlock
from .table import TableBlock, columns
from .table_texts import table_texts


class RateBlockAdapter(StructBlockAdapter):
    """Wagtail's own form of a struct block, with compact lines and proposals while typing."""

    @cached_property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["wagtail_libfees/admin/editor.css"]},
            js=["wagtail_libfees/admin/rates-editor.js"],
        )


TABLE_SCRIPTS = ("dom", "ranges", "remarks", "table", "groups", "lines", "block")


class TableBlockAdapter(ListBlockAdapter):
    """A table in the place of Wagtail's form of a list, which remains where the table fails."""

    js_constructor = "wagtail_libfees.RateTable"

    def js_args(self, block):
        groups = block.is_of_groups
        bands = block.child_block.child_blocks["bands"].child_block if groups else None
        return [
            *super().js_args(block),
            {
                "shape": "groups" if groups else "lines",
                "columns": list(columns(block.child_block)),
                "bandColumns": list(columns(bands)) if bands else [],
                "checkUrl": reverse("libfees_check_rates", args=[block.child_block.rates_kind]),
                "readUrl": reverse("libfees_read_cells"),
                "texts": table_texts(),
            },
        ]

    @cached_property
    def media(self):
        folder = "wagtail_libfees/admin/rate-table"
        return super().media + forms.Media(
            css={"all": [f"{folder}/table.css"]},
            js=[f"{folder}/{name}.js" for name in TABLE_SCRIPTS],
        )


register(RateBlockAdapter(), RateBlock)


class QuestionGroupAdapter(StructBlockAdapter):
    """Wagtail's own form of a group, with questions that are folded and can be moved."""

    js_constructor = "wagtail_libfees.QuestionGroup"

    def js_args(self, block):
        """The arguments of Wagtail's, with the words of moving."""
        *arguments, meta = super().js_args(block)
        words = {
            "move": _("Move to …"),
            "moved": _("Moved to “%(group)s”."),
            "none": _("There is no other group on the page. Add one first."),
            "unnamed": _("Without a heading"),
            "cancel": _("Cancel"),
        }
        return [*arguments, {**meta, "libfees": words}]

    @cached_property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["wagtail_libfees/admin/questions.css"]},
            js=["wagtail_libfees/admin/questions.js"],
        )


register(QuestionGroupAdapter(), FAQGroupBlock)


class TaksterStreamAdapter(StreamBlockAdapter):
    """Wagtail's own form of a stream, in sections by when the rates hold."""

    js_constructor = "wagtail_libfees.blocks.TaksterStreamBlock"

    def js_args(self, block):
        """The arguments of Wagtail's, with the words of the sections."""
        *arguments, meta = super().js_args(block)
        words = {
            "both": _("%(first)s to %(last)s"),
            "first": _("from %(first)s"),
            "last": _("until %(last)s"),
            "versions": _("Former versions"),
            "open": _("Open"),
        }
        return [*arguments, {**meta, "libfees": words}]

    @cached_property
    def media(self):
        return super().media + forms.Media(
            css={"all": ["wagtail_libfees/admin/rate-years.css"]},
            js=["wagtail_libfees/admin/rate-years.js"],
        )


register(TaksterStreamAdapter(), TaksterStreamBlock)
register(TableBlockAdapter(), TableBlock)
