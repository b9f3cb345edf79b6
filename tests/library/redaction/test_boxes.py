"""Boxes as people write them; a wrong one is named."""

from __future__ import annotations

import json

import pytest

from gongkai.redaction.boxes import REASONS, Box, boxes_from
from gongkai.redaction.errors import RedactionError
from gongkai.statute.outcomes import EXEMPTIONS

GOOD = {"page": 1, "left": 0.1, "top": 0.2, "right": 0.4, "bottom": 0.25, "reason": "15"}


def written(**changed: object) -> str:
    return json.dumps({"boxes": [GOOD, GOOD | changed]})


def test_a_box_is_read() -> None:
    assert boxes_from(written(reason="personal"))[1] == Box(1, 0.1, 0.2, 0.4, 0.25, "personal")


def test_every_ground_of_the_law_is_a_reason() -> None:
    assert set(EXEMPTIONS) | {"personal"} == set(REASONS)
    assert [Box(1, 0, 0, 1, 1, code).label for code in ("14a", "15", "16c", "personal")] == [
        *("第十四条", "第十五条", "第十六条", "个人信息")
    ]


@pytest.mark.parametrize(
    "changed",
    [
        *({"reason": "17"}, {"reason": ""}, {"page": 0}, {"page": 1.5}, {"page": "1"}, {"page": True}),
        *({"left": 0.4}, {"left": -0.1}, {"right": 1.1}, {"top": 0.3}, {"top": "0.1"}, {"bottom": None}),
    ],
)
def test_a_wrong_box_is_named(changed: dict[str, object]) -> None:
    with pytest.raises(RedactionError, match=r"遮盖") as refused:
        boxes_from(written(**changed))
    assert "第 2 个遮盖框" in str(refused.value)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"boxes": {}}', '{"boxes": 3}', '{"boxes": [3]}'])
def test_what_is_no_list_of_boxes_is_one_clear_error(text: str) -> None:
    with pytest.raises(RedactionError, match=r"看不懂|缺少"):
        boxes_from(text)
