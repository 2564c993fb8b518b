"""The answer in short, wherever an editor wants it."""

from django.utils.translation import gettext_lazy as _

from .. import rates
from .rates import ExclusionBlock, OverdueFeesBlock
from .referring import ReferringBlock


class InShortBlock(ReferringBlock):
    """What a late return costs, when one is blocked, how to pay: from the site's fee page.

    For any StreamField, also of a page type of the site. Nothing is shown, and nothing asserted,
    while the site has no public fee page.
    """

    class Meta:
        icon = "tag"
        label = _("In short")
        description = _(
            "What a late return costs, when one is blocked and how to pay. Taken from the fee page "
            "and the fee settings, so it is always up to date."
        )
        template = "wagtail_libfees/blocks/in_short.html"
        preview_template = "wagtail_libfees/blocks/preview.html"
        form_layout = ["heading"]

    def get_preview_value(self):
        return self.normalize(self.get_default())

    def get_preview_context(self, value, parent_context=None):
        """The rates of the previews of their blocks: a site may have no fee page yet."""
        samples = [block().get_preview_value() for block in (OverdueFeesBlock, ExclusionBlock)]
        overdue, exclusion = (sample.to_rates() for sample in samples)
        card = rates.RateCard(overdue=(overdue,), exclusions=(exclusion,))
        return {**(parent_context or {}), "libfees_sample_card": card}
