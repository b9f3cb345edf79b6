"""Headers, escaping, file names, tampering: what a stranger may try."""

import io
import json
import logging
import zipfile

import pytest
from django.test import Client, override_settings

from gongkai_web.reports.uploads import safe_name
from tests.platform.pages import begun, checked, edited, hidden, text, upload

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


def test_every_page_has_a_strict_policy(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
def test_every_page_has_the_headers(client: Client, name: str, value: str) -> None:
    assert client.get("/check/").headers[name] == value


def test_the_language_and_view_cookies_are_out_of_reach_of_scripts(client: Client) -> None:
    cookie = client.post("/preferences/", {"view": "elder"}).cookies["gongkai_view"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_no_page_holds_inline_script_or_style(client: Client, sample) -> None:
    for response in (
        client.get("/"),
        client.get("/tools/"),
        client.get("/compile/"),
        checked(client, sample("seed-002.txt")),
        begun(client),
    ):
        page = response.content.decode()
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick=" not in page


def test_script_in_a_report_is_shown_as_text(client: Client, sample) -> None:
    words = sample("seed-001.txt").read_text(encoding="utf-8")
    words = words.replace("大峪镇坚持", f"大峪镇{SCRIPT}<img src=x onerror=alert(1)>坚持")
    page = client.post("/check/", {"files": upload(words.encode(), f"{SCRIPT}.txt")}).content.decode()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert "<img src=x" not in page


def test_script_in_typed_text_is_shown_as_text(client: Client) -> None:
    page = edited(client, begun(client), agency=SCRIPT, title=SCRIPT, signed_on=SCRIPT, requests__new__total=SCRIPT)
    assert SCRIPT not in page.content.decode()
    assert SCRIPT in text(page)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\年报.docx", "年报.docx"),
        ('a"b\r\nSet-Cookie: x.txt', "abSet-Cookie x.txt"),
        ("", "未命名"),
        ("...", "未命名"),
        ("\u202egnp.exe", "gnp.exe"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_file_names_are_made_harmless(given: str, shown: str) -> None:
    assert safe_name(given) == shown


def test_a_download_is_saved_and_never_opened_in_the_page(client: Client, sample) -> None:
    page = checked(client, sample("seed-001.txt"))
    response = client.post("/check/download/json/", hidden(page))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="report.json"; filename*=UTF-8')
    assert "\n" not in response.headers["Content-Disposition"]


TAMPERINGS = {
    "not json": "{",
    "empty": "",
    "a list": "[]",
    "another schema": '{"schema": "x/1"}',
    "deep": "[" * 100_000,
    "huge number": '{"schema": "gongkai.report/1", "year": ' + "9" * 5000 + "}",
    "impossible year": '{"schema": "gongkai.report/1", "year": 99999}',
    "control character": '{"schema": "gongkai.report/1", "title": "\\u0000"}',
    "half a character": '{"schema": "gongkai.report/1", "title": "\\ud800"}',
    "wrong type": '{"schema": "gongkai.report/1", "sections": {"a": 1}}',
    "not a number": '{"schema": "gongkai.report/1", "year": NaN}',
    "invented table": '{"schema": "gongkai.report/1", "format": "2021", "tables": {"x": {"state": "number"}}}',
}


@pytest.mark.parametrize(
    "address", ["/check/again/", "/check/download/docx/", "/compile/edit/", "/compile/live/", "/compile/download/pdf/"]
)
@pytest.mark.parametrize("state", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_tampered_report_is_refused_in_words(client: Client, address: str, state: str) -> None:
    response = client.post(address, {"report": state})
    assert response.status_code == 422
    words = response.json()["error"] if "live" in address else text(response)
    assert "请重新上传" in words


def test_a_huge_number_in_a_cell_is_refused(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    report = json.loads(fields["report"])
    report["tables"]["requests"]["new"]["total"]["value"] = 10**30
    assert client.post("/check/again/", fields | {"report": json.dumps(report)}).status_code == 422


def test_findings_that_come_back_are_computed_again(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    report = json.loads(fields["report"])
    report["findings"] = [{"rule": "T3-ROW", "severity": "error", "message": "编出来的错误", "cells": []}]
    assert "编出来的错误" not in text(client.post("/check/again/", fields | {"report": json.dumps(report)}))


@pytest.mark.parametrize(
    "source", ["{", "[]", '{"blocks": 1}', '{"blocks": [{"n": "x"}], "cut": 1}', "null", "[" * 99999]
)
def test_a_tampered_source_is_no_source(client: Client, sample, source: str) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    response = client.post("/check/again/", fields | {"source": source})
    assert response.status_code == 200
    assert "没有原文可以显示" in text(response)


def test_a_forged_key_does_not_reach_the_page(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt"))) | {"key": '"><script>'}
    assert '"><script>' not in client.post("/check/again/", fields).content.decode()


def test_a_crash_while_reading_takes_nothing_along_and_logs_no_contents(
    client: Client, sample, monkeypatch, caplog
) -> None:
    from gongkai import reading

    real = reading.read_with_source

    def broken(data: bytes, name: str, **limits):
        if name == "bad.txt":
            raise RuntimeError("机密内容")
        return real(data, name, **limits)

    monkeypatch.setattr(reading, "read_with_source", broken)
    logger = logging.getLogger("gongkai_web")
    monkeypatch.setattr(logger, "propagate", True)
    files = [upload("机密内容".encode(), "bad.txt"), upload(sample("seed-001.txt").read_bytes(), "good.txt")]
    page = text(client.post("/check/", {"files": files}))
    assert "没有读成" in page
    assert "大峪镇人民政府" in page
    assert caplog.records
    formatted = [handler.format(record) for handler in _console_handlers() for record in caplog.records]
    assert formatted
    assert all("机密内容" not in line and "RuntimeError" in line for line in formatted)


def _console_handlers() -> list[logging.Handler]:
    return [handler for handler in logging.getLogger("gongkai_web").handlers if handler.formatter]


def test_formulas_are_neutralised_in_the_workbook(client: Client) -> None:
    page = edited(client, begun(client, agency="=HYPERLINK(1)"), title="=1+1")
    data = client.post("/compile/download/xlsx/", hidden(page)).content
    sheets = zipfile.ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in sheets.read(name) for name in sheets.namelist() if "worksheets" in name)


@override_settings(MAX_FILE_BYTES=100)
def test_one_file_too_large_does_not_take_the_others_along(client: Client) -> None:
    page = text(client.post("/check/", {"files": [upload(b"x" * 200, "big.txt"), upload(b"ok", "ok.txt")]}))
    assert "文件超过" in page
    assert "big.txt" in page
