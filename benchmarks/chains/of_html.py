"""What browsers, text browsers and libraries make of a web page; and the page in other wrappings."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable

from benchmarks.chains.of_pdf import markitdown
from benchmarks.chains.of_word import pandoc
from benchmarks.chains.step import Step, Unusable, on_file

CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")
_INNER_TEXT = (
    b"<script>window.onload=function(){var t=document.body.innerText;document.body.innerHTML='<pre id=\"all\"></pre>';"
    b"document.getElementById('all').textContent=t;}</script>"
)


def _print_to_pdf(data: bytes) -> bytes:
    return on_file(data, "html", *CHROMIUM, "--no-pdf-header-footer", "--print-to-pdf={out}", "{}", gives="pdf")


def _inner_text(data: bytes) -> bytes:
    """What one copies from the page in a browser, nearly."""
    page = on_file(data.replace(b"</body>", _INNER_TEXT + b"</body>"), "html", *CHROMIUM, "--dump-dom", "{}").decode()
    found = re.search(r'<pre id="all">(.*?)</pre>', page, re.DOTALL)
    if not found:
        raise Unusable("chromium gave no text")
    return html.unescape(found[1]).encode()


def _weasy(data: bytes) -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=_text(data)).write_pdf())


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _soup(separator: str, *, strip: bool) -> Callable[[bytes], bytes]:
    def extract(data: bytes) -> bytes:
        from bs4 import BeautifulSoup

        page = BeautifulSoup(_text(data), "lxml")
        for script in page(["script", "style"]):
            script.decompose()
        return page.get_text(separator, strip=strip).encode()

    return extract


def _soup_rows(data: bytes) -> bytes:
    """Rows of the tables as lists, the rest as paragraphs: the usual crawler."""
    from bs4 import BeautifulSoup

    page, out = BeautifulSoup(_text(data), "lxml"), []
    for part in page.find_all(["p", "h1", "tr"]):
        if part.name == "tr":
            out.append("\t".join(cell.get_text(strip=True) for cell in part.find_all(["td", "th"], recursive=False)))
        elif not part.find_parent("tr"):
            out.append(part.get_text(strip=True))
    return "\n".join(out).encode()


def _html2text(data: bytes) -> bytes:
    import html2text

    maker = html2text.HTML2Text(bodywidth=0)
    return maker.handle(_text(data)).encode()


def _inscriptis(data: bytes) -> bytes:
    from inscriptis import get_text

    return get_text(_text(data)).encode()


def _trafilatura(data: bytes) -> bytes:
    import trafilatura

    text = trafilatura.extract(_text(data), include_tables=True, favor_recall=True)
    if not text:
        raise Unusable("trafilatura found no text")
    return text.encode()


def _as_mht(data: bytes) -> bytes:
    """The page as a browser saves it in one file."""
    body = base64.encodebytes(data).decode()
    head = 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="--b1"\n\n'
    part = "----b1\nContent-Type: text/html\nContent-Transfer-Encoding: base64\nContent-Location: http://example.cn/1.html\n\n"
    return (head + part + body + "\n----b1--\n").encode()


def _as_json(data: bytes) -> bytes:
    page = re.search(r"<body>(.*)</body>", _text(data), re.DOTALL)
    inner = page[1] if page else _text(data)
    record = {"id": 4711, "title": "年度报告", "clicks": 82, "content": inner}
    return json.dumps({"code": 200, "data": {"rows": [record], "total": 1}}, ensure_ascii=True).encode()


def _as_script(data: bytes) -> bytes:
    page = re.search(r"<body>(.*)</body>", _text(data), re.DOTALL)
    inner = json.dumps(page[1] if page else _text(data), ensure_ascii=False).replace("/", "\\/")
    return f"var pageId = 4711;\nvar article = {{\n  clicks: 82,\n  body: {inner}\n}};\n".encode()


def _dump(*command: str) -> Callable[[bytes], bytes]:
    return lambda data: on_file(_text(data).replace("gb2312", "utf-8", 1).encode(), "html", *command, "{}")


def _pandoc(to: str) -> Callable[[bytes], bytes]:
    return lambda data: pandoc("html", to)(_text(data).encode())


def _page(one: Callable[[bytes], bytes], need: str, suffix: str, group: str, *, blanks: bool = True) -> Step:
    return Step("html", suffix, group, one, shows_blanks=blanks, needs=(need,) if need else ())


STEPS: dict[str, Step] = {
    "chromium pdf": _page(_print_to_pdf, "chromium", "pdf", "pdf of a browser"),
    "weasyprint": _page(_weasy, ":weasyprint", "pdf", "pdf of a browser"),
    "wkhtmltopdf": _page(
        lambda data: on_file(data, "html", "wkhtmltopdf", "-q", "{}", "{out}", gives="pdf"), "wkhtmltopdf", "pdf", "pdf of a browser"
    ),
    "inner text": _page(_inner_text, "chromium", "txt", "text copied from a browser"),
    "soup bare": Step("html", "txt", "get_text", _soup("", strip=False), shows_blanks=False, glues=True, needs=(":bs4",)),
    "soup lines": _page(_soup("\n", strip=True), ":bs4", "txt", "get_text by lines", blanks=False),
    "soup loose lines": _page(_soup("\n", strip=False), ":bs4", "txt", "get_text by lines", blanks=False),
    "soup bars": _page(_soup("|", strip=True), ":bs4", "txt", "get_text by bars", blanks=False),
    "soup spaces": _page(_soup(" ", strip=True), ":bs4", "txt", "get_text by spaces", blanks=False),
    "soup rows": _page(_soup_rows, ":bs4", "txt", "get_text by rows"),
    "html2text": _page(_html2text, ":html2text", "md", "html2text"),
    "inscriptis": _page(_inscriptis, ":inscriptis", "txt", "inscriptis"),
    "trafilatura": _page(_trafilatura, ":trafilatura", "txt", "trafilatura"),
    "markitdown html": _page(markitdown("html"), ":markitdown", "md", "markitdown of html"),
    "pandoc html gfm": _page(_pandoc("gfm"), "pandoc", "md", "pandoc Markdown"),
    "pandoc html plain": _page(_pandoc("plain"), "pandoc", "txt", "pandoc plain text"),
    "lynx": _page(_dump("lynx", "-dump", "-nolist", "-display_charset=utf-8"), "lynx", "txt", "lynx", blanks=False),
    "w3m": _page(_dump("w3m", "-dump", "-I", "utf-8", "-O", "utf-8", "-T", "text/html"), "w3m", "txt", "w3m"),
    "elinks": _page(_dump("elinks", "-dump", "-dump-charset", "utf-8", "-no-references"), "elinks", "txt", "elinks"),
    "mht": _page(_as_mht, "", "mht", "mht"),
    "json": _page(_as_json, "", "json", "json holding a page"),
    "javascript": _page(_as_script, "", "js", "json holding a page"),
}  # fmt: skip
