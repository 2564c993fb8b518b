"""The abstract page types, and the models of the package itself."""

from ..fee_page.backup import FeePageBackup
from ..fee_page.faults import FeePageProblem, fee_page_problems
from ..fee_page.settings.fee_page_link import FeePageLink, resolve_fee_page
from ..fee_page.settings.models import FeeSettings
from ..notices.archive import ServiceNoticeIndexPageMixin
from ..notices.banner import notices_for
from ..notices.branches import Branch
from ..notices.former_branches import DeletedBranch
from ..notices.ledger import LedgerEntry
from ..notices.models import ServiceNoticePageMixin
from ..notices.urgent import UrgentConfirmation
from ..search.models import AnswerRating, RatingLine, SearchSynonym, UnansweredSearch
from ..stamps import NoticeStamp, PageStamp
from .addresses import PermanentAddress
from .asked_again import AskedAgain
from .base import LibfeesPageMixin
from .facts import OwnFact, facts_of_site
from .faq import PaymentFAQPageMixin, StaffGuidePageMixin
from .own_pages import LibfeesBlocksMixin
from .private_pages import PrivatePageMixin
from .reviews import PageReview
from .signal_state import SignalState
from .takster import TaksterPageMixin
from .terms import OutdatedTerm

__all__ = [
    "AnswerRating",
    "AskedAgain",
    "Branch",
    "DeletedBranch",
    "FeePageBackup",
    "FeePageLink",
    "FeePageProblem",
    "FeeSettings",
    "LedgerEntry",
    "LibfeesBlocksMixin",
    "LibfeesPageMixin",
    "NoticeStamp",
    "OutdatedTerm",
    "OwnFact",
    "PageReview",
    "PageStamp",
    "PaymentFAQPageMixin",
    "PermanentAddress",
    "PrivatePageMixin",
    "RatingLine",
    "SearchSynonym",
    "ServiceNoticeIndexPageMixin",
    "ServiceNoticePageMixin",
    "SignalState",
    "StaffGuidePageMixin",
    "TaksterPageMixin",
    "UnansweredSearch",
    "UrgentConfirmation",
    "facts_of_site",
    "fee_page_problems",
    "notices_for",
    "resolve_fee_page",
]
