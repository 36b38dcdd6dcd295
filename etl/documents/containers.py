"""Zip containers (docx, epub, xlsx, ods), opened only after a look at what they would unpack to."""

import io
import zipfile

from etl.documents.content import Raw
from etl.documents.limits import MEGABYTE
from etl.errors import DocumentError

_OLE = b"\xd0\xcf\x11\xe0"
_NEGLIGIBLE = 1_000_000  # a member this small may be packed as tightly as it likes


def open_zip(raw: Raw) -> zipfile.ZipFile:
    """The container, proven to stay within the limits."""
    if raw.data.startswith(_OLE):
        raise DocumentError(
            raw.path.name,
            "it is protected by a password, or an Office file from before 2007",
            f"Save it again as {raw.path.suffix} without a password.",
        )
    try:
        container = zipfile.ZipFile(io.BytesIO(raw.data))
        members = container.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        reason = f"it is damaged or cut off: not a whole {raw.path.suffix} container"
        raise DocumentError(raw.path.name, reason, "Download or save it again.") from None
    _check(raw, members)
    return container


def _check(raw: Raw, members: list[zipfile.ZipInfo]) -> None:
    limits = raw.limits
    unpacked = sum(member.file_size for member in members)
    reason = ""
    if any(member.flag_bits & 1 for member in members):
        reason = "it is encrypted"
    elif len(members) > limits.members:
        reason = f"its {len(members):,} members are over the limit of {limits.members:,}"
    elif unpacked > limits.unpacked_megabytes * MEGABYTE:
        size = unpacked / MEGABYTE
        reason = f"it unpacks to {size:,.0f} MB, over the limit of {limits.unpacked_megabytes:g} MB"
    else:
        large = [member for member in members if member.file_size > _NEGLIGIBLE]
        ratio = max((member.file_size / max(1, member.compress_size) for member in large), default=0)
        if ratio > limits.ratio:
            reason = f"a member is packed {ratio:,.0f} to 1, over the limit of {limits.ratio:g} to 1"
    if reason:
        raise DocumentError(raw.path.name, reason, "Save it again from a source you trust, or use --exclude.")
