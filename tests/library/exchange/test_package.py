"""A county's zip: the same reports give the same bytes, what was changed or tricked in is named, the rest is taken."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.exchange import (
    Attachment,
    Entry,
    PackageError,
    Standing,
    compared,
    content_digest,
    differences,
    into_folder,
    opened,
    package,
    workbook_differs,
)
from gongkai.exchange.manifest import MANIFEST, digest
from gongkai.reading import Limits
from gongkai.report import AnnualReport, Cell, loads, to_json
from tests.library.writing.reports import built, collapsed, random_reports

Change = Callable[[dict[str, bytes]], None]


def named(name: str) -> AnnualReport:
    return replace(built(), agency=name)


@lru_cache(maxsize=1)
def county() -> bytes:
    entries = [
        Entry(
            named("大峪镇人民政府"),
            code="11370000MB0000001X",
            attachments=[Attachment("说明.pdf", b"%PDF-1.7", "盖章件")],
        ),
        Entry(replace(collapsed(), agency="小河乡人民政府")),
    ]
    return package(entries, year=2023, county="青川县")


def read(data: bytes, **options: Limits) -> tuple[dict[str, AnnualReport], list[str]]:
    found = opened(io.BytesIO(data), "全县.zip", **options)
    taken = {item.organ.name: item for item in found.organs()}
    refused = [*found.refused, *(refused for item in taken.values() for refused in item.refused)]
    return {name: item.report for name, item in taken.items()}, [str(one) for one in refused]


def changed(data: bytes, change: Change) -> bytes:
    """The zip with its members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def of(members: dict[str, bytes], organ: str, file: str) -> str:
    return next(name for name in members if organ in name and name.endswith(file))


def remade(members: dict[str, bytes], change: Callable[[dict], None]) -> None:
    tree = json.loads(members[MANIFEST])
    change(tree)
    members[MANIFEST] = json.dumps(tree).encode()


def test_a_folder_for_each_organ_and_a_manifest_with_digests() -> None:
    with zipfile.ZipFile(io.BytesIO(county())) as archive:
        tree = json.loads(archive.read(MANIFEST))
        names = [file["path"].rpartition("大峪镇人民政府/")[2] for file in tree["organs"][0]["files"]]
        assert names == ["report.json", "report.xlsx", "report.txt", "attachments/01-说明.pdf"]
        for organ in tree["organs"]:
            for file in organ["files"]:
                data = archive.read(file["path"])
                assert (len(data), digest(data)) == (file["bytes"], file["sm3"])
    assert (tree["schema"], tree["year"], tree["county"]) == ("gongkai.exchange/1", 2023, "青川县")


def test_what_was_packed_comes_out() -> None:
    reports, refused = read(county())
    assert refused == []
    (first, _) = opened(io.BytesIO(county()), "x").organs()
    assert first.attachments == (Attachment("说明.pdf", b"%PDF-1.7", "盖章件"),)
    for name, report in (("大峪镇人民政府", named("大峪镇人民政府")), ("小河乡人民政府", collapsed())):
        report = replace(report, agency=name)
        assert differences(reports[name], report) == ()
        assert to_json(reports[name])["tables"] == to_json(report)["tables"]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_reports())
def test_any_report_comes_out_the_same_and_twice_gives_the_same_bytes(report: AnnualReport) -> None:
    entries = [Entry(report), Entry(report, name="另一机关")]
    data = package(entries, year=report.year or 0)
    assert data == package(reversed(entries), year=report.year or 0)
    package_ = opened(io.BytesIO(data), "x.zip")
    taken = list(package_.organs())
    assert len(taken) == 2 and package_.refused == []
    for item in taken:
        assert to_json(item.report) == to_json(loads(json.dumps(to_json(report))))
        assert workbook_differs(package_, item) == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "以外的位置"),
        ("/etc/passwd", "以外的位置"),
        ("organs/a/../../b", "以外的位置"),
        ("organs\\a\\report.json", "不允许的字符"),
        ("C:/windows/a", "不允许的字符"),
        ("organs/\u202eexe.a", "不允许的字符"),
        ("organs//a", "以外的位置"),
        ("别的.txt", "清单里没有"),
    ],
)
def test_tricks_with_names_are_named_and_the_rest_is_taken(name: str, told: str) -> None:
    reports, refused = read(changed(county(), lambda members: members.update({name: b"x"})))
    assert len(reports) == 2 and len(refused) == 1 and told in refused[0]


def test_links_are_refused() -> None:
    out = io.BytesIO(county())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("organs/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    reports, refused = read(out.getvalue())
    assert len(reports) == 2 and refused == ["organs/link：不是普通文件（链接或设备），没有采用"]


def test_of_two_members_with_one_name_neither_is_taken() -> None:
    out = io.BytesIO(county())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        name = next(name for name in archive.namelist() if "小河" in name and name.endswith("report.json"))
        archive.writestr(name, b"{}")
    reports, refused = read(out.getvalue())
    assert list(reports) == ["大峪镇人民政府"] and any("两份" in text for text in refused)


def falsify(members: dict[str, bytes]) -> None:
    """A number is changed and its digest with it: the digest of what the report states still tells."""
    path = of(members, "小河", "report.json")
    data = members[path].replace(b'"value": 7', b'"value": 8', 1)
    assert data != members[path]
    members[path] = data

    def change(tree: dict) -> None:
        file = next(file for organ in tree["organs"] for file in organ["files"] if file["path"] == path)
        file.update(sm3=digest(data), bytes=len(data))

    remade(members, change)


def put(file: str, content: bytes) -> Change:
    return lambda members: members.update({of(members, "小河", file): content})


@pytest.mark.parametrize(
    ("change", "left", "told"),
    [
        (put("report.json", b"{}"), 1, "SM3 不符"),
        (put("report.json", b"0" * 60_000_000), 1, "过大"),
        (put("report.xlsx", b"x"), 2, "report.xlsx：内容与清单的 SM3 不符"),
        (put("report.txt", b"x"), 2, "report.txt：内容与清单的 SM3 不符"),
        (lambda members: members.pop(of(members, "小河", "report.json")), 1, "压缩包里没有"),
        (lambda members: members.pop(of(members, "小河", "report.xlsx")), 2, "压缩包里没有"),
        (falsify, 1, "摘要不符"),
        (lambda members: remade(members, lambda tree: tree.update(year=2022)), 0, "统计年度是2023，不是2022"),
    ],
)
def test_bad_members_are_named_and_the_rest_is_taken(change: Change, left: int, told: str) -> None:
    reports, refused = read(changed(county(), change))
    assert len(reports) == left and told in "；".join(refused)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda tree: tree.update(schema="gongkai.exchange/9"), "不是 gongkai.exchange/1"),
        (lambda tree: tree.update(year="2023"), "year"),
        (lambda tree: tree["organs"].append(tree["organs"][0]), "出现了两次"),
        (lambda tree: tree["organs"][0]["files"].append(tree["organs"][1]["files"][0]), "不在这个机关的文件夹里"),
        (lambda tree: tree["organs"][0]["files"][0].update(path="../x"), "以外的位置"),
        (lambda tree: tree["organs"][0]["files"][0].update(sm3="0"), "SM3"),
        (lambda tree: tree["organs"][0].update(files=[]), "有且只有一份"),
        (lambda tree: tree["organs"][0].update(name=" "), "机关名称"),
        (lambda tree: tree["organs"][0]["files"][0].update(bytes=True), "字节数"),
    ],
)
def test_a_wrong_manifest_is_one_error_that_says_where(change: Callable[[dict], None], told: str) -> None:
    with pytest.raises(PackageError) as told_of:
        read(changed(county(), lambda members: remade(members, change)))
    assert told in str(told_of.value)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"x" * 100, changed(county(), lambda members: members.pop(MANIFEST))]
)
def test_what_is_no_package_is_one_error(data: bytes) -> None:
    with pytest.raises(PackageError):
        read(data)


def test_limits_hold() -> None:
    data = county()
    with pytest.raises(PackageError, match="上限"):
        read(data, limits=Limits(bytes=100))
    _, refused = read(data, limits=Limits(unpacked=80_000))
    assert any("过大" in text for text in refused)


def test_taken_twice_nothing_changes_and_a_difference_is_shown_not_written(tmp_path: Path) -> None:
    def take(data: bytes) -> list[Standing]:
        return [item.standing for item in into_folder(opened(io.BytesIO(data), "x.zip"), tmp_path)]

    def kept() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert take(county()) == [Standing.NEW] * 2
    before = kept()
    assert take(county()) == [Standing.SAME] * 2 and kept() == before
    other = replace(named("大峪镇人民政府"), tables=built().tables | {"requests.new.business": Cell.blank()})
    data = package([Entry(other, code="11370000MB0000001X")], year=2023)
    (item,) = compared(opened(io.BytesIO(data), "x.zip"), lambda _: named("大峪镇人民政府"))
    assert [str(found) for found in item.differences] == [
        "表三“本年新收政府信息公开申请数量”商业企业：原为“0”，现为“（空）”"
    ]
    assert take(data) == [Standing.DIFFERS] and kept() == before


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([Entry(replace(built(), agency=None))], "没有机关名称"),
        ([Entry(built(2022))], "统计年度"),
        ([Entry(built()), Entry(built())], "两份报告"),
    ],
)
def test_what_cannot_be_packed(entries: list[Entry], told: str) -> None:
    with pytest.raises(PackageError, match=told):
        package(entries, year=2023)


def test_the_digest_speaks_of_what_is_stated_alone() -> None:
    report = built()
    assert content_digest(report) == content_digest(loads(json.dumps(to_json(report))))
    blank = replace(report, tables=report.tables | {"requests.new.business": Cell.blank()})
    assert content_digest(blank) != content_digest(report), "a blank is not 0"
