"""The platform's English: python -m tools.messages update | compile | check. Needs no gettext programs.

The back office speaks Chinese only, so its texts are not collected. `update` collects those of the public pages into
locale/en/…/django.po, `compile` writes the .mo that Django reads; `check` fails when either is stale or a text has no
translation.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "gongkai_web"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
HEADER = "# English of the platform's pages. The texts themselves are Chinese and stand in templates and code.\n"

_TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
_CALL = re.compile(r"""_\(\s*"([^"]+)"\s*\)""")
_BLOCK = re.compile(r"\{%\s*blocktranslate([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")

Text = str | tuple[str, str]

BACK_OFFICE = {
    *(
        "account",
        "affairs",
        "allauth",
        "audit",
        "catalogues",
        "channels",
        "export",
        "files",
        "frame",
        "complaints",
        "mailbox",
        "mfa",
        "office",
        "organs",
    ),
    *("publishing", "socialaccount", "usersessions", "workflow"),
}
"""Apps, and folders of templates, whose pages are for the office's own people."""

ALSO_OFFICE = {
    "_editor_tools.html",
    "portal/theme.html",
    "portal/settings_card.py",
    "portal/forms.py",
    "portal/views/theme.py",
}
_PUBLIC_AFFAIRS = {
    "affairs/public_affair.html",
    "affairs/public_affairs.html",
    "affairs/public.py",
    "affairs/stages.py",
}
_PUBLIC_MAILBOX = {
    *(f"mailbox/public_{page}.html" for page in ("mailbox", "write", "receipt", "query", "mine", "letters", "letter")),
    *(f"mailbox/public_{page}.html" for page in ("opinions", "consultation", "say")),
    *(f"mailbox/{name}.py" for name in ("public", "public_forms", "kinds", "receiving", "rating", "limits")),
    *(f"mailbox/{name}.py" for name in ("converting", "opinions", "consulting", "models/consultations", "notifying")),
}
_PUBLIC_COMPLAINTS = {
    *(f"complaints/{name}.py" for name in ("public", "public_forms", "kinds", "services")),
    *(f"complaints/public_{page}.html" for page in ("write", "elsewhere")),
}
_PUBLIC_FRAME = {
    "frame/codes.py",
    "frame/offered_ways.py",
    "frame/_elsewhere.html",
    "mailbox/apps.py",
    "mailbox/finding.py",
}
ALSO_PUBLIC = _PUBLIC_AFFAIRS | _PUBLIC_MAILBOX | _PUBLIC_COMPLAINTS | _PUBLIC_FRAME
"""Files of the one kind in a folder of the other."""


def in_template(source: str) -> Iterator[Text]:
    """Texts as Django looks them up: a block's variables become %(name)s."""
    for match in _TRANSLATE.finditer(source):
        yield match[1] or match[2]
    for match in _CALL.finditer(source):
        yield match[1]
    for match in _BLOCK.finditer(source):
        parts = [_VARIABLE.sub(r"%(\1)s", part) for part in _PLURAL.split(match[2])]
        yield parts[0] if len(parts) == 1 else (parts[0], parts[1])


def in_code(source: bytes) -> Iterator[Text]:
    for _, _, text, _ in extract_python(io.BytesIO(source), ["_", "gettext", "gettext_lazy"], [], {}):
        if isinstance(text, str):
            yield text


def collected() -> list[Text]:
    """Every text, in the order of files and lines, each once."""
    texts: dict[Text, None] = {}
    for file in _public([*sorted(PACKAGE.rglob("*.html")), *sorted((PACKAGE / "templates").rglob("*.txt"))]):
        texts |= dict.fromkeys(in_template(file.read_text(encoding="utf-8")))
    for file in _public(sorted(PACKAGE.rglob("*.py"))):
        texts |= dict.fromkeys(in_code(file.read_bytes()))
    return list(texts)


def _public(files: list[Path]) -> list[Path]:
    return [file for file in files if _is_public(file.relative_to(PACKAGE))]


def _is_public(file: Path) -> bool:
    name = file.as_posix().removeprefix("templates/")
    return name in ALSO_PUBLIC or (name not in ALSO_OFFICE and BACK_OFFICE.isdisjoint(file.parts[:-1]))


def known() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def updated(before: Catalog) -> Catalog:
    """A catalogue of exactly the texts that are in use, with the translations there are."""
    fresh = Catalog(locale="en", charset="utf-8", fuzzy=False)
    fresh.header_comment = HEADER.rstrip()
    for text in collected():
        message = before.get(text[0] if isinstance(text, tuple) else text)
        translation = message.string if isinstance(message, Message) else ""
        if isinstance(text, tuple) and not isinstance(translation, tuple):
            translation = (translation, translation)
        fresh.add(text, translation, flags=["python-format"] if "%(" in str(text) else [])
    return fresh


def po_of(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=False, no_location=True)
    # The dates of the header would make every run a change.
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision', '"Last-Tr'))
    ).encode()


def mo_of(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    return [str(m.id) for m in catalog if m.id and not all(m.string if isinstance(m.string, tuple) else (m.string,))]


def problems() -> list[str]:
    """What a check finds; empty when everything is in order."""
    catalog = known()
    found = [f"not translated: {text}" for text in untranslated(catalog)]
    if po_of(updated(catalog)) != PO.read_bytes():
        found.append(f"{PO.name} is stale: python -m tools.messages update")
    if not MO.exists() or mo_of(clean(catalog)) != MO.read_bytes():
        found.append(f"{MO.name} is stale: python -m tools.messages compile")
    return found


def clean(catalog: Catalog) -> Catalog:
    """Without a date of creation, so that the same texts always make the same file."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalog


def main() -> int:
    act = sys.argv[1] if len(sys.argv) == 2 else ""
    if act == "update":
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po_of(updated(known())))
        print(f"{PO.relative_to(ROOT)}: {len(untranslated(known()))} not translated")
    elif act == "compile":
        MO.write_bytes(mo_of(clean(known())))
    elif act == "check":
        found = problems()
        print("\n".join(found) or "translations: complete")
        return bool(found)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
