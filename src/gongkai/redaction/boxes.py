"""Boxes: which part of which page goes, and why. Written as JSON, in shares of the page as it is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.redaction.errors import RedactionError
from gongkai.statute.outcomes import EXEMPTIONS

PERSONAL = "personal"
REASONS: dict[str, str] = {
    **{code: f"{one.article}：{one.name}" for code, one in EXEMPTIONS.items()},
    PERSONAL: "个人信息",
}
"""Codes of reasons: the grounds of articles 14 to 16, and personal data that is no ground of its own."""

_LABELS = {"14": "第十四条", "15": "第十五条", "16": "第十六条"}
_SIDES = ("left", "top", "right", "bottom")
_FORM = '{"boxes": [{"page": 1, "left": 0.1, "top": 0.2, "right": 0.4, "bottom": 0.25, "reason": "15"}]}'


@dataclass(frozen=True, slots=True)
class Box:
    """A part of page `page` (from 1): `left` and `right` in shares of its width, `top` and `bottom` of its height from above."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: str

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise RedactionError(
                f"遮盖理由“{self.reason}”不认得", f"请用其中之一：{'、'.join(REASONS)}", code="REDACTION_REASON"
            )
        inside = all(0 <= side <= 1 for side in (self.left, self.top, self.right, self.bottom))
        if self.page < 1 or not inside or self.left >= self.right or self.top >= self.bottom:
            raise RedactionError(
                f"第 {self.page} 页的遮盖框不在页面内",
                "四边用占页宽、页高的比例（0 到 1），左小于右，上小于下",
                code="REDACTION_BOX",
            )

    @property
    def label(self) -> str:
        """What is printed on it."""
        return _LABELS.get(self.reason[:2], REASONS[self.reason])


def boxes_from(text: str) -> list[Box]:
    """Raises RedactionError with the number of the box that cannot be used."""
    try:
        given = json.loads(text)
        listed = given["boxes"]
        if not isinstance(listed, list):
            raise TypeError
    except (ValueError, KeyError, TypeError) as error:
        raise RedactionError("遮盖框的 JSON 看不懂", f"应当像这样：{_FORM}", code="REDACTION_JSON") from error
    return [_box(number, one) for number, one in enumerate(listed, 1)]


def _box(number: int, given: Mapping[str, Any]) -> Box:
    try:
        page, sides = given["page"], [given[side] for side in _SIDES]
        if type(page) is not int or any(type(side) not in (int, float) for side in sides):
            raise TypeError
        left, top, right, bottom = map(float, sides)
        return Box(page, left, top, right, bottom, str(given["reason"]))
    except (KeyError, TypeError) as error:
        text = f"第 {number} 个遮盖框缺少页码、四边或理由，或者写的不是数"
        raise RedactionError(text, f"应当像这样：{_FORM}", code="REDACTION_JSON") from error
    except RedactionError as error:
        error.where = f"第 {number} 个遮盖框"
        raise
