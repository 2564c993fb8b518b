"""StreamField blocks: rates, the answer in short, questions, contact, payment and text."""

from . import adapters  # noqa: F401 - registers itself
from .contact import ContactBlock, ContactPointBlock, PaymentPortalBlock
from .faq import FAQGroupBlock, QuestionBlock, StaffGroupBlock, StaffQuestionBlock
from .faq_excerpt import FAQExcerptBlock
from .in_short import InShortBlock
from .rates import (
    RATE_BLOCKS,
    BandBlock,
    BorrowerGroupBlock,
    ExclusionBlock,
    OtherFeesBlock,
    OverdueFeesBlock,
    RateBlock,
    ReminderFeesBlock,
    ReplacementPricesBlock,
    TimingsBlock,
    rate_card,
)
from .referral import ReferralBlock, ReferralCaseBlock
from .referring import (
    CalculatorBlock,
    LatestNoticesBlock,
    PayButtonBlock,
    ReferringBlock,
    SiteContactBlock,
    SiteRatesBlock,
)
from .streams import (
    faq_blocks,
    notice_contact_blocks,
    notice_link_blocks,
    notice_update_blocks,
    staff_guide_blocks,
    takster_blocks,
)
from .text import TextBlock

__all__ = [
    "RATE_BLOCKS",
    "BandBlock",
    "BorrowerGroupBlock",
    "CalculatorBlock",
    "ContactBlock",
    "ContactPointBlock",
    "ExclusionBlock",
    "FAQExcerptBlock",
    "FAQGroupBlock",
    "InShortBlock",
    "LatestNoticesBlock",
    "OtherFeesBlock",
    "OverdueFeesBlock",
    "PayButtonBlock",
    "PaymentPortalBlock",
    "QuestionBlock",
    "RateBlock",
    "ReferralBlock",
    "ReferralCaseBlock",
    "ReferringBlock",
    "ReminderFeesBlock",
    "ReplacementPricesBlock",
    "SiteContactBlock",
    "SiteRatesBlock",
    "StaffGroupBlock",
    "StaffQuestionBlock",
    "TextBlock",
    "TimingsBlock",
    "faq_blocks",
    "notice_contact_blocks",
    "notice_link_blocks",
    "notice_update_blocks",
    "rate_card",
    "staff_guide_blocks",
    "takster_blocks",
]
