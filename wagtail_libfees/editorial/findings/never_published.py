"""What may never be published.

A gap that a standard text left, a CPR number (cpr-loven § 54), and an address that runs something
in the reader's browser.
"""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.translation import gettext as _

from ...text.addresses import href
from ...text.cpr_numbers import Where, file_name_holds_cpr, find_cpr
from ...text.placeholders import find_placeholders
from ..page_files import file_name, placed_files
from ..registry import Finding, Severity, Subject, register_check

_HREF = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'<>]*)", re.IGNORECASE)


@register_check("placeholders", may_stop=True)
def check_placeholders(subject: Subject) -> Iterator[Finding]:
    """Each placeholder, wherever it stands."""
    for placed in subject.texts:
        for placeholder in find_placeholders(placed.text):
            yield Finding(
                "placeholder",
                Severity.ERROR,
                _("Replace the placeholder %(placeholder)s before you publish.")
                % {"placeholder": placeholder},
                placed.place,
                mend=_("Write what holds in your municipality, or take the sentence out."),
                excerpt=placeholder,
            )


@register_check("cpr", may_stop=True)
def check_cpr_numbers(subject: Subject) -> Iterator[Finding]:
    """In each text, and in the names and titles of what the page shows and links to."""
    for placed in subject.texts:
        where = find_cpr(placed.text)
        if where is not None:
            yield Finding(
                "cpr",
                Severity.ERROR,
                _("Remove the number that looks like a CPR number before you publish."),
                placed.place,
                mend=_mend(where),
            )
    for place, file in placed_files(subject.page, subject.texts):
        said = [file.title, getattr(file, "description", "")]
        if file_name_holds_cpr(file_name(file)) or any(map(find_cpr, said)):
            yield Finding(
                "cpr",
                Severity.ERROR,
                _("Remove the number that looks like a CPR number before you publish."),
                place,
                mend=_("It is in the name or the title of the file “%(file)s”.")
                % {"file": file.title},
            )


def _mend(where: Where) -> str:
    if where is Where.ADDRESS:
        # Nothing can be written in front of a number in an address.
        return _("Link to another page, or take the link out.")
    return _("If it is another number, write what it is in front, such as “faktura”.")


@register_check("unsafe_links", may_stop=True)
def check_unsafe_links(subject: Subject) -> Iterator[Finding]:
    """Addresses that no form lets through: a translation tool or a script has stored them."""
    addresses = [(link.place, link.url) for link in subject.links if link.url]
    addresses += [
        (placed.place, unescape(address))
        for placed in subject.texts
        for address in _HREF.findall(placed.text)
    ]
    for place, address in addresses:
        if not href(address):
            yield Finding(
                "link_unsafe",
                Severity.ERROR,
                _("No link may lead to “%(address)s”.") % {"address": address[:80]},
                place,
                mend=_("Write an address that begins with https://."),
                excerpt=address[:80],
            )
