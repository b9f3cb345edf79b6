"""What a mask leaves to be seen, by table and for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_web.vault import masks

TABLE = [
    (masks.name, "", ""),
    (masks.name, "王", "*"),
    (masks.name, "张三", "张*"),
    (masks.name, "张小明", "张**"),
    (masks.name, "欧阳娜娜", "欧阳**"),
    (masks.name, "阿依古丽·买买提", "阿*******"),
    (masks.identity, "110101199003071234", "110*************34"),
    (masks.identity, "11010119900307123X", "110*************3X"),
    (masks.identity, "E12345678", "E*******8"),
    (masks.identity, "12", "**"),
    (masks.phone, "13812345678", "138****5678"),
    (masks.phone, "021-12345678", "021*****5678"),
    (masks.phone, "12345678", "******78"),
    (masks.phone, "110", "***"),
    (masks.email, "zhang.san@example.com", "z***@example.com"),
    (masks.email, "not an address", "**************"),
    (masks.address, "江苏省苏州市吴江区松陵镇中山路 12 号", "江苏省苏州市吴江区***********"),
    (masks.address, "新疆维吾尔自治区和田地区和田县某乡 3 号", "新疆维吾尔自治区和田地区和田县******"),
    (masks.address, "中山路 12 号", "********"),
    (masks.typed, "身份证110101199003071234，电话13812345678。", "身份证110*************34，电话138****5678。"),
    (masks.typed, "110101 19900307 123x", "110***************3x"),
    (masks.typed, "护照E12345678，电话：6221234", "护照E*******8，电话：*****34"),
    (masks.typed, "0756-6221234或+8613812345678", "075*****1234或+86*******5678"),
    (masks.typed, "１３８１２３４５６７８", "138****5678"),
    (masks.typed, *("2025年20250307，12345678元，粤府〔2025〕12号，EA123456789CN",) * 2),
]


@pytest.mark.parametrize(("mask", "text", "shown"), TABLE)
def test_mask(mask, text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize("mask", [masks.name, masks.identity, masks.phone, masks.email, masks.address])
@given(st.text(st.characters(codec="utf-8", exclude_characters="*"), max_size=40))
def test_no_mask_shows_a_text_whole(mask, text: str) -> None:
    shown, text = mask(text), text.strip()
    assert (shown == text) == (text == "")
    if text and mask is not masks.email:
        assert len(shown) == len(text)
        assert all(a in (b, "*") for a, b in zip(shown, text, strict=True))


@pytest.mark.parametrize(("mask", "most"), [(masks.name, 2), (masks.identity, 5), (masks.phone, 7)])
@given(st.text("0123456789X张三", max_size=30))
def test_most_of_it_stays_hidden(mask, most: int, text: str) -> None:
    left = sum(one != "*" for one in mask(text))
    assert left <= most
    assert left * 3 <= len(text) * 2
