"""Office files are zip archives: what they are, and refusing those that unpack to too much.

The directory of an archive may lie about sizes, so each XML part is unpacked here once, in pieces,
up to the limit.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from wagtail_libfees.text.messages import gettext_noop

from ..errors import SourceError

# An office document unpacks to about ten times its size; a bomb to thousands of times.
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PARTS = 5000
_DAMAGED = gettext_noop("The file is a damaged archive; open it and save it anew.")
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
)


@dataclass(frozen=True)
class ArchiveLimits:
    """How much the XML of an archive may be, and the sentences for one that is too much, damaged,
    or declares XML entities. `counted` is markup of which there may be `most`."""

    text: int
    too_much: str
    damaged: str
    entities: str
    counted: tuple[bytes, ...] = ()
    most: int = 0


def part_names(content: bytes) -> frozenset[str]:
    """The names of the parts. Raises `SourceError` for a damaged archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(part.filename for part in archive.infolist())
    except _BROKEN as exc:
        raise SourceError(_DAMAGED) from exc


def is_locked(content: bytes) -> bool:
    """Whether a part is encrypted: the archive, or the OpenDocument file, has a password."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if any(part.flag_bits & 1 for part in archive.infolist()):
            return True
        manifest = read_part(archive, "META-INF/manifest.xml", 1024 * 1024)
        return b"encryption-data" in manifest


def read_part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """At most `most` bytes of a part; none where the archive has no such part, or a broken one."""
    try:
        with archive.open(name) as stream:
            return stream.read(most)
    except (KeyError, *_BROKEN):
        return b""


def check_archive(content: bytes, limits: ArchiveLimits) -> None:
    """Refuse an archive that is damaged or unpacks to more than it should."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SourceError(limits.too_much)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part, limits)
    except _BROKEN as exc:
        raise SourceError(limits.damaged) from exc


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    size, count, start = 0, 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(1 << 20):
            start = start or piece[:2000]
            size += len(piece)
            count += sum(piece.count(markup) for markup in limits.counted)
            if size > limits.text or (limits.most and count > limits.most):
                raise SourceError(limits.too_much)
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise SourceError(limits.entities)
