"""Two versions of a block, compared in the words of its form; what is empty is left out.

A fact stands as its name in the editor's language: its value may have been another in each version.
"""

from datetime import date, time

from django.utils.formats import date_format, time_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.compare import (
    BlockComparison,
    RichTextFieldComparison,
    StructBlockComparison,
    TextDiff,
    diff_text,
    get_comparison_class_for_block,
)

from ..editorial.fact_text import fill_text
from ..editorial.facts import registered_facts
from ..text.plain_text import plain_text

# What is compared as a whole, for a number or a day is not changed by the letter.
WHOLE = (
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.DateBlock,
    blocks.DecimalBlock,
    blocks.IntegerBlock,
    blocks.MultipleChoiceBlock,
    blocks.TimeBlock,
)
TEXTS = (blocks.CharBlock, blocks.RichTextBlock, blocks.TextBlock)


def in_words(block, value) -> str:
    """A value as its form shows it; a half-typed one as it is typed."""
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return _("Yes")
    if isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
        names = dict(block.field.choices)
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(str(names.get(one, one)) for one in chosen)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return time_format(value, "TIME_FORMAT")
    return str(block.field.prepare_value(value))


class WholeComparison(BlockComparison):
    def htmlvalue(self, val):
        return escape(in_words(self.block, val))

    def htmldiff(self):
        before, after = in_words(self.block, self.val_a), in_words(self.block, self.val_b)
        if before == after:
            return escape(after)
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([each for each in changes if each[1]], separator=" ").to_html()


def text_in_words(text: str) -> str:
    """A text with the words of each fact in braces, as an editor may type them."""
    facts = registered_facts()

    def words(name: str, _in_link: bool) -> str | None:
        return f"{{{facts[name].label}}}" if name in facts else None

    return fill_text(text, words)


class TextComparison(BlockComparison):
    """Two versions of a plain text, or of a rich one with its paragraphs apart."""

    def htmlvalue(self, val):
        return escape(self._words(val))

    def htmldiff(self):
        return diff_text(self._words(self.val_a), self._words(self.val_b)).to_html()

    def _words(self, val) -> str:
        rich = getattr(val, "source", None)
        return text_in_words(str(val or "") if rich is None else plain_text(rich))


class RichFieldComparison(RichTextFieldComparison):
    """The same for a rich text beside the blocks, such as an introduction."""

    def __init__(self, field, obj_a, obj_b):
        super().__init__(field, obj_a, obj_b)
        self.has_facts = hasattr(obj_b, "get_facts")

    def htmldiff(self):
        if not self.has_facts:
            return super().htmldiff()
        words = [text_in_words(plain_text(val or "")) for val in (self.val_a, self.val_b)]
        return diff_text(*words).to_html()


class FieldsComparison(StructBlockComparison):
    """The fields of a block that say something, by their labels."""

    def htmlvalue(self, val):
        return self._listed(
            (block, self._of(block, val[name], val[name]).htmlvalue(val[name]))
            for name, block in self.block.child_blocks.items()
        )

    def htmldiff(self):
        return self._listed(
            (block, self._of(block, self.val_a[name], self.val_b[name]).htmldiff())
            for name, block in self.block.child_blocks.items()
        )

    def _of(self, block, before, after) -> BlockComparison:
        if isinstance(block, WHOLE):
            comparison = WholeComparison
        elif isinstance(block, TEXTS):
            comparison = TextComparison
        else:
            comparison = get_comparison_class_for_block(block)
        return comparison(block, self.exists_a, self.exists_b, before, after)

    def _listed(self, told):
        said = [(block.label, html) for block, html in told if html.strip()]
        rows = format_html_join("\n", "<dt>{}</dt>\n<dd>{}</dd>", said)
        return format_html("<dl>\n{}\n</dl>", rows) if said else ""
