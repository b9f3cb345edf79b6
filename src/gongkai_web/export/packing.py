"""The folder as one file."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import IO

from gongkai_web.export.addresses import MANIFEST
from gongkai_web.export.folder import read_manifest

MEMORY = 8 * 1024 * 1024
_PACKED = frozenset({".html", ".css", ".json", ".atom", ".rss", ".pem", ".txt", ".csv"})


def packed(folder: str) -> IO[bytes]:
    """Exactly what the manifest names, and the manifest. What is packed already (docx, PDF, pictures) is stored as it is."""
    root, stream = Path(folder), tempfile.SpooledTemporaryFile(max_size=MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(stream, "w") as archive:
        for path in [*sorted(read_manifest(root)), MANIFEST]:
            way = zipfile.ZIP_DEFLATED if Path(path).suffix in _PACKED else zipfile.ZIP_STORED
            archive.write(root / path, path, way)
    stream.seek(0)
    return stream
