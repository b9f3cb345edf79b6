"""What is wrong with a field is said with its name, in a sentence; what was typed is neither cut nor lost."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django import forms

from gongkai_web.frame.forms import Form

SOURCE = Path(__file__).resolve().parents[3] / "src" / "gongkai_web"


class Asked(Form):
    basis = forms.CharField(label="公开依据", max_length=5)
    why = forms.CharField(label="放宽哪一项")
    on = forms.DateField(label="成文日期")
    column = forms.ChoiceField(label="栏目", choices=[("a", "公告")])
    months = forms.IntegerField(label="每隔几个月评估一次", min_value=1, max_value=60)
    sure = forms.BooleanField(label="我已核对")
    file = forms.FileField(label="标准目录")
    own = forms.CharField(label="账号", error_messages={"required": "请填您登录用的账号"})


def said(**typed: str) -> dict[str, str]:
    form = Asked(typed)
    return {name: str(errors[0]) for name, errors in form.errors.items()}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("basis", "请填写公开依据。"),
        ("why", "请填写“放宽哪一项”。"),
        ("on", "请填写成文日期。"),
        ("column", "请选择栏目。"),
        ("months", "请填写“每隔几个月评估一次”。"),
        ("sure", "请勾选“我已核对”。"),
        ("file", "请选择文件：标准目录。"),
        ("own", "请填您登录用的账号"),
    ],
)
def test_what_is_missing_is_named(field: str, words: str) -> None:
    assert said()[field] == words


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("basis", "一二三四五六七", "公开依据最多 5 个字，现在有 7 个。请删短，写的都还在。"),
        ("on", "昨天", "成文日期要填日期，例如 2026-11-30。"),
        ("column", "z", "栏目里没有选的这一项，请重新选择。"),
        ("months", "0", "“每隔几个月评估一次”不能小于 1。"),
        ("months", "许多", "“每隔几个月评估一次”要填整数。"),
    ],
)
def test_what_is_wrong_is_named(field: str, typed: str, words: str) -> None:
    assert said(**{field: typed})[field] == words


def test_a_label_of_the_moment_is_the_one_that_is_said() -> None:
    form = Asked({})
    form.fields["basis"].label = "公开 100% 的依据"
    assert form.errors["basis"] == ["请填写公开 100％ 的依据。"]


def test_nothing_is_cut_by_the_browser() -> None:
    assert "maxlength" not in str(Asked()["basis"])


def test_every_form_of_the_back_office_is_of_this_kind() -> None:
    """A form that takes Django's own class says “这个字段是必填项” again. What the public types is said in two languages,
    in words of its own, and does not stand in forms.py."""
    office = (*SOURCE.rglob("forms.py"), *SOURCE.glob("*/forms/*.py"), *SOURCE.glob("office/**/*.py"))
    found = []
    for path in office:
        if path == SOURCE / "frame" / "forms.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "forms.Form" for base in node.bases):
                found.append(f"{path.relative_to(SOURCE)}: {node.name}")
    assert found == []
