"""The standard text of a fee page, versioned; docs/standard-text.md tells how to change it."""

from .sections import LANGUAGES, StandardSection, fingerprint, spoken, standard_sections, title_of
from .stream import TIMINGS, ids_before, raw_section, section_id, standard_blocks, standard_ids

__all__ = [
    "LANGUAGES",
    "TIMINGS",
    "StandardSection",
    "fingerprint",
    "ids_before",
    "raw_section",
    "section_id",
    "spoken",
    "standard_blocks",
    "standard_ids",
    "standard_sections",
    "title_of",
]
