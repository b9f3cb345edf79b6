"""A partial refusal on several grounds: each with its own reason, its own paragraph, and the right remedies for both parts."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from gongkai.letters import LETTERS, FilledLetter, LetterError, default_template, fill, to_docx
from gongkai.letters.samples import sample_occasion, sample_values

PARTIAL = LETTERS["partial"]
FIRST = "养老机构的账号"
SECOND = "评审会的讨论记录。"


def filled(grounds: tuple[str, ...] = ("15", "16b"), **other: object) -> FilledLetter:
    values = sample_values(PARTIAL) | {"不公开部分": f"{FIRST}\n{SECOND}", "理由": "涉及商业秘密\n属于讨论记录"}
    if "16b" in grounds:
        values["过程性类别"] = "讨论记录"
    return fill(PARTIAL, values | other, replace(sample_occasion(PARTIAL), grounds=grounds))


def test_each_ground_has_its_paragraph_with_its_article_and_reason() -> None:
    texts = [block.text for block in filled().blocks if block.text.startswith("（")][:2]
    assert texts == [
        "（一）以下内容涉及第三方的商业秘密，公开会对第三方合法权益造成损害，根据《中华人民共和国政府信息公开条例》第十五条、"
        "第三十七条的规定，本机关决定不予公开：养老机构的账号。不予公开的理由：涉及商业秘密。",
        "（二）以下内容属于本机关在履行行政管理职能过程中形成的讨论记录等过程性信息，根据《中华人民共和国政府信息公开条例》"
        "第十六条第二款、第三十七条的规定，本机关决定不予公开：评审会的讨论记录。不予公开的理由：属于讨论记录。",
    ]


def test_the_remedies_are_told_for_the_refused_part_and_for_the_rest() -> None:
    text = filled().text
    assert text.index("如不服本答复中不予公开的决定") < text.index("如不服本答复的其他内容")
    assert "先向" in text


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("理由", "只有一个理由", "选了 2 项依据，“理由”写了 1 行"),
        ("不公开部分", "甲\n乙\n丙", "选了 2 项依据，“不公开部分”写了 3 行"),
    ],
)
def test_a_ground_without_its_line_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(LetterError) as caught:
        filled(**{name: value})
    assert said in str(caught.value) and "依次是：" in str(caught.value)


def test_docx_says_the_same(tmp_path: object) -> None:
    lines = [one.text for one in docx.Document(BytesIO(to_docx(filled()))).paragraphs]
    assert any(line.startswith("（一）以下内容") for line in lines)
    assert any(line.startswith("（二）以下内容") for line in lines)


def test_an_own_template_prints_them_numbered() -> None:
    lines = [one.text for one in docx.Document(BytesIO(to_docx(filled(), default_template(PARTIAL)))).paragraphs]
    text = "\n".join(lines)
    assert "以下内容分别（一）涉及第三方的商业秘密" in text and "；（二）属于本机关" in text
    assert "本机关决定不予公开：（一）养老机构的账号；（二）评审会的讨论记录。" in text
    assert "不予公开的理由：（一）涉及商业秘密；（二）属于讨论记录。" in text
    assert "{{" not in text


def test_one_ground_reads_as_before() -> None:
    letter = fill(PARTIAL, sample_values(PARTIAL), sample_occasion(PARTIAL))
    assert "（一）" not in letter.text and "不予公开的理由：" in letter.text
