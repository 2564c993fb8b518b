"""What pages of the package are compared with: Wagtail's own means, in the same base template."""

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class BarePage(Page):
    """A page with one rich text."""

    template = "peers/bare_page.html"
    body = RichTextField(blank=True)


class StockPage(Page):
    """Questions in a stream, as a site would write it that has Wagtail alone.

    A question has the fields of ours: each costs the editor the same in both.
    """

    template = "peers/stock_page.html"
    body = StreamField(
        [
            (
                "questions",
                blocks.StructBlock(
                    [
                        ("heading", blocks.CharBlock()),
                        (
                            "questions",
                            blocks.ListBlock(
                                blocks.StructBlock(
                                    [
                                        ("question", blocks.CharBlock()),
                                        ("short", blocks.CharBlock(required=False)),
                                        ("answer", blocks.RichTextBlock()),
                                        ("related", blocks.RichTextBlock(required=False)),
                                        ("shown_open", blocks.BooleanBlock(required=False)),
                                        ("reviewed_on", blocks.DateBlock(required=False)),
                                    ],
                                    template="peers/question.html",
                                )
                            ),
                        ),
                    ]
                ),
            )
        ],
        blank=True,
    )
