"""What the importers add to the page types: where the content came from."""

from wagtail.admin.panels import FieldPanel

from ..models.faq import register_public_sources
from ..models.panels import register_panel
from .fees_provenance import FeesProvenancePanel
from .provenance import ProvenancePanel, public_sources


def register_page_panels() -> None:
    """Fill the places that the page types keep for it; called once, when the app is ready."""
    register_panel("imported_rates", FeesProvenancePanel())
    register_panel("imported_questions", ProvenancePanel())
    register_panel("show_source", FieldPanel("show_source"))
    register_public_sources(public_sources)
