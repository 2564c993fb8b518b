"""What the page API says of a page."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import URLField
from django.utils import timezone
from rest_framework.fields import Field
from wagtail.fields import RichTextField, StreamField

from .. import rates
from ..clock import today
from ..editorial.fact_streams import filled_stream
from ..notices.branches import in_language
from ..notices.updates import told_updates
from ..text.addresses import href, with_safe_addresses


class BodyField(Field):
    """The blocks that a reader of the page sees, amounts from their home."""

    def get_attribute(self, instance):
        """The page itself; which blocks it shows is the page's to say."""
        return instance

    def to_representation(self, page):
        """A list of type, value and id, as Wagtail's own stream serializer gives."""
        return _children(filled_stream(page.get_body_on(today()), page.get_facts()), self.context)


class FilledField(Field):
    """Any text field or stream of a page of ours as readers see it: facts filled in.

    Empty for a field that the page type has not: a base page of a site may do without
    `search_description`.
    """

    def get_attribute(self, instance):
        """The page and the field; the facts are the page's."""
        try:
            return instance, instance._meta.get_field(self.source)
        except FieldDoesNotExist:
            return instance, None

    def to_representation(self, found):
        """What Wagtail's API gives for the field, with values in place of the names of facts."""
        page, field = found
        if field is None:
            return ""
        value, facts = getattr(page, field.name), page.get_facts()
        if isinstance(field, StreamField):
            return _children(filled_stream(value, facts), self.context)
        if isinstance(field, RichTextField):
            return with_safe_addresses(facts.html(value))
        return href(value) if isinstance(field, URLField) else facts.text(value)


class BranchesField(Field):
    """The branches of a notice in its language, former ones too; none is the whole library."""

    def get_attribute(self, instance):
        """The notice itself: the names are those of its language."""
        return instance

    def to_representation(self, notice):
        """Name, address and ISIL of each branch."""
        named = [
            {"name": branch.name, "address": branch.address, "isil": branch.isil}
            for branch in in_language(notice.branches.all(), notice.locale)
        ]
        former = notice.former_branch_names
        return [*named, *({"name": name, "address": "", "isil": ""} for name in former)]


class UpdatesField(Field):
    """The timeline of a notice as far as it is told."""

    def get_attribute(self, instance):
        """The notice itself."""
        return instance

    def to_representation(self, notice):
        """Type, value and id of each entry, facts filled in."""
        stream = filled_stream(notice.updates, notice.get_facts())
        return _children(told_updates(stream, timezone.now()), self.context)


def _children(stream, context) -> list[dict]:
    """Type, value and id of each block, as Wagtail's own stream serializer gives."""
    return [
        {
            "type": child.block_type,
            "value": child.block.get_api_representation(child.value, context),
            "id": child.id,
        }
        for child in stream
    ]


class RatesField(Field):
    """The rates in force today, in the form of the published JSON schema."""

    def to_representation(self, card):
        """The card as plain data."""
        return rates.card_document(card.as_of(today()))
