"""Thin concrete page types on the mixins of `wagtail_libfees.models`."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..models import (
    PaymentFAQPageMixin,
    ServiceNoticeIndexPageMixin,
    ServiceNoticePageMixin,
    StaffGuidePageMixin,
    TaksterPageMixin,
)


class TaksterPage(TaksterPageMixin, Page):
    """The fee-rates page of a library."""

    template = "wagtail_libfees/takster_page.html"
    page_description = _("The library's fees and rules, from which every amount is taken.")
    subpage_types = []
    content_panels = [*Page.content_panels, *TaksterPageMixin.takster_panels]
    search_fields = [*Page.search_fields, *TaksterPageMixin.takster_search_fields]
    api_fields = TaksterPageMixin.takster_api_fields

    class Meta:
        verbose_name = _("fee-rates page")
        verbose_name_plural = _("fee-rates pages")


class PaymentFAQPage(PaymentFAQPageMixin, Page):
    """Questions and answers about payment, for borrowers."""

    template = "wagtail_libfees/payment_faq_page.html"
    page_description = _("Questions that borrowers ask about bills and payment.")
    subpage_types = []
    content_panels = [*Page.content_panels, *PaymentFAQPageMixin.faq_panels]
    search_fields = [*Page.search_fields, *PaymentFAQPageMixin.faq_search_fields]
    api_fields = PaymentFAQPageMixin.faq_api_fields

    class Meta:
        verbose_name = _("payment FAQ")
        verbose_name_plural = _("payment FAQs")


class StaffGuidePage(StaffGuidePageMixin, Page):
    """Questions and referral steps, for staff only."""

    template = "wagtail_libfees/staff_guide_page.html"
    page_description = _("Answers and steps for staff. Never shown to the public.")
    subpage_types = []
    content_panels = [*Page.content_panels, *StaffGuidePageMixin.faq_panels]

    class Meta:
        verbose_name = _("staff guide")
        verbose_name_plural = _("staff guides")


class ServiceNoticeIndexPage(ServiceNoticeIndexPageMixin, Page):
    template = "wagtail_libfees/service_notice_index_page.html"
    page_description = _("Where service notices are written, and the archive of them.")
    subpage_types = ["libfees_pages.ServiceNoticePage"]
    content_panels = [*Page.content_panels, *ServiceNoticeIndexPageMixin.index_panels]

    class Meta:
        verbose_name = _("archive of service notices")
        verbose_name_plural = _("archives of service notices")


class ServiceNoticePage(ServiceNoticePageMixin, Page):
    """A message to borrowers, shown as long as it holds."""

    template = "wagtail_libfees/service_notice_page.html"
    page_description = _("A message that stands on every page as long as it holds.")
    parent_page_types = ["libfees_pages.ServiceNoticeIndexPage"]
    subpage_types = []
    content_panels = [*Page.content_panels, *ServiceNoticePageMixin.notice_panels]
    search_fields = [*Page.search_fields, *ServiceNoticePageMixin.notice_search_fields]
    api_fields = ServiceNoticePageMixin.notice_api_fields

    class Meta:
        verbose_name = _("service notice")
        verbose_name_plural = _("service notices")
