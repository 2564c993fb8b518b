"""The standard text of a fee page, versioned; docs/standard-text.md tells how to change it."""

from .guide import guide_blocks, guide_texts, guide_words
from .sections import LANGUAGES, StandardSection, fingerprint, spoken, standard_sections, title_of
from .stream import TIMINGS, ids_before, raw_section, section_id, standard_blocks, standard_ids

__all__ = [
    "LANGUAGES",
    "TIMINGS",
    "StandardSection",
    "fingerprint",
    "guide_blocks",
    "guide_texts",
    "guide_words",
    "ids_before",
    "raw_section",
    "section_id",
    "spoken",
    "standard_blocks",
    "standard_ids",
    "standard_sections",
    "title_of",
]
