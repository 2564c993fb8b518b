"""Which blocks each page type offers."""

from wagtail import blocks

from ..notices.blocks import AddressLinkBlock, NoticeContactBlock, PageLinkBlock, UpdateBlock
from .contact import ContactBlock, PaymentPortalBlock
from .faq import FAQGroupBlock, StaffGroupBlock
from .in_short import InShortBlock
from .rates import RATE_BLOCKS
from .referral import ReferralBlock
from .text import TextBlock


def takster_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        *((name, block()) for name, block in RATE_BLOCKS.items()),
        ("text", TextBlock()),
        ("payment", PaymentPortalBlock()),
        ("contact", ContactBlock()),
    ]


def faq_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("questions", FAQGroupBlock()),
        ("in_short", InShortBlock()),
        ("text", TextBlock()),
        ("payment", PaymentPortalBlock()),
        ("contact", ContactBlock()),
    ]


def staff_guide_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("referral", ReferralBlock()),
        ("questions", StaffGroupBlock()),
        ("in_short", InShortBlock()),
        ("text", TextBlock()),
        ("contact", ContactBlock()),
    ]


def notice_contact_blocks() -> list[tuple[str, blocks.Block]]:
    return [("point", NoticeContactBlock())]


def notice_link_blocks() -> list[tuple[str, blocks.Block]]:
    return [("page", PageLinkBlock()), ("address", AddressLinkBlock())]


def notice_update_blocks() -> list[tuple[str, blocks.Block]]:
    return [("update", UpdateBlock())]
