"""QR codes, by segno (extra `poster`)."""

from __future__ import annotations

import io
from importlib.util import find_spec

# A corner may be torn off a poster, and the code is still read: level Q mends a quarter.
LEVEL = "q"


def is_installed() -> bool:
    """Whether QR codes can be made."""
    return find_spec("segno") is not None


def svg(address: str) -> bytes:
    """The code of `address` as SVG, black on white, with the quiet zone around it."""
    return _made(address, "svg")


def png(address: str) -> bytes:
    """The same as PNG, large enough for print."""
    return _made(address, "png")


def _made(address: str, kind: str) -> bytes:
    import segno

    out = io.BytesIO()
    segno.make_qr(address, error=LEVEL).save(out, kind=kind, scale=12, border=4, light="white")
    return out.getvalue()
