"""The stored form of a stream is gone through once, whatever its blocks."""

import pytest
from wagtail import blocks

from wagtail_libfees.blocks.walk import Place, stored_texts, with_texts


class NamedBlock(blocks.StructBlock):
    """A struct of a site's own, whose children have the names of a stored child."""

    type = blocks.CharBlock()
    value = blocks.RichTextBlock()


STREAM = blocks.StreamBlock(
    [("named", NamedBlock()), ("words", blocks.ListBlock(blocks.URLBlock()))]
)
RAW = [
    {"type": "named", "id": "a", "value": {"type": "Ét", "value": "<p>To</p>"}},
    {"type": "words", "id": "b", "value": [{"type": "item", "id": "c", "value": "https://x/"}]},
]


def test_each_text_is_told_with_its_place_and_its_block():
    found = [(place, text, type(block)) for place, text, block in stored_texts(RAW, STREAM)]
    assert found == [
        (Place("", "a", "type"), "Ét", blocks.CharBlock),
        (Place("", "a", "value"), "<p>To</p>", blocks.RichTextBlock),
        (Place("", "c"), "https://x/", blocks.URLBlock),
    ]


def test_texts_are_rewritten_by_their_blocks_and_all_else_stays():
    changed = with_texts(
        RAW,
        lambda text, block: text.upper() if isinstance(block, blocks.CharBlock) else text,
        STREAM,
    )
    assert changed == [{**RAW[0], "value": {"type": "ÉT", "value": "<p>To</p>"}}, RAW[1]]


@pytest.mark.parametrize("raw", [None, 3, True, [], {}])
def test_what_has_no_text_comes_back_as_it_is(raw):
    assert with_texts(raw, lambda text, block: "x") == raw
    assert list(stored_texts(raw)) == []
