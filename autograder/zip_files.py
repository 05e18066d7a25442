"""Zip files that are the same bytes each time they are made from the same files."""

import io
import zipfile
from collections.abc import Mapping

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def zipped(files: Mapping[str, bytes], programs: frozenset[str] = frozenset()) -> bytes:
    """A zip of files by name, sorted; those in `programs` may be run where it is unpacked."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as opened:
        for name, raw in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3  # Unix, whatever this machine is: only that one has rights
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if name in programs else 0o100644) << 16
            opened.writestr(entry, raw)
    return whole.getvalue()
