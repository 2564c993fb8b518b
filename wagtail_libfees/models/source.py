"""An amount has one home: the fee page in the site's source language.

A translated fee page keeps its own words and takes everything else of its rate blocks from the
source page, at the moment it is read. Blocks and list items are matched by their ids, which
wagtail-localize keeps.
"""

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamValue, StructBlock, TextBlock

from wagtail_libfees.blocks.rates import RateBlock


def with_source_rates(translated: StreamValue, source: StreamValue) -> StreamValue:
    """`translated` with the rates of `source`, in the words of `translated` where it has some.

    A rate block that `source` no longer has is left out; one that only `source` has comes after
    the one it follows there.
    """
    blocks = translated.stream_block
    own = {child["id"]: child for child in _raw(translated)}
    rates = {
        child["id"]: _merged_child(blocks, child, own.get(child["id"]))
        for child in _raw(source)
        if is_rate(blocks, child)
    }
    merged = [
        rates[child["id"]] if is_rate(blocks, child) else child
        for child in own.values()
        if not is_rate(blocks, child) or child["id"] in rates
    ]
    _insert_missing(merged, rates)
    return StreamValue(blocks, merged, is_lazy=True)


def is_rate(stream_block, raw) -> bool:
    """Whether a stored stream child is a block of rates."""
    return isinstance(stream_block.child_blocks.get(raw["type"]), RateBlock)


def _raw(stream: StreamValue):
    return list(stream.get_prep_value())


def _insert_missing(merged, rates):
    """Put the rate blocks that the translation lacks where they stand in the source's order."""
    placed = {child["id"] for child in merged}
    before = None
    for block_id, child in rates.items():
        if block_id not in placed:
            position = next((i + 1 for i, c in enumerate(merged) if c["id"] == before), 0)
            merged.insert(position, child)
        before = block_id


def _merged_child(stream_block, source, translated):
    """A stored stream child with the source's data and the translation's words."""
    block = stream_block.child_blocks[source["type"]]
    words = translated["value"] if translated else None
    return {**source, "value": _merge(block, source["value"], words)}


def _merge(block, source, translated):
    """The value of `source`, but texts as in `translated` if they are there and not empty."""
    if translated is None:
        return source
    if isinstance(block, StructBlock):
        return {
            name: _merge(child, source.get(name), translated.get(name))
            for name, child in block.child_blocks.items()
            if name in source
        }
    if isinstance(block, ListBlock):
        words = {item["id"]: item["value"] for item in translated}
        return [
            {**item, "value": _merge(block.child_block, item["value"], words.get(item["id"]))}
            for item in source
        ]
    if isinstance(block, CharBlock | TextBlock | RichTextBlock):
        return translated or source
    return source
