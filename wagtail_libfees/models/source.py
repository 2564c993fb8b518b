"""An amount has one home: the fee page in the site's source language.

A translated fee page keeps its own words and takes everything else of its rate blocks from the
source page, at the moment it is read. Blocks and list items are matched by their ids, which
wagtail-localize keeps. A version that was not translated yet has the words of the version that
it continues, where the source says the same in both (`blocks.keys`).
"""

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamValue, StructBlock, TextBlock

from ..blocks.keys import key_of
from ..blocks.rates import BorrowerGroupBlock, RateBlock
from ..rates import group_label


def with_source_rates(translated: StreamValue, source: StreamValue, language: str) -> StreamValue:
    """`translated` with the rates of `source`, in the words of `translated` where it has some.

    `language` is that of `translated`: a group whose ages were changed since is named by them.

    A rate block that `source` no longer has is left out; one that only `source` has comes after
    the one it follows there.
    """
    blocks = translated.stream_block
    own = {child["id"]: child for child in _raw(translated)}
    versions = [child for child in _raw(source) if is_rate(blocks, child)]
    words = _words(blocks, versions, own)
    rates = {
        child["id"]: _merged_child(blocks, child, words.get(child["id"]), language)
        for child in versions
    }
    merged = [
        rates[child["id"]] if is_rate(blocks, child) else child
        for child in own.values()
        if not is_rate(blocks, child) or child["id"] in rates
    ]
    _insert_missing(merged, rates)
    return StreamValue(blocks, merged, is_lazy=True)


def without_rates(stream: StreamValue) -> StreamValue:
    """`stream` without its rate blocks: those of a source that is not public are nobody's."""
    blocks = stream.stream_block
    return StreamValue(blocks, [c for c in _raw(stream) if not is_rate(blocks, c)], is_lazy=True)


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


def _words(stream_block, versions, own):
    """The translated value of each rate block of the source, by id, as far as there is one.

    `versions` are the stored rate blocks of the source, `own` all blocks of the translation.
    """
    words = {}
    former = {}
    # The oldest first, so that what a version continues has its words already.
    for child in sorted(versions, key=lambda child: child["value"].get("valid_from") or ""):
        key = (child["type"], key_of(child["id"]))
        if child["id"] in own:
            words[child["id"]] = own[child["id"]]["value"]
        elif (before := former.get(key)) and before["id"] in words:
            words[child["id"]] = _continued(
                stream_block.child_blocks[child["type"]],
                child["value"],
                before["value"],
                words[before["id"]],
            )
        former[key] = child
    return words


def _continued(block, source, before, words):
    """The part of `words`, the translation of `before`, that fits the later value `source` too."""
    if isinstance(block, StructBlock):
        return {
            name: _continued(child, source.get(name), (before or {}).get(name), words.get(name))
            for name, child in block.child_blocks.items()
            if words is not None and name in words
        }
    if isinstance(block, ListBlock):
        told = {key_of(item["id"]): item["value"] for item in words or []}
        old = {key_of(item["id"]): item["value"] for item in before or []}
        return [
            {**item, "value": _continued(block.child_block, item["value"], old[key], told[key])}
            for item in source or []
            if (key := key_of(item["id"])) in told and key in old
        ]
    return words if source == before or not _is_text(block) else None


def _is_text(block):
    return isinstance(block, CharBlock | TextBlock | RichTextBlock)


def _merged_child(stream_block, source, translated, language):
    """A stored stream child with the source's data and the translation's words, if any."""
    block = stream_block.child_blocks[source["type"]]
    return {**source, "value": _merge(block, source["value"], translated, language)}


def _merge(block, source, translated, language):
    """The value of `source`, but texts as in `translated` if they are there and not empty."""
    if isinstance(block, StructBlock):
        words = translated or {}
        merged = {
            name: _merge(child, source.get(name), words.get(name), language)
            for name, child in block.child_blocks.items()
            if name in source
        }
        is_group = isinstance(block, BorrowerGroupBlock)
        return _named_by_age(merged, source, translated, language) if is_group else merged
    if isinstance(block, ListBlock):
        words = {item["id"]: item["value"] for item in translated or []}
        return [
            {
                **item,
                "value": _merge(block.child_block, item["value"], words.get(item["id"]), language),
            }
            for item in source
        ]
    if _is_text(block):
        return translated or source
    return source


def _named_by_age(merged, source, translated, language):
    """A group whose ages are others than when it was translated: its old name would be wrong."""
    ages = [source.get("age_from"), source.get("age_to")]
    if translated is not None and ages == [translated.get("age_from"), translated.get("age_to")]:
        return merged
    if ages == [None, None]:
        return merged
    return {**merged, "label": group_label(*ages, language)}
