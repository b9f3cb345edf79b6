"""去写一条: an item begun from a row stands on it; begun from a duty it settles it."""

from __future__ import annotations

import pytest

from gongkai_web.catalogues.panel import context, from_duty, from_row
from gongkai_web.catalogues.services import assign, note
from gongkai_web.publishing.sayings import history
from gongkai_web.publishing.starts import starts
from tests.platform.catalogues.bench import TODAY, Desk, desk, row, taken
from tests.platform.publishing.office import NOW, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def test_from_a_row(at: Desk) -> None:
    catalogue = taken(at)
    guide = row(catalogue, "办事指南")
    assign(by=at.clerk, catalogue=catalogue, rows=[guide.pk], unit=at.civil, day=TODAY)
    [(_name, _value, start)] = starts(at.organ, at.clerk, {"row": str(guide.pk)})
    assert (start.initial["unit"], start.initial["column"].code) == (at.civil, "livelihood")
    assert start.initial["title"] == "办事指南"
    item = draft(at.office)
    assert start.begun
    start.begun(item, at.clerk, NOW)
    assert list(item.catalogue_rows.all()) == [guide]
    assert "放到目录事项“最低生活保障 · 办事指南”下" in [said.what for said in history(item)[0]]


def test_a_row_nobody_was_given_begins_in_the_unit_that_its_own_text_names(at: Desk) -> None:
    guide = row(taken(at), "办事指南")
    units = [at.civil.name, f"{at.civil.name}、{at.farming.name}", "白云乡人民政府"]
    chosen = []
    for responsible in units:
        guide.responsible = responsible
        guide.save()
        start = from_row(at.organ, at.clerk, str(guide.pk))
        chosen.append(start.initial.get("unit") if start else None)
    assert chosen == [at.civil, None, None]


def test_from_a_duty(at: Desk) -> None:
    guide = row(taken(at), "办事指南")
    first, second = (note(by=at.clerk, row=guide, about=about, arose_on=TODAY, now=NOW) for about in ("甲", "乙"))
    [(_name, _value, start)] = starts(at.organ, at.clerk, {"duty": str(second.pk)})
    assert start.initial["title"] == "乙"
    item = draft(at.office)
    assert start.begun
    start.begun(item, at.clerk, NOW)
    for duty in (first, second):
        duty.refresh_from_db()
    assert (first.item, second.item) == (None, item)


def test_from_nothing_that_is_another_organs_or_another_units(at: Desk) -> None:
    catalogue = taken(at)
    guide, law = row(catalogue, "办事指南"), row(catalogue, "法律法规")
    assign(by=at.clerk, catalogue=catalogue, rows=[law.pk], unit=at.farming, day=TODAY)
    other = desk("T2", name="青山县赤水乡人民政府")
    duty = note(by=at.clerk, row=guide, about="甲", arose_on=TODAY, now=NOW)
    assert from_row(other.organ, other.clerk, str(guide.pk)) is None
    assert from_row(at.organ, other.clerk, str(guide.pk)) is None
    assert from_duty(other.organ, other.clerk, str(duty.pk)) is None
    assert from_row(at.organ, at.civil_clerk, str(law.pk)) is None
    for said in ("", "x", "999999", "-1"):
        assert from_row(at.organ, at.clerk, said) is None


def test_the_panel_of_an_item(at: Desk) -> None:
    item = draft(at.office)
    assert context(item, at.clerk, TODAY) is None
    taken(at)
    given = context(item, at.clerk, TODAY)
    assert given is not None
    assert given["may_place"]
