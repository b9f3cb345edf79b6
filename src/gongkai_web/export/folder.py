"""The folder as it grows: a file is whole or not there, unchanged ones are not touched, the manifest comes last."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.errors import system_reason
from gongkai_web.export.addresses import MANIFEST
from gongkai_web.export.errors import ExportError

FORMAT = 1


def digest_of(content: bytes) -> str:
    return hashlib.new("sm3", content).hexdigest()


def canonical(value: object) -> bytes:
    """JSON that is the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode()


@dataclass
class Folder:
    """`disk` is what is known to lie there, path → SM3; `files` what this export leaves there."""

    root: Path
    before: Mapping[str, str] = field(default_factory=dict)
    disk: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    written: int = 0
    removed: int = 0

    @classmethod
    def opened(cls, root: Path, *, trusted: bool = True) -> Folder:
        """Raises ExportError for a folder of somebody else's, and for one that cannot be written. Where it is not `trusted`
        every file is read again."""
        try:
            root.mkdir(parents=True, exist_ok=True)
            trusted = _claim(root) and trusted
        except OSError as error:
            raise ExportError(f"文件夹不能用：{system_reason(error)}", "请换一个文件夹", str(root)) from error
        before = read_manifest(root)
        there = set(_paths(root))
        disk = {path: digest for path, digest in before.items() if path in there}
        if not trusted:
            disk = {path: digest_of((root / path).read_bytes()) for path in disk}
        return cls(root, before, disk)

    def begin(self) -> None:
        """Nothing is vouched for yet."""
        self.files = {}

    def keep(self, paths: Iterable[str]) -> bool:
        """They are as they were; False, and nothing kept, where one is not there."""
        found = list(paths)
        if not all(path in self.disk for path in found):
            return False
        self.files |= {path: self.disk[path] for path in found}
        return True

    def write(self, path: str, content: bytes, digest: str = "") -> None:
        digest = digest or digest_of(content)
        self.files[path] = digest
        if self.disk.get(path) != digest:
            replace(self.root / path, content)
            self.disk[path] = digest
            self.written += 1

    def adopt(self, files: Mapping[str, str], written: int) -> None:
        """Another process has written these."""
        self.files |= files
        self.disk |= files
        self.written += written

    def drop(self, path: str) -> None:
        """Take a file away, and out of what this export leaves."""
        self.files.pop(path, None)
        self.disk.pop(path, None)
        target = self.root / path
        if target.exists():
            target.unlink()
            self.removed += 1

    def sweep(self) -> None:
        """Nothing may lie there that this export does not vouch for: not what was recalled, not what a killed run left."""
        for path in _paths(self.root):
            if path not in self.files and path not in (MANIFEST, _BEGUN):
                self.drop(path)
        for at, _folders, _names in os.walk(self.root, topdown=False):
            if at != str(self.root) and not any(Path(at).iterdir()):
                Path(at).rmdir()

    def close(self, organ: str) -> None:
        """Write the manifest, the last of all."""
        content = manifest(organ, self.files)
        target = self.root / MANIFEST
        if not target.exists() or target.read_bytes() != content:
            replace(target, content)
            self.written += 1
        (self.root / _BEGUN).unlink(missing_ok=True)


def _claim(root: Path) -> bool:
    """Whatever does not belong to an export is deleted from its folder: so it must be ours. Whether the last export came to
    its end: one that did not has written files of which the manifest does not know."""
    ours = (root / MANIFEST).exists() or (root / _BEGUN).exists()
    if not ours and any(root.iterdir()):
        raise ExportError("文件夹里有别的东西，没有导出", "请换一个空文件夹：导出会删除里面不属于它的文件", str(root))
    ended = not (root / _BEGUN).exists()
    (root / _BEGUN).touch()
    return ended


def _paths(root: Path) -> Iterator[str]:
    for at, _folders, names in os.walk(root):
        inside = Path(at).relative_to(root)
        yield from ((inside / name).as_posix() for name in names)


_BEGUN = ".gongkai-export"
"""Says that the folder is ours while it has no manifest yet."""


def manifest(organ: str, files: Mapping[str, str]) -> bytes:
    return canonical({"format": FORMAT, "organ": organ, "files": dict(files)})


def read_manifest(root: Path) -> dict[str, str]:
    """Empty where there is none, or one that cannot be read: then everything is written anew."""
    try:
        kept = json.loads((root / MANIFEST).read_bytes())
        files = kept["files"]
        return {str(path): str(digest) for path, digest in files.items()} if kept["format"] == FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def replace(target: Path, content: bytes) -> None:
    """Under a passing name first: whoever looks finds the old file or the new one, whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, passing = tempfile.mkstemp(dir=target.parent, prefix=".gongkai-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(passing).chmod(0o644)
        Path(passing).replace(target)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
