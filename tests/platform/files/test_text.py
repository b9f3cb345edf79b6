"""The words of a file: read once, and only where that is quick."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from django.utils import timezone

from gongkai.errors import MissingExtraError
from gongkai_web.files import services, storage, text
from gongkai_web.files.models import FileText, StoredFile
from gongkai_web.files.purging import purge
from gongkai_web.files.text import text_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.preview import Preview, preview
from tests.platform.files.making import PDF, PNG, compound, word, zipped

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def stored(town: Organ, clerk: Person, name: str, content: bytes) -> StoredFile:
    return services.store(by=clerk, organ=town, name=name, content=content)


def with_table() -> bytes:
    document = docx.Document()
    document.add_paragraph("补贴名单")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "柳林村", "1200"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


READ = [
    ("名单.docx", with_table(), "补贴名单\n柳林村\t1200"),
    ("说明.txt", "第一行\r\n第二行".encode("gb18030"), "第一行\n第二行"),
]


@pytest.mark.parametrize(("name", "content", "words"), READ, ids=[name for name, *_ in READ])
def test_words_by_line_and_cells_by_tab(town: Organ, clerk: Person, name: str, content: bytes, words: str) -> None:
    assert text_of(stored(town, clerk, name, content)) == words


def test_a_pdf_with_words(town: Organ, clerk: Person) -> None:
    assert "政府信息公开" in text_of(stored(town, clerk, "年报.pdf", (SAMPLES / "text-layer.pdf").read_bytes()))


SILENT = [
    ("照片.png", PNG, "slow"),
    ("通知.doc", compound("WordDocument"), "slow"),
    ("坏.pdf", PDF, "unreadable"),
    ("包.zip", zipped({"一.txt": "字".encode()}), "unreadable"),
    ("版式.ofd", zipped({"OFD.xml": b"<OFD/>"}), "unreadable"),
]


@pytest.mark.parametrize(("name", "content", "state"), SILENT, ids=[name for name, *_ in SILENT])
def test_what_cannot_be_read_quickly_has_no_words(
    town: Organ, clerk: Person, name: str, content: bytes, state: str
) -> None:
    assert text_of(stored(town, clerk, name, content)) == ""
    assert FileText.objects.get().state == state


def test_a_content_is_read_once(town: Organ, clerk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    first = stored(town, clerk, "一.docx", word("全文"))
    assert text_of(first) == "全文"
    monkeypatch.setattr(text, "load", None)
    assert text_of(stored(town, clerk, "二.docx", services.content(first))) == "全文"


def test_a_sealed_file_has_no_words_for_anybody(town: Organ, clerk: Person) -> None:
    file = stored(town, clerk, "原件.docx", word("未遮盖的原件"))
    text_of(file)
    services.seal(by=clerk, file=file)
    assert text_of(file) == ""


def test_what_the_disk_has_lost_is_asked_for_again(town: Organ, clerk: Person) -> None:
    file = stored(town, clerk, "通知.docx", word("全文"))
    content = services.content(file)
    storage.path_of(file.sm3).unlink()
    assert text_of(file) == ""
    storage.write(file.sm3, content)
    assert text_of(file) == "全文"


def test_so_is_what_needed_a_package(town: Organ, clerk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(*_: object, **__: object) -> None:
        raise MissingExtraError.of("reading .docx", "docx")

    monkeypatch.setattr(text, "load", lacks)
    assert text_of(stored(town, clerk, "通知.docx", word())) == ""
    assert not FileText.objects.exists()


def test_words_go_with_their_file(town: Organ, clerk: Person) -> None:
    text_of(stored(town, clerk, "通知.docx", word()))
    purge(now=timezone.now() + timedelta(days=2))
    assert not FileText.objects.exists()


def test_a_document_is_previewed_as_a_page(town: Organ, clerk: Person) -> None:
    file = stored(town, clerk, "名单.docx", with_table())
    assert preview(file).html == "<p>补贴名单</p><table><tbody><tr><td>柳林村</td><td>1200</td></tr></tbody></table>"


def test_a_pdf_is_shown_by_the_browser(town: Organ, clerk: Person) -> None:
    file = stored(town, clerk, "文件.pdf", PDF)
    assert preview(file) == Preview(address=f"{file.get_absolute_url()}?inline=1")


def test_other_kinds_are_for_downloading(town: Organ, clerk: Person) -> None:
    assert preview(stored(town, clerk, "通知.doc", compound("WordDocument"))) == Preview()


def test_a_document_that_cannot_be_previewed_says_why(town: Organ, clerk: Person) -> None:
    file = stored(town, clerk, "空.docx", zipped({"word/document.xml": b"<x>"}))
    assert "打不开" in preview(file).problem
