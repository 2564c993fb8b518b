"""The abstract page types, and the models of the package itself."""

from .base import LibfeesPageMixin
from .faq import PaymentFAQPageMixin, StaffGuidePageMixin
from .fee_page import FeePageLink, resolve_fee_page
from .imports import ImportedItem, ImportRun
from .notices import ServiceNoticeIndexPageMixin, ServiceNoticePageMixin, notices_for
from .private import PrivatePageMixin
from .settings import FeeSettings
from .takster import TaksterPageMixin

__all__ = [
    "FeePageLink",
    "FeeSettings",
    "ImportRun",
    "ImportedItem",
    "LibfeesPageMixin",
    "PaymentFAQPageMixin",
    "PrivatePageMixin",
    "ServiceNoticeIndexPageMixin",
    "ServiceNoticePageMixin",
    "StaffGuidePageMixin",
    "TaksterPageMixin",
    "notices_for",
    "resolve_fee_page",
]
