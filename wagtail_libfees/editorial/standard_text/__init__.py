"""The standard text of a fee page, versioned; docs/standard-text.md tells how to change it."""

from .sections import LANGUAGES, Section, fingerprint, sections, spoken, title_of
from .stream import ids_before, raw_blocks, raw_section, section_id

__all__ = [
    "LANGUAGES",
    "Section",
    "fingerprint",
    "ids_before",
    "raw_blocks",
    "raw_section",
    "section_id",
    "sections",
    "spoken",
    "title_of",
]
