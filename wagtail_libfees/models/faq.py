"""The payment FAQ for borrowers and the guide for staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from wagtail_libfees.blocks import faq_blocks, staff_guide_blocks
from wagtail_libfees.blocks.base import RICH_TEXT_FEATURES

from .base import LibfeesPageMixin
from .private import PrivatePageMixin
from .provenance import ProvenancePanel, public_sources
from .serializers import BodyField, FilledField


class PaymentFAQPageMixin(LibfeesPageMixin):
    """Groups of questions that borrowers ask about payment."""

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    body = StreamField(faq_blocks(), blank=True, verbose_name=_("content"))

    show_source = models.BooleanField(
        _("tell borrowers where imported questions come from"),
        default=False,
        help_text=_(
            "Shows the web addresses of the sources under the questions. Never file names."
        ),
    )

    faq_panels = [
        ProvenancePanel(),
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("show_source"),
    ]
    faq_search_fields = [index.SearchField("searchable_text")]
    faq_api_fields = [
        APIField("search_description", serializer=FilledField()),
        APIField("intro", serializer=FilledField()),
        APIField("body", serializer=BodyField()),
    ]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """Add the sources that borrowers are told of."""
        context = super().get_context(request, *args, **kwargs)
        context["libfees_sources"] = public_sources(self) if self.show_source else []
        return context


class StaffGuidePageMixin(PrivatePageMixin, LibfeesPageMixin):
    """Questions and referral steps for staff. Always private.

    Neither its text nor an API field is offered: only the title is indexed, for the admin.
    """

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    body = StreamField(staff_guide_blocks(), blank=True, verbose_name=_("content"))

    faq_panels = [ProvenancePanel(), FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        abstract = True
