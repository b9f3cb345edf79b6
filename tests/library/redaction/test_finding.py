"""Words found become boxes that cover them and nothing beside them."""

from __future__ import annotations

import pytest

pytest.importorskip("PIL")
pytest.importorskip("pypdfium2")

from gongkai.redaction import Box, PageText, find, redact, redact_by_pages, source_of, spots_of

from .making import PHONE, pdf_of


def boxes(spots) -> list[Box]:
    return [Box(one.page, one.left, one.top, one.right, one.bottom, "personal") for group in spots for one in group]


def page_of(*lines: str, wide: int = 100, high: int = 200) -> PageText:
    """Letters of `wide` × `high` ten thousandths, each line below the other."""
    text, edges = "", []
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            text += letter
            edges += [column * wide, row * high, (column + 1) * wide, (row + 1) * high]
        text += "\n"
        edges += [0, 0, 0, 0]
    return PageText(1, text, tuple(edges))


def test_every_place_is_found_and_nothing_beside_it_is_covered() -> None:
    source = source_of(pdf_of([f"Zhang San {PHONE}", "Road 12", f"again {PHONE} end"]), "a.pdf")
    found = boxes(find(source.letters(), PHONE))
    assert len(found) == 2
    under, beside = source.words(found)
    assert all(PHONE in words for words in under)
    assert PHONE not in beside[0]
    assert "ZhangSan" in "".join(beside[0].split()) and "againend" in "".join(beside[0].split())
    assert not redact(source, found).elsewhere


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_turned_page_too(turn: int) -> None:
    source = source_of(pdf_of([f"Zhang {PHONE}"], turn=turn), "a.pdf")
    under, beside = source.words(boxes(find(source.letters(), PHONE)))
    assert PHONE in "".join(under)
    assert PHONE not in beside[0]


@pytest.mark.parametrize(
    ("sought", "lines", "count"),
    [
        ("张三", ("张三和张 三",), 2),
        ("张三", ("村民张", "三的承包地"), 1),
        ("ABC", ("ａｂｃ",), 1),
        ("张三", ("张四",), 0),
        (" ", ("张 三",), 0),
    ],
)
def test_width_case_and_breaks_do_not_matter(sought: str, lines: tuple[str, ...], count: int) -> None:
    assert len(find([page_of(*lines)], sought)) == count


def test_a_word_broken_at_the_end_of_a_line_is_one_box_a_line() -> None:
    (spots,) = find([page_of("家住北京市海", "淀区某路")], "北京市海淀区")
    assert [(one.left < one.right, round(one.top, 2)) for one in spots] == [(True, 0.0), (True, 0.02)]
    assert spots[1].right < 0.03, "what follows on the second line stays"


def test_text_that_runs_downwards_is_one_box() -> None:
    (spot,) = spots_of(page_of("张", "三", "丰"), 0, 5)
    assert spot.top == 0.0 and 0.06 < spot.bottom < 0.063


def test_a_picture_has_no_words() -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (50, 50), "white").save(out, "PNG")
    assert source_of(out.getvalue(), "a.png").letters() == []


def test_page_by_page_says_how_far_it_is_and_ends_with_the_same_result() -> None:
    data, box = pdf_of([PHONE]), [Box(1, 0.0, 0.05, 1.0, 0.085, "personal")]
    steps = redact_by_pages(source_of(data, "a.pdf"), box)
    assert next(steps) == 1
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value.pdf == redact(data, box, name="a.pdf").pdf
