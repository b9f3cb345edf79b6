"""The pages a dossier has of its own: cover, lists, the sheet in place of a file, running numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gongkai.calendar import chinese_date
from gongkai.dossier.pieces import Cover, Entry, LeftOut
from gongkai.writing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "dossier.typ"
Part = dict[str, object]


def printed(parts: Sequence[Part], title: str, author: str = "") -> bytes:
    """These parts as PDF, each from a new page."""
    data = json.dumps({"title": title, "author": author, "parts": list(parts)}, ensure_ascii=False)
    return typeset(_TEMPLATE, {"data": data}, archival=False, borrow_fonts=True)


def cover_part(cover: Cover, pieces: int, pages: int) -> Part:
    rows = [
        ("登记编号", cover.number),
        ("起止日期", f"{_day(cover.began)} 至 {_day(cover.ended) or '未办结'}"),
        ("件　　数", f"共 {pieces} 件 {pages} 页"),
        ("保管期限", cover.retention),
        ("归 档 号", cover.archive_number),
        ("用　　途", f"{cover.purpose}{f'（{cover.to}）' if cover.to else ''}"),
        ("制作日期", _day(cover.made_on)),
    ]
    return {"part": "cover", "organ": cover.organ, "title": cover.title, "rows": [list(row) for row in rows]}


def contents_part(entries: Sequence[Entry]) -> Part:
    """卷内目录, with the seven columns of 卷内文件目录."""
    rows = [
        [
            str(place),
            one.piece.number,
            one.piece.author,
            one.piece.title,
            _short(one.piece.on),
            one.span,
            one.piece.remark,
        ]
        for place, one in enumerate(entries, 1)
    ]
    return {
        "part": "list",
        "heading": "卷内目录",
        "heads": ["序号", "文号", "责任者", "题　名", "日期", "页次", "备注"],
        "widths": [12, 28, 24, 0, 20, 15, 18],
        "centred": [0, 4, 5],
        "rows": rows,
        "after": [],
    }


def evidence_part(entries: Sequence[Entry], left_out: Sequence[LeftOut]) -> Part:
    """证据目录: what proves something, in the order of the pages; then by name what of the case is not here."""
    proving = [one for one in entries if one.piece.proves]
    rows = [
        [str(place), _named(one.piece.title, one.piece.number), one.piece.proves, one.span]
        for place, one in enumerate(proving, 1)
    ]
    return {
        "part": "list",
        "heading": "证据目录",
        "heads": ["序号", "证据名称", "证明对象", "页次"],
        "widths": [12, 58, 0, 16],
        "centred": [0, 3],
        "rows": rows,
        "after": left_out_lines(left_out),
    }


def end_part(cover: Cover, pieces: int, pages: int, left_out: Sequence[LeftOut], notes: Sequence[str]) -> Part:
    said = [f"本卷共 {pieces} 件，{pages} 页，页码自第 1 页起连续编号，封面、目录和本表不编页码。"]
    signed = ["立卷人：", "检查人：", f"立卷时间：{chinese_date(cover.made_on)}"]
    return {"part": "end", "lines": [*said, *notes, *left_out_lines(left_out)], "signed": signed}


def left_out_lines(left_out: Sequence[LeftOut]) -> list[str]:
    if not left_out:
        return []
    named = [f"{place}．{_named(one.title, one.number)}（{one.why}）" for place, one in enumerate(left_out, 1)]
    return [f"以下 {len(left_out)} 件没有装入本卷：", *named]


def left_file_sheet(*, title: str, name: str, kind: str, size: int, sm3: str, why: str) -> bytes:
    """One page in place of a file that has no pages, or whose pages cannot be had: it is known by its SM3."""
    rows = [("材料", title), ("文件名", name), ("种类", kind), ("大小", f"{size:,} 字节"), ("SM3", _spaced(sm3))]
    after = [f"本件没有装入：{why}。", "本件以电子文件保存。用上面的 SM3 值可以核对所交的电子文件与存档的是否一致。"]
    part: Part = {"part": "sheet", "heading": "电子文件说明", "rows": [list(row) for row in rows], "after": after}
    return printed([part], title)


def note_sheet(heading: str, rows: Sequence[tuple[str, str]], after: Sequence[str] = ()) -> bytes:
    """A record with a label and its words on each line."""
    part: Part = {"part": "sheet", "heading": heading, "rows": [list(row) for row in rows], "after": list(after)}
    return printed([part], heading)


def stamps(sizes: Sequence[tuple[float, float]]) -> bytes:
    """A page for each of these sizes in points, with nothing on it but its number, from 1."""
    parts: list[Part] = [
        {"part": "stamp", "width": width, "height": height, "number": number}
        for number, (width, height) in enumerate(sizes, 1)
    ]
    return printed(parts, "")


def _day(day: date | None) -> str:
    return chinese_date(day) if day else ""


def _short(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _named(title: str, number: str) -> str:
    return f"{title}（{number}）" if number else title


def _spaced(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
