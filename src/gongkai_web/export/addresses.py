"""Where each page lies in the folder, and what becomes of a link of the portal in it: relative, or no link at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from gongkai_web.files.kinds import KINDS
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Column

HOME, CONTENT, DOCUMENTS = "index.html", "content/index.html", "documents/index.html"
GUIDE, RULES, REPORTS = "guide.html", "rules/index.html", "reports/index.html"
REQUESTS, FORM, FORM_FILE = "requests.html", "request-form.html", "request-form.docx"
AFFAIRS = "affairs/index.html"
LETTERS = "letters/index.html"
ATOM, RSS = "feed.atom", "feed.rss"
STYLE, THEME_STYLE = "gongkai.css", "theme.css"
MANIFEST, PUBLIC_KEY = "manifest.json", "public-key.pem"
DELETIONS, SIGNATURE = "deletions.json", "deletions.json.sig"
_A_FOLDER = 1000
"""Items and files in one folder of the host, about: some file managers stand no more."""

_LINK = re.compile(r' (href|src)="(/[^"]*)"')
_ITEM, _FILE = re.compile(r"/open/items/(\d+)/\Z"), re.compile(r"/files/(\d+)/")
_LETTER = re.compile(r"/open/[^/]+/mailbox/letters/(\d+)/\Z")
_AFFAIR = re.compile(r"/open/[^/]+/affairs/(\d+)/\Z")


def item_page(pk: int) -> str:
    return f"items/{pk // _A_FOLDER}/{pk}.html"


def file_path(file: StoredFile) -> str:
    """Without its own name, which may hold anything: the page offers the file under it."""
    return f"files/{file.pk // _A_FOLDER}/{file.pk}.{KINDS[file.kind].suffixes[0]}"


def column_page(code: str) -> str:
    return f"columns/{code}/index.html"


def affair_page(pk: int) -> str:
    return f"affairs/{pk}.html"


def letter_page(pk: int) -> str:
    """Of a letter that was made public, by the publication's number."""
    return f"letters/{pk}.html"


def inside(url: str) -> str:
    """Where the portal's page of something besides items lies in the folder, "" where it does not."""
    letter = _LETTER.match(url)
    return letter_page(int(letter[1])) if letter else ""


def part(first: str, number: int) -> str:
    """The numbered parts of a list stand beside its first page: 1 is the oldest."""
    return f"{first.removesuffix('index.html')}{number}.html"


def relative(from_page: str, to: str) -> str:
    return "../" * from_page.count("/") + to


@dataclass(slots=True)
class Addresses:
    """`items` are those whose pages are in the folder; `elsewhere` is where the portal itself stands, if that is known."""

    organ: Organ
    columns: tuple[Column, ...]
    items: frozenset[int] = frozenset()
    elsewhere: str = ""
    _fixed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        code = self.organ.code
        for name, path in _FIXED.items():
            self._fixed[reverse(name, args=[code])] = path
        for form, path in (("rss", RSS), ("atom", ATOM)):
            self._fixed[reverse("open_feed", args=[code, form])] = path
        for column in self.columns:
            # One called rules stands at the portal under the address of the rules themselves.
            self._fixed.setdefault(reverse("open_column", args=[code, column.code]), column_page(column.code))

    def rewritten(self, html: str, page: str, files: Mapping[int, str] | None = None) -> str:
        """Every link of the portal made one within the folder; what leads nowhere is no link any more."""

        def instead(match: re.Match[str]) -> str:
            found = self._target(match[2].partition("?")[0], files or {})
            if found:
                return f' {match[1]}="{relative(page, found)}"'
            return f' {match[1]}="{self.elsewhere}{match[2]}"' if self.elsewhere else ""

        return _LINK.sub(instead, html)

    def _target(self, address: str, files: Mapping[int, str]) -> str:
        if address in self._fixed:
            return self._fixed[address]
        item = _ITEM.match(address)
        if item:
            return item_page(int(item[1])) if int(item[1]) in self.items else ""
        affair = _AFFAIR.match(address)
        if affair:
            return affair_page(int(affair[1]))
        letter = _LETTER.match(address)
        if letter:
            return letter_page(int(letter[1]))
        file = _FILE.match(address)
        return files.get(int(file[1]), "") if file else ""


_FIXED = {
    "open_organ": HOME,
    "open_content": CONTENT,
    "open_documents": DOCUMENTS,
    "open_guide": GUIDE,
    "open_rules": RULES,
    "open_reports": REPORTS,
    "open_requests": REQUESTS,
    "open_request_form": FORM,
    "open_request_docx": FORM_FILE,
    "open_affairs": AFFAIRS,
    "open_mailbox_letters": LETTERS,
}
