"""The pages of the example site that are its own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site
from wagtail.search import index

from example_site.demo.users import USERS, login_allowed
from wagtail_libfees.blocks import (
    CalculatorBlock,
    FAQExcerptBlock,
    InShortBlock,
    LatestNoticesBlock,
    OverdueFeesBlock,
    PayButtonBlock,
    PaymentPortalBlock,
    SiteContactBlock,
    SiteRatesBlock,
    TextBlock,
)
from wagtail_libfees.blocks.faq import question_anchor
from wagtail_libfees.models import LibfeesBlocksMixin, notices_for
from wagtail_libfees.pages.models import PaymentFAQPage, ServiceNoticeIndexPage

# How many questions and notices the front page shows.
MOST = 4


class HomePage(Page):
    """Answers first what borrowers come for: fees, payment, questions, notices."""

    template = "example_site/home_page.html"

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        """Add what borrowers ask first, what is new, and in the demo who may be tried."""
        context = super().get_context(request, *args, **kwargs)
        below = self.get_children().live().public()
        faq = below.type(PaymentFAQPage).specific().first()
        context.update(
            faq=faq,
            questions=_questions(faq)[:MOST] if faq else [],
            archive=below.type(ServiceNoticeIndexPage).first(),
            notices=notices_for(Site.find_for_request(request), self.locale.language_code)[:MOST],
            demo_users=USERS if login_allowed() else (),
        )
        return context


class ArticlePage(LibfeesBlocksMixin, Page):
    """A page about anything, with blocks of the package among whatever else a site has."""

    template = "example_site/article_page.html"

    body = StreamField(
        [
            ("text", TextBlock()),
            ("payment", PaymentPortalBlock()),
            # Rates of its own, such as those of another service; those of the site are `rates`.
            ("overdue_fees", OverdueFeesBlock()),
            ("in_short", InShortBlock()),
            ("rates", SiteRatesBlock()),
            ("calculator", CalculatorBlock()),
            ("pay", PayButtonBlock()),
            ("contact", SiteContactBlock()),
            ("faq", FAQExcerptBlock()),
            ("notices", LatestNoticesBlock()),
        ],
        blank=True,
        verbose_name=_("content"),
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("searchable_text")]
    searched_fields = ("body",)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


@dataclass(frozen=True)
class Question:
    """A question, and the address of its answer."""

    text: str
    url: str


def _questions(faq) -> list[Question]:
    """The questions of a page in its order, each with the address that opens its answer."""
    return [
        Question(found.value["question"], f"{faq.url}#{question_anchor(found.id)}")
        for block in faq.body
        if block.block_type == "questions"
        for found in block.value["questions"].bound_blocks
    ]
