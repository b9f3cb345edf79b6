"""Attachments that no web page can read: said as an open finding, and checked by their recognised words where there are any."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report import Severity
from gongkai_web.files.models import FileText, StoredFile
from gongkai_web.files.services import store
from gongkai_web.publishing.drafting import attach
from gongkai_web.publishing.findings import Checked, checked
from tests.platform.files.making import PNG
from tests.platform.publishing.office import NOW, Office, draft, township

pytestmark = pytest.mark.django_db


def of_files(office: Office, name: str, content: bytes) -> tuple[StoredFile, list[Checked]]:
    item = draft(office)
    file = store(by=office.clerk, organ=office.organ, name=name, content=content)
    attach(by=office.clerk, item=item, file=file, now=NOW)
    return file, found(item)


def found(item) -> list[Checked]:
    return [one for one in checked(item.revisions.get(), NOW.date()) if one.file]


@pytest.fixture
def word_97() -> bytes:
    [path] = (Path(__file__).resolve().parents[2] / "samples").rglob("word-97.doc")
    return path.read_bytes()


def test_what_must_be_converted_or_recognised_is_said_not_to_have_been_looked_at(word_97: bytes) -> None:
    for name, content in (("名单.doc", word_97), ("扫描.png", PNG)):
        _file, [one] = of_files(township(f"T{len(name)}{len(content)}", "青山县白云乡人民政府"), name, content)
        assert (one.finding.rule, one.finding.severity) == ("PF-UNCHECKED", Severity.WARNING)
        assert one.finding.message.startswith("附件文字尚未检查：")


def test_what_was_recognised_meanwhile_is_checked(word_97: bytes) -> None:
    office = township()
    file, _ = of_files(office, "名单.doc", word_97)
    text = "联系人身份证号 11010519491231002X。"
    FileText.objects.update_or_create(sm3=file.sm3, defaults={"state": "read", "text": text})
    first, *_rest = sorted(found(file.attachments.get().revision.item), key=lambda one: one.finding.rule)
    assert (first.finding.rule, first.blocks) == ("PF-ID", True)
    assert "识别的文字" in first.where
    assert any("按识别出来的文字检查" in one.finding.message for one in _rest)
