"""What the editor loads for the rate blocks, and only where there is one."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from .rates import RateBlock


class RateBlockAdapter(StructBlockAdapter):
    """Wagtail's own form of a struct block, with compact lines and proposals while typing."""

    @cached_property
    def media(self):
        """Wagtail's media and the package's."""
        return super().media + forms.Media(
            css={"all": ["wagtail_libfees/admin/editor.css"]},
            js=["wagtail_libfees/admin/rates-editor.js"],
        )


register(RateBlockAdapter(), RateBlock)
