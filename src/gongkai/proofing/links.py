"""Addresses a text leads to: broken in form, or of no use to anyone outside the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Place, Severity

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?:https?|ftp|file)[:：]/{0,3}[^\s<>\"'“”‘’，。；：、！？）)】》\]\u4e00-\u9fff]+", re.I
)
_NO_SLASHES = re.compile(r"^(?:https?|ftp):/?(?!/)|^(?:https?|ftp)：", re.I)
_LOCAL_PATH = re.compile(
    r"(?<![A-Za-z0-9:/])[A-Za-z]:\\[^\s\"'，。；、）)]{2,80}|\\\\[A-Za-z0-9.\-]{1,40}\\[^\s\"'，。；、）)]{1,80}"
)
_INTRANET = re.compile(
    r"^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|127(?:\.\d{1,3}){3}|"
    r"169\.254(?:\.\d{1,3}){2}|0\.0\.0\.0|localhost|[a-z0-9\-]+|.+\.(?:local|lan|internal|intra|corp|localdomain))$"
)
_HOST = re.compile(
    r"^(?:[a-z0-9\u4e00-\u9fff](?:[a-z0-9\u4e00-\u9fff\-_]{0,61}[a-z0-9\u4e00-\u9fff])?\.)+(?:[a-z]{2,18}|[\u4e00-\u9fff]{2,6}|\d{1,3})$"
)
_HARMLESS = ("mailto:", "tel:", "#", "javascript:void", "about:blank", "data:image")
_LONGEST = 60
_PERSONAL = re.compile(r"\d{11,}[Xx]?")


@rule(
    "PF-LINK",
    Severity.ERROR,
    title="公众打不开的链接",
    title_en="A link the public cannot open",
    description="指向本机文件、内网地址、localhost 的链接为错误；写法不完整的为疑点；是否真的打得开，只在提供了检查程序时检查。",
    message={
        MAIN: "链接“{quote}”是内网地址，公众打不开。请换成公开的地址。",
        "file": "链接“{quote}”指向本机或共享文件夹里的文件，公众打不开。请上传附件后重新链接。",
        "malformed": "链接“{quote}”写得不完整或有误。请核对。",
        "login": "链接“{quote}”里带着用户名或口令。请删除。",
        "dead": "链接“{quote}”：{why}。请核对。",
    },
    basis="国办发〔2017〕47号《政府网站发展指引》；国办秘函〔2019〕19号（链接可用）",
)
def links(case: Case) -> Iterator[Found]:
    seen: set[str] = set()
    for address, found in _addresses(case):
        if address.lower().startswith(_HARMLESS) or address in seen:
            continue
        seen.add(address)
        kind = fault_of(address)
        why = case.options.link_checker(address) if not kind and case.options.link_checker else ""
        if kind or why:
            quote = address if kind != "login" else re.sub(r"//[^@]*@", "//***@", address)
            start, at, part = found
            severity = Severity.WARNING if kind in ("malformed", "") else None
            yield Found(_short(quote), start, at, part, {"why": why}, severity, kind or "dead")


def fault_of(address: str) -> str:
    """The template that tells what is wrong with an address; "" for a sound one. A relative address is sound."""
    if address.lower().startswith("file:") or _LOCAL_PATH.match(address):
        return "file"
    if _NO_SLASHES.match(address):
        return "malformed"
    parts = _split(address)
    if parts is None:
        return "malformed"
    if parts.scheme.lower() not in ("http", "https", "ftp"):
        return ""
    return _fault_of_host(parts)


def _fault_of_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if parts.password or (parts.username and "@" in parts.netloc):
        return "login"
    if _INTRANET.match(host):
        return MAIN
    return "" if _HOST.match(host) else "malformed"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def _addresses(case: Case) -> Iterator[tuple[str, tuple[int | None, Place, str]]]:
    for link in case.behind.links:
        yield link.address, (None, link.at, link.part)
    for pattern in (_ADDRESS, _LOCAL_PATH):
        for match in pattern.finditer(case.text):
            at, part = case.place(match.start())
            yield match[0].rstrip(".,;"), (match.start(), at, part)


def _short(address: str) -> str:
    address = _PERSONAL.sub(lambda match: masks.number(match[0]), address)
    return address if len(address) <= _LONGEST else address[:_LONGEST] + "…"
