"""The standard text of a fee page, versioned; docs/standard-text.md tells how to change it."""

from .sections import LANGUAGES, StandardSection, fingerprint, spoken, standard_sections, title_of
from .stream import ids_before, raw_section, section_id, standard_blocks

__all__ = [
    "LANGUAGES",
    "StandardSection",
    "fingerprint",
    "ids_before",
    "raw_section",
    "section_id",
    "spoken",
    "standard_blocks",
    "standard_sections",
    "title_of",
]
