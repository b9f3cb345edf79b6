"""`manifest.json` of a county's package: which organs, which files of each, and the SM3 of every one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from gongkai.errors import GongkaiError

SCHEMA = "gongkai.exchange/1"
MANIFEST = "manifest.json"
MOST_ORGANS, MOST_FILES = 5_000, 200
_SM3 = re.compile(r"[0-9a-f]{64}")
_LONGEST_PATH, _LONGEST_NAME = 400, 200
_RESERVED = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""What Windows refuses in a name, and marks that turn the direction of writing and make one name look like another."""


class PackageError(GongkaiError):
    """The package as a whole cannot be used; `where` names it."""


class Kind(StrEnum):
    REPORT = "report"
    WORKBOOK = "workbook"
    TEXT = "text"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class File:
    """`path` inside the package; `size` in bytes; `what` an attachment is, in the words of who asked for it, or ""."""

    path: str
    kind: Kind
    size: int
    sm3: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Organ:
    """`code` is the 统一社会信用代码 or another code the county uses, empty if there is none; `content` the digest of what
    the report states (`comparing.content_digest`)."""

    name: str
    code: str
    folder: str
    content: str
    files: tuple[File, ...]

    @property
    def report(self) -> File:
        return next(file for file in self.files if file.kind is Kind.REPORT)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`county` is who put the package together, empty if it does not say."""

    county: str
    year: int
    organs: tuple[Organ, ...]


def digest(data: bytes) -> str:
    return hashlib.new("sm3", data).hexdigest()


def wrong_path(path: str) -> str | None:
    """Why a name inside a package is refused, or None. Nothing is corrected: a name that tricks one program is a trick."""
    if not path or len(path) > _LONGEST_PATH:
        return "名称为空或者过长"
    if _RESERVED.search(path):
        return "名称含有不允许的字符"
    if path.startswith("/") or any(part in ("", ".", "..") for part in path.split("/")):
        return "名称指向压缩包以外的位置"
    return None


def safe_name(text: str) -> str:
    """An organ's or file's name as part of a path."""
    kept = _RESERVED.sub("", text).replace("/", "").strip(" .")
    return kept[:60] or "未命名"


def dumps(manifest: Manifest) -> bytes:
    tree = {
        "schema": SCHEMA,
        "county": manifest.county,
        "year": manifest.year,
        "organs": [
            {
                "name": organ.name,
                "code": organ.code,
                "folder": organ.folder,
                "content_sm3": organ.content,
                "files": [_told(file) for file in organ.files],
            }
            for organ in manifest.organs
        ],
    }
    return f"{json.dumps(tree, ensure_ascii=False, indent=1)}\n".encode()


def _told(file: File) -> dict[str, object]:
    told: dict[str, object] = {"path": file.path, "kind": file.kind.value, "bytes": file.size, "sm3": file.sm3}
    return told | ({"what": file.what} if file.what else {})


def loads(data: bytes) -> Manifest:
    """Raises PackageError, which names the place inside."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageError("清单不是有效的 JSON", "请让对方重新导出", MANIFEST, "MANIFEST") from error
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise PackageError(f"清单不是 {SCHEMA}", "请确认这是“全县年报交换包”", MANIFEST, "MANIFEST")
    year = tree.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 1990 <= year <= 2200:
        raise _wrong("year", "应为四位的年份")
    organs = tuple(_organs(tree))
    _check_apart(organs)
    return Manifest(_text(tree, "county", ""), year, organs)


def _organs(tree: Mapping[str, Any]) -> Iterator[Organ]:
    for number, item in enumerate(_list(tree, "organs", "", MOST_ORGANS)):
        where = f"organs[{number}]"
        if not isinstance(item, dict):
            raise _wrong(where, "应为对象")
        name, folder = _text(item, "name", where), _text(item, "folder", where)
        if not name.strip():
            raise _wrong(f"{where}.name", "没有机关名称")
        files = tuple(_files(item, where, folder))
        if sum(file.kind is Kind.REPORT for file in files) != 1:
            raise _wrong(f"{where}.files", f"“{name}”应有且只有一份 report")
        yield Organ(name, _text(item, "code", where), folder, _sm3(item, "content_sm3", where), files)


def _files(item: Mapping[str, Any], where: str, folder: str) -> Iterator[File]:
    for number, file in enumerate(_list(item, "files", where, MOST_FILES)):
        place = f"{where}.files[{number}]"
        if not isinstance(file, dict):
            raise _wrong(place, "应为对象")
        path, size = _text(file, "path", place), file.get("bytes")
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            raise _wrong(f"{place}.bytes", "应为字节数")
        if wrong_path(path) or not path.startswith(f"{folder}/"):
            raise _wrong(f"{place}.path", wrong_path(path) or "不在这个机关的文件夹里")
        if file.get("kind") not in list(Kind):
            raise _wrong(f"{place}.kind", "不认识的种类")
        yield File(path, Kind(file["kind"]), size, _sm3(file, "sm3", place), _text(file, "what", place))


def _check_apart(organs: Sequence[Organ]) -> None:
    """Two organs of one name and code, or one file listed twice, would be one report in the place of another."""
    who = [(organ.name, organ.code) for organ in organs]
    paths = [PurePosixPath(file.path).as_posix().casefold() for organ in organs for file in organ.files]
    twice = next((name for name, code in who if who.count((name, code)) > 1), None)
    if twice:
        raise PackageError(f"清单里“{twice}”出现了两次", "请让对方重新导出", MANIFEST, "MANIFEST")
    if len(set(paths)) < len(paths):
        raise PackageError("清单里同一个文件列了两次", "请让对方重新导出", MANIFEST, "MANIFEST")


def _list(tree: Mapping[str, Any], key: str, where: str, most: int) -> list[Any]:
    value = tree.get(key)
    if not isinstance(value, list) or len(value) > most:
        raise _wrong(f"{where}.{key}".lstrip("."), f"应为列表，最多 {most} 项")
    return value


def _text(tree: Mapping[str, Any], key: str, where: str) -> str:
    value = tree.get(key, "")
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        raise _wrong(f"{where}.{key}".lstrip("."), f"应为不超过 {_LONGEST_NAME} 字的文字")
    return value


def _sm3(tree: Mapping[str, Any], key: str, where: str) -> str:
    value = tree.get(key)
    if not isinstance(value, str) or not _SM3.fullmatch(value):
        raise _wrong(f"{where}.{key}", "应为 64 位的 SM3")
    return value


def _wrong(where: str, text: str) -> PackageError:
    return PackageError(text, "请让对方重新导出", f"{MANIFEST} 的 {where}", "MANIFEST")
