"""The body of an answer, unpacked while it comes in and never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from ..text.messages import gettext_noop
from .errors import FetchError

_PIECE = 64 * 1024
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
# A gzip file may hold several, one behind the other; few do.
_MAX_MEMBERS = 100
CUT_OFF = gettext_noop("The answer was cut off; try again later.")


def read_body(response: HTTPResponse, max_bytes: int) -> bytes:
    """The body, unpacked. Raises `FetchError` if it is too large, damaged or cut off."""
    body = bytearray()
    for piece in _unpacked(response, max_bytes):
        body += piece
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(body)


def read_start(response: HTTPResponse, max_bytes: int) -> bytes:
    """The first bytes of the body, unpacked, whatever its size."""
    body = bytearray()
    for piece in _unpacked(response, max_bytes):
        body += piece
        if len(body) >= max_bytes:
            break
    return bytes(body[:max_bytes])


def _too_large(max_bytes: int) -> FetchError:
    return FetchError(
        gettext_noop(
            "The page is larger than %(limit)s KiB; save it, shorten it and import the file."
        ),
        limit=max_bytes // 1024,
    )


def _pieces(response: HTTPResponse, max_bytes: int) -> Iterator[bytes]:
    """The body as sent. Also what unpacks to nothing is counted."""
    size = 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if size > max_bytes + _PIECE:
            raise _too_large(max_bytes)
        yield piece
    if response.length:
        raise FetchError(CUT_OFF)


def _unpacked(response: HTTPResponse, max_bytes: int) -> Iterator[bytes]:
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    pieces = _pieces(response, max_bytes)
    if coding == "identity":
        yield from pieces
    elif coding in ("gzip", "x-gzip", "deflate"):
        try:
            yield from _inflated(pieces)
        except zlib.error as exc:
            raise FetchError(gettext_noop("The answer is damaged; try again later.")) from exc
    else:
        raise FetchError(
            gettext_noop(
                "The answer is packed in a way that is not known; save the page and import the "
                "file."
            )
        )


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack in steps of `_PIECE` at most: a bomb is noticed before it fills the memory."""
    unpacker = None
    members = 0
    for piece in pieces:
        while piece:
            if unpacker is None:
                members += 1
                if members > _MAX_MEMBERS:
                    raise zlib.error("too many members")
                unpacker = zlib.decompressobj(_wbits(piece))
            yield unpacker.decompress(piece, _PIECE)
            piece = unpacker.unconsumed_tail
            if unpacker.eof:
                piece, unpacker = unpacker.unused_data.lstrip(b"\x00"), None
    if unpacker is not None:
        yield unpacker.flush(_PIECE)
        if not unpacker.eof:
            raise FetchError(CUT_OFF)


def _wbits(start: bytes) -> int:
    """How a stream is packed; some servers leave the frame off "deflate"."""
    framed = start[:1] == b"\x1f" or (
        start[0] & 15 == 8 and len(start) > 1 and (start[0] << 8 | start[1]) % 31 == 0
    )
    return _GZIP_OR_ZLIB if framed else -zlib.MAX_WBITS
