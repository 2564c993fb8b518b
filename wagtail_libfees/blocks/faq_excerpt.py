"""Questions of an FAQ on another page, so that each has one home."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import TermBlock
from .referring import ReferringBlock


class FAQExcerptBlock(ReferringBlock):
    """Questions of an FAQ, read from it when the page is: all, a group, or chosen ones.

    For any StreamField of a site. Nothing is shown of an FAQ that is not public.
    """

    page = blocks.PageChooserBlock(label=_("Page with questions"))
    group = TermBlock(
        label=_("Group"),
        help_text=_("The heading of the group, as it stands on the page. Empty: all groups."),
    )
    questions = blocks.ListBlock(
        TermBlock(required=True, label=_("Link")),
        default=[],
        label=_("Only these questions"),
        help_text=_("The links that “Copy link to this question” gives. None: all questions."),
    )

    class Meta:
        icon = "help"
        label = _("Questions from the FAQ")
        description = _("Questions and answers of the FAQ, always as they stand there.")
        template = "wagtail_libfees/blocks/faq_excerpt.html"
        form_layout = ["heading", "page", "group", "questions"]
