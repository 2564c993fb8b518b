"""Which blocks each page type offers."""

from wagtail import blocks

from .contact import ContactBlock, PaymentPortalBlock
from .faq import FAQGroupBlock
from .notice import AddressLinkBlock, NoticeContactBlock, PageLinkBlock, UpdateBlock
from .rates import RATE_BLOCKS
from .text import TextBlock


def takster_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a fee page, for a StreamField."""
    return [
        *((name, block()) for name, block in RATE_BLOCKS.items()),
        ("text", TextBlock()),
        ("payment", PaymentPortalBlock()),
        ("contact", ContactBlock()),
    ]


def faq_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a payment FAQ, for a StreamField."""
    return [
        ("questions", FAQGroupBlock()),
        ("text", TextBlock()),
        ("payment", PaymentPortalBlock()),
        ("contact", ContactBlock()),
    ]


def staff_guide_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a staff guide, for a StreamField."""
    return [("questions", FAQGroupBlock()), ("text", TextBlock()), ("contact", ContactBlock())]


def notice_contact_blocks() -> list[tuple[str, blocks.Block]]:
    """The contact points of a notice, for a StreamField."""
    return [("point", NoticeContactBlock())]


def notice_link_blocks() -> list[tuple[str, blocks.Block]]:
    """What a notice can link to, for a StreamField."""
    return [("page", PageLinkBlock()), ("address", AddressLinkBlock())]


def notice_update_blocks() -> list[tuple[str, blocks.Block]]:
    """The timeline of a notice, for a StreamField."""
    return [("update", UpdateBlock())]
