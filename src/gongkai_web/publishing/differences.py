"""What changed between two revisions, paragraph by paragraph, and within a paragraph word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

import rjieba

from gongkai_web.publishing.codes import category_name
from gongkai_web.publishing.models import Revision
from gongkai_web.publishing.rich_text import text_of

LABELS = {
    "title": "名称",
    "document_number": "发文字号",
    "column": "栏目",
    "genre": "体裁",
    "subject": "主题分类",
    "categories": "法定类别",
    "keywords": "关键词",
    "summary": "内容概述",
    "formed_on": "成文日期",
    "first_published_on": "首次发布日期",
    "source": "信息来源",
    "joint_organs": "联合发文机关",
    "source_name": "来源",
    "disclosure": "公开属性",
    "ground": "依据条款",
    "ground_reason": "理由",
    "approval_needed": "批准机关",
    "approval_number": "批准文号",
    "names_until": "公示截止日期",
    "normative": "规范性文件",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
    "correction_note": "更正说明",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `kind` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field or paragraph that differs."""

    label: str
    pieces: tuple[Piece, ...]


def changes(old: Revision, new: Revision) -> list[Change]:
    """Everything that differs between two revisions of one item, in the order of the form."""
    found = [
        Change(label, tuple(words(said(old, name), said(new, name))))
        for name, label in LABELS.items()
        if said(old, name) != said(new, name)
    ]
    found += [Change("正文", tuple(pieces)) for pieces in _paragraphs(text_of(old.body), text_of(new.body))]
    return [*found, *_files(old, new)]


def said(revision: Revision, name: str) -> str:
    """A field as a page says it."""
    getter = getattr(revision, f"get_{name}_display", None)
    value = getter() if getter else getattr(revision, name)
    if isinstance(value, list):
        return "、".join(category_name(str(code)) for code in value)
    if isinstance(value, date):
        return f"{value:%Y年%-m月%-d日}"
    return "" if value is None else str(value)


def _paragraphs(old: str, new: str) -> Iterator[list[Piece]]:
    before, after = old.splitlines(), new.splitlines()
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield list(words("\n".join(before[a:b]), "\n".join(after[c:d])))


def words(old: str, new: str) -> Iterator[Piece]:
    """What stayed, went and came, word by word."""
    before, after = rjieba.cut(old), rjieba.cut(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(before[a:b]))
        if c < d:
            yield Piece("new", "".join(after[c:d]))


def _files(old: Revision, new: Revision) -> Iterator[Change]:
    before = {one.name: one.file.sm3 for one in old.attachments.select_related("file")}
    after = {one.name: one.file.sm3 for one in new.attachments.select_related("file")}
    for name in before.keys() - after.keys():
        yield Change("附件", (Piece("gone", name),))
    for name in after.keys() - before.keys():
        yield Change("附件", (Piece("new", name),))
    for name in before.keys() & after.keys():
        if before[name] != after[name]:
            yield Change("附件", (Piece("same", name), Piece("new", "（文件已更换）")))
