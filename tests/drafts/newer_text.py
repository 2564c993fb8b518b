"""A standard text that has been reworded."""

import dataclasses

from wagtail_libfees.drafts import standard_text as drafts
from wagtail_libfees.editorial.standard_text import fingerprint, standard_sections


def newer(monkeypatch, key="recall", text="<p>Vi minder dig nu to gange.</p>"):
    """Let the standard text have a newer wording of one section."""

    def changed(language, **options):
        return [
            dataclasses.replace(
                section,
                words={**section.words, "text": text},
                former=(*section.former, fingerprint({**section.words, "text": text})),
            )
            if section.key == key
            else section
            for section in standard_sections(language, **options)
        ]

    monkeypatch.setattr(drafts, "standard_sections", changed)
