"""Is a folder what was exported, and does it still hold what was to be removed?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from gongkai_web.export.addresses import DELETIONS, MANIFEST, PUBLIC_KEY, SIGNATURE
from gongkai_web.export.folder import digest_of
from gongkai_web.export.keys import verified


def faults(root: Path) -> Iterator[str]:
    """One line for each. Raises OSError, ValueError or KeyError for what is no export at all."""
    files = json.loads((root / MANIFEST).read_bytes())["files"]
    for path, digest in files.items():
        target = root / path
        if not target.is_file():
            yield f"缺少 {path}"
        elif digest_of(target.read_bytes()) != digest:
            yield f"被改动 {path}"
    listed = (root / DELETIONS).read_bytes()
    if not verified((root / PUBLIC_KEY).read_bytes(), (root / SIGNATURE).read_bytes(), listed):
        yield f"签名无效 {DELETIONS}"
        return
    for one in json.loads(listed)["remove"]:
        if (root / one["path"]).exists():
            yield f"应当删除 {one['path']}"
