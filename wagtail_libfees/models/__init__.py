"""The abstract page types, and the models of the package itself."""

from .base import LibfeesPageMixin
from .branches import Branch
from .facts import OwnFact, facts_of_site
from .faq import PaymentFAQPageMixin, StaffGuidePageMixin
from .fee_page import FeePageLink, resolve_fee_page
from .fee_page_backup import FeePageBackup
from .fee_page_state import FeePageProblem, fee_page_problems
from .imports import ImportedItem, ImportedPage, ImportRun
from .ledger import LedgerEntry
from .notice_archive import ServiceNoticeIndexPageMixin
from .notice_selection import notices_for
from .notice_stamp import NoticeStamp
from .notices import ServiceNoticePageMixin
from .private import PrivatePageMixin
from .reviews import PageReview
from .settings import FeeSettings
from .takster import TaksterPageMixin
from .terms import OutdatedTerm
from .urgent import UrgentConfirmation
from .watched import WatchedSource

__all__ = [
    "Branch",
    "FeePageBackup",
    "FeePageLink",
    "FeePageProblem",
    "FeeSettings",
    "ImportRun",
    "ImportedItem",
    "ImportedPage",
    "LedgerEntry",
    "LibfeesPageMixin",
    "NoticeStamp",
    "OutdatedTerm",
    "OwnFact",
    "PageReview",
    "PaymentFAQPageMixin",
    "PrivatePageMixin",
    "ServiceNoticeIndexPageMixin",
    "ServiceNoticePageMixin",
    "StaffGuidePageMixin",
    "TaksterPageMixin",
    "UrgentConfirmation",
    "WatchedSource",
    "facts_of_site",
    "fee_page_problems",
    "notices_for",
    "resolve_fee_page",
]
