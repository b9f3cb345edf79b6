"""Parts of an Office Open XML package, read with care: bounded in size, no entity expanded, nothing fetched."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from gongkai.proofing.case import Behind, Link, Trace
from gongkai.proofing.inspection.about import author_traces
from gongkai.proofing.inspection.exif import has_position
from gongkai.reading import Limits, ReadingError

_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, ValueError)
_ABOUT = {"creator": "作者", "lastModifiedBy": "最后修改者", "Manager": "主管", "Company": "单位"}


class Package:
    """The parts of one file. Raises ReadingError for a damaged one and one that unpacks to more than is allowed."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name, self._left = name, limits.unpacked
        self.unread: list[str] = []
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self._broken() from error

    def names(self, start: str = "", end: str = "") -> list[str]:
        return [name for name in self._archive.namelist() if name.startswith(start) and name.endswith(end)]

    def bytes_of(self, part: str) -> bytes:
        try:
            with self._archive.open(part) as stream:
                content = stream.read(self._left + 1)
        except _BROKEN as error:
            raise self._broken() from error
        self._left -= len(content)
        if self._left < 0:
            raise ReadingError("文件解压后过大，已停止检查", "请确认没有选错文件", self._name, "READ_BOMB")
        return content

    def xml(self, part: str) -> etree._Element | None:
        """None for a part that is not there or not well formed."""
        if part not in self._archive.namelist():
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(self.bytes_of(part), parser)
        except etree.XMLSyntaxError:
            self.unread.append(part)
            return None

    def _broken(self) -> ReadingError:
        return ReadingError("文件已损坏，打不开", "请重新保存后再试", self._name, "READ_BROKEN")


def plain(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def common(package: Package, behind: Behind) -> None:
    """What every such package may hold: its author, pictures with a position, other files, links to outside."""
    said: dict[str, str] = {}
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = package.xml(part)
        for child in root if root is not None else ():
            if plain(child) in _ABOUT and (child.text or "").strip():
                said[_ABOUT[plain(child)]] = (child.text or "").strip()
    behind.traces += author_traces(said)
    pictures = [part for part in package.names() if "/media/" in part]
    if any(
        has_position(package.bytes_of(part)) for part in pictures if part.lower().endswith((".jpg", ".jpeg", ".png"))
    ):
        behind.traces.append(Trace("PF-GPS", part="图片"))
    others = [part for part in package.names() if "/embeddings/" in part]
    if others:
        behind.traces.append(Trace("PF-EMBEDDED", str(len(others)), part="嵌入的文件"))
    behind.links += _outside(package)
    if package.unread:
        behind.traces.append(Trace("PF-UNCHECKED"))


def _outside(package: Package) -> Iterator[Link]:
    for part in package.names(end=".rels"):
        root = package.xml(part)
        for relation in root if root is not None else ():
            if attribute(relation, "TargetMode") == "External":
                kind = attribute(relation, "Type").rpartition("/")[2]
                names = {
                    "attachedTemplate": "模板",
                    "externalLinkPath": "外部链接",
                    "oleObject": "嵌入的文件",
                    "image": "图片",
                }
                yield Link(attribute(relation, "Target"), part=names.get(kind, "超链接"))
