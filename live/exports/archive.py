"""Everything of an event in one file, to be kept: a ZIP whose checksums say that nothing in it has changed since."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

SUMS = "SHA256SUMS"  # as `sha256sum --check` reads it


def as_zip(files: Mapping[str, bytes], at: datetime) -> bytes:
    """Pack files by their names, with their checksums; the same files at the same moment are the same bytes."""
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, SUMS: sums.encode()}.items():
            member = zipfile.ZipInfo(name, at.timetuple()[:6])
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
