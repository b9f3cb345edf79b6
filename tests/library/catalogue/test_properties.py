"""Any catalogue drawn with merged cells or 同上 reads back as it was; nothing that is filled in is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.catalogue import Level, Manner, NoteKind, parse_period, read_bytes
from tests.library.catalogue.making import CHANNELS, LAW, Drawn, html, line, standard, xlsx

NAMES = st.text(alphabet="甲乙丙丁戊己庚辛壬癸信息服务指南条件办理", min_size=2, max_size=8)
PERIODS = st.sampled_from(
    ["信息形成之日起20个工作日内", "及时公开", "7日内", "每年3月31日前", "公示7个工作日", "长期公开"]
)
TICK = st.sampled_from(["", "√"])
MERGED = (1, 4, 5, 6, 7)


@st.composite
def catalogues(draw: st.DrawFn) -> list[list[str]]:
    rows: list[list[str]] = []
    for first in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        for second in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
            ticks = [draw(TICK) for _ in range(6)]
            number, period, content = len(rows) + 1, draw(PERIODS), draw(NAMES)
            body = draw(st.sampled_from(["区民政局", "各乡镇（街道）"]))
            rows.append(line(number, first, second, content, period, basis=LAW, responsible=body, ticks=ticks))
    return rows


def with_same(rows: list[list[str]], chosen: set[int]) -> list[list[str]]:
    """同上 wherever a cell of the chosen columns is equal to the one above."""
    out = []
    for y, row in enumerate(rows):
        same = {x for x in chosen if y and rows[y - 1][x] == row[x]}
        out.append(["同上" if x in same else text for x, text in enumerate(row)])
    return out


@given(rows=catalogues(), same=st.sets(st.sampled_from(MERGED)), merge=st.booleans(), page=st.booleans())
@settings(max_examples=40)
def test_what_is_drawn_is_read(rows: list[list[str]], same: set[int], merge: bool, page: bool) -> None:
    merged = [x for x in MERGED if x not in same] if merge else []
    drawn: Drawn = standard().rows(with_same(rows, same), merged=merged)
    data, name = (html(drawn), "目录.html") if page else (xlsx(drawn), "目录.xlsx")
    file = read_bytes(data, name)
    read = file.tables[0].rows
    assert [[row.number, row.first, row.second, row.content] for row in read] == [cells[:4] for cells in rows]
    assert [row.period for row in read] == [parse_period(cells[5]) for cells in rows]
    assert [row.responsible for row in read] == [cells[6] for cells in rows]
    assert all(len(row.channels) == CHANNELS.count("■") + CHANNELS.count("□") for row in read)
    assert [Manner.PROACTIVE in row.manners for row in read] == [bool(cells[10]) for cells in rows]
    assert [Level.TOWNSHIP in row.levels for row in read] == [bool(cells[13]) for cells in rows]
    assert not file.of(NoteKind.REFUSED)


WORDS = st.text(alphabet="公开事项一级二目录领域注：√■□同上备 \n12", max_size=12)


@given(lines=st.lists(st.lists(WORDS, max_size=14), max_size=12))
@settings(max_examples=60)
def test_every_filled_cell_is_in_a_row_or_in_a_note(lines: list[list[str]]) -> None:
    drawn = standard()
    for cells in lines:
        drawn.add(*cells)
    file = read_bytes(xlsx(drawn), "目录.xlsx")
    kept = {row.at.row for table in file.tables for row in table.rows} | {note.at.row for note in file.notes}
    titles = "".join("".join(table.title.split()) for table in file.tables)
    for y, cells in enumerate(drawn.lines[3:], 4):
        filled = [text for text in cells if text.strip()]
        if filled and y not in kept:
            assert all("".join(text.split()) in titles for text in filled)
