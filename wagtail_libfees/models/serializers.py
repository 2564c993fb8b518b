"""What the page API says of a page."""

from rest_framework.fields import Field

from wagtail_libfees import rates

from .clock import today


class BodyField(Field):
    """The blocks that a reader of the page sees, amounts from their home."""

    def get_attribute(self, instance):
        """The page itself; which blocks it shows is the page's to say."""
        return instance

    def to_representation(self, page):
        """A list of type, value and id, as Wagtail's own stream serializer gives."""
        return [
            {
                "type": child.block_type,
                "value": child.block.get_api_representation(child.value, self.context),
                "id": child.id,
            }
            for child in page.get_body()
        ]


class RatesField(Field):
    """The rates in force today, in the form of the published JSON schema."""

    def to_representation(self, card):
        """The card as plain data."""
        return rates.card_document(card.as_of(today()))
