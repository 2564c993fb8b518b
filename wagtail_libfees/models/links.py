"""Addresses that an editor types in the fee settings."""

import posixpath
import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import punycode
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _

# What browsers strip or read as a slash, and what ends an attribute.
_UNSAFE = re.compile(r"[\x00-\x20\\<>\"^`{|}]")

# What may stand as it is after the host (RFC 3986): pchar and the delimiters of the parts.
_IN_A_URI = "/?:@!$&'()*+,;=~%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# The name of a server: www.bibliotek.dk, was.digst.dk. A file is no server: takster.html.
_HOST = re.compile(
    r"(?!.*\.(?:html?|php|aspx?|jsp|pdf|docx?|xlsx?|txt|csv|xml|json|png|jpe?g|svg)\Z)"
    r"[^\W_][\w-]*(?:\.[^\W_][\w-]*)*\.[^\W\d_]{2,}",
    re.IGNORECASE,
)


def normalise_link(value: str) -> str:
    """The address as it goes into a link: a relative path gets its leading slash.

    `node/123` and `/node/123` are the same page of the site. Raises `ValidationError` for
    anything that is neither a path on this site nor an absolute http or https address, and for
    the name of a server without https:// in front.
    """
    link = value.strip()
    if not link:
        return ""
    if _UNSAFE.search(link) or any(_is_invisible(character) for character in link):
        raise ValidationError(
            _("The address contains a space or a character that may not be there.")
        )
    try:
        parts = urlsplit(link)
        port_is_number = parts.port is None or parts.port > 0
    except ValueError:
        raise ValidationError(_("This is not a valid address.")) from None
    if parts.scheme in ("http", "https") and parts.hostname and port_is_number:
        return _refuse_password(link, parts)
    # A second slash would make the path the name of another server; "a:b" would be a scheme.
    if parts.scheme or parts.netloc or link.startswith("//") or ":" in link.split("/")[0]:
        raise ValidationError(
            _(
                "Write a path on this site, such as /takster or node/123, or an address that "
                "begins with https://."
            )
        )
    if link.startswith(("/", "?", "#")):
        return link
    if _HOST.fullmatch(re.split(r"[/?#]", link)[0]):
        raise ValidationError(_("Did you mean %(address)s?") % {"address": f"https://{link}"})
    return f"/{link}"


def _is_invisible(character):
    """Spaces of every width, and what has no width or turns the direction of the text."""
    return unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf")


def _refuse_password(link, parts):
    """A user name or password in an address is a mistake or a trick."""
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("The address may not contain a user name or a password."))
    return link


def validate_link(value: str) -> None:
    """Raise `ValidationError` unless `normalise_link` accepts `value`."""
    normalise_link(value)


def safe_link(value: str) -> str:
    """`normalise_link`, but empty for an address that a script stored around the form's rule."""
    try:
        return normalise_link(value)
    except ValidationError:
        return ""


def fee_page_link(value: str, host: str) -> str:
    """`safe_link` of the address of the fee page of the site at `host`.

    Empty too for an address that leads to the front page of the site, or in a circle: to the
    address of this package that redirects to the fee page.
    """
    link = safe_link(value)
    parts = urlsplit(link)
    if not link or parts.hostname not in (None, host.lower()):
        return link
    return "" if _plain_path(parts.path) in ("/", _redirecting_path()) else link


def _plain_path(path: str) -> str:
    """The path without what does not count: dots, doubled slashes, and the prefix of a language."""
    plain = "/" + posixpath.normpath(f"/{unquote(path)}").strip("/")
    return "/" + plain[1:].partition("/")[2] if get_language_from_path(plain) else plain


def _redirecting_path() -> str | None:
    """The path that redirects to the fee page; None if the site does not have our addresses."""
    try:
        return _plain_path(reverse("wagtail_libfees:fee_page"))
    except NoReverseMatch:
        return None


def as_uri(address: str) -> str | None:
    """An absolute address in the letters that programs read (RFC 3986): the host by IDNA.

    None if its host cannot be written so.
    """
    parts = urlsplit(address)
    try:
        host = parts.netloc if parts.netloc.isascii() else punycode(parts.netloc)
    except UnicodeError:
        return None
    rest = (quote(_STRAY_PERCENT.sub("%25", part), _IN_A_URI) for part in parts[2:])
    return urlunsplit((parts.scheme, host, *rest))
