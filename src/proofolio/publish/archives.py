"""What archives hold: zip and what is made of it (.docx, .xlsx, .npz), tar, gzip, bzip2, xz."""

import bz2
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final, Protocol

from proofolio.publish.budget import Budget, Layer, SpentError, Unread

_TOO_LARGE: Final = "it unpacks to too much"
_ZIP: Final = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")
_TAR: Final = slice(257, 262)
_MOST_STREAMS: Final = 1_000
"""One after the other in a file; each copies what is left of it."""
_PROGRAMS: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"]\0\0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive."""

    name: str
    data: bytes


class _Decompressor(Protocol):
    """What bz2, lzma and zlib have in common."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most so many bytes."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind it."""


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as an archive does."""
    return data.startswith((*_ZIP, *_PROGRAMS)) or data[_TAR] == b"ustar"


def members(
    name: str, data: bytes, inside: str, budget: Budget
) -> Iterator[Member | Layer | Unread]:
    """Yield the files of an archive; of those that cannot be unpacked, why.

    Args:
        name: of the archive.
        data: its bytes.
        inside: where the archive itself is.
        budget: what unpacking may cost.
    """
    try:
        if data.startswith(_ZIP):
            yield from _zip(data, inside, budget)
        elif data[_TAR] == b"ustar":
            yield from _tar(data, inside, budget)
        else:
            yield Member(name=_unpacked_name(name), data=_decompressed(data, budget))
    except SpentError:
        yield Unread(inside=inside, why=_TOO_LARGE)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):  # fmt: skip
        yield Unread(inside=inside, why="it is an archive that cannot be unpacked")


def _zip(data: bytes, inside: str, budget: Budget) -> Iterator[Member | Layer | Unread]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = "\n".join(info.filename for info in archive.infolist())
        texts = names.encode("utf-8", "replace") + b"\n" + archive.comment
        yield Layer(inside=inside, name="names.txt", data=texts.replace(b"\0", b" "))
        for info in archive.infolist():
            where = f"{inside}/{info.filename}" if inside else info.filename
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                yield Unread(inside=where, why="it is encrypted")
                continue
            try:
                with archive.open(info) as stream:
                    unpacked = _bounded(stream, budget)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, lzma.LZMAError):  # fmt: skip
                yield Unread(inside=where, why="it cannot be unpacked")
                continue
            yield Member(name=info.filename, data=unpacked)


def _tar(data: bytes, inside: str, budget: Budget) -> Iterator[Member | Layer | Unread]:
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        texts: list[str] = []
        for info in archive:
            texts += [info.name, info.linkname, info.uname, *map(str, info.pax_headers.values())]
            stream = archive.extractfile(info) if info.isfile() else None
            if stream is not None:
                yield Member(name=info.name, data=_bounded(stream, budget))
    names = "\n".join(texts).encode("utf-8", "replace").replace(b"\0", b" ")
    yield Layer(inside=inside, name="names.txt", data=names)


def _bounded(stream: IO[bytes], budget: Budget) -> bytes:
    data = stream.read(budget.most + 1)
    if len(data) > budget.most:
        raise SpentError
    return budget.spend(data)


def _decompressed(data: bytes, budget: Budget) -> bytes:
    """All streams of a file, one after the other."""
    whole = b""
    for _ in range(_MOST_STREAMS):
        if not data:
            return budget.spend(whole)
        stream = _stream(data)
        if stream is None:
            # Padding, or something that was put behind.
            return budget.spend(whole + data)
        part = stream.decompress(data, budget.most + 1 - len(whole))
        whole += part
        if len(whole) > budget.most:
            raise SpentError
        if not stream.eof:
            if not part:
                raise EOFError
            # Cut off: what there is of it can be read.
            return budget.spend(whole)
        data = stream.unused_data
    raise SpentError


def _stream(data: bytes) -> _Decompressor | None:
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if data.startswith((b"\xfd7zXZ\0", b"]\0\0")):
        return lzma.LZMADecompressor()
    return None


def _unpacked_name(name: str) -> str:
    bare = name.rpartition("/")[2]
    stem, _, ending = bare.rpartition(".")
    if ending.casefold() in {"tgz", "tbz", "txz"}:
        return f"{stem}.tar"
    packed = stem and ending.casefold() in {"gz", "bz2", "xz", "lzma"}
    return stem if packed else bare
