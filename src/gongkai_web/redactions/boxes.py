"""The boxes as they are kept, typed and told. Places are shares of the page; people read and type per cent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.redaction import REASONS, Box, RedactionError, Spot
from gongkai_web.redactions.errors import RedactingError
from gongkai_web.redactions.models import BoxVersion, Redaction

_LINE = re.compile(r"\s*[,，;；\s]\s*")
_HOW = "每行一个框：左 上 右 下，用百分数，从页面左上角算起，例如“10 20 40 25”"
MOST = 2000

REASON_CHOICES = tuple((code, label.replace("《条例》", "")) for code, label in REASONS.items())


@dataclass(frozen=True, slots=True)
class Kept:
    """One box as it is kept; `guess` is the number of the guess it was accepted from."""

    id: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: str
    guess: int | None = None

    @property
    def box(self) -> Box:
        return Box(self.page, self.left, self.top, self.right, self.bottom, self.reason)

    @property
    def field_id(self) -> str:
        return f"box-reason-{self.id}"

    @property
    def reason_name(self) -> str:
        return REASONS[self.reason]

    @property
    def where(self) -> str:
        """第 1 页上部靠左: enough to find it on the printed page."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return f"第 {self.page} 页{_third(down, '上部', '中部', '下部')}{_third(across, '靠左', '居中', '靠右')}"


def _third(share: float, low: str, middle: str, high: str) -> str:
    return low if share < 1 / 3 else high if share > 2 / 3 else middle


def current(redaction: Redaction) -> list[Kept]:
    """By page, from above."""
    last = redaction.versions.filter(number=redaction.version).first()
    return boxes_in(last) if last else []


def boxes_in(version: BoxVersion) -> list[Kept]:
    return sorted((Kept(**one) for one in version.boxes), key=lambda box: (box.page, box.top, box.left, box.id))


def as_json(boxes: Iterable[Kept]) -> list[dict[str, Any]]:
    return [asdict(box) for box in boxes]


def next_id(redaction: Redaction) -> int:
    """Never one that was taken away: what the log says of a box is said of it alone."""
    given = (box["id"] for version in redaction.versions.all() for box in version.boxes)
    return max(given, default=0) + 1


def from_spots(spots: Sequence[Spot], reason: str) -> list[Box]:
    return [_checked(Box, spot.page, spot.left, spot.top, spot.right, spot.bottom, reason) for spot in spots]


def from_lines(text: str, page: int, pages: int, reason: str) -> list[Box]:
    """What somebody typed or drew on a page. A line may end with its own reason. Raises RedactingError, naming the line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise RedactingError("没有画框，也没有填坐标", _HOW)
    if not 1 <= page <= pages:
        raise RedactingError(f"没有第 {page} 页", "请刷新页面")
    return [_from_line(number, line, page, reason) for number, line in lines]


def _from_line(number: int, line: str, page: int, reason: str) -> Box:
    parts = _LINE.split(line)
    own = parts.pop() if len(parts) == 5 else reason
    try:
        left, top, right, bottom = (round(float(part.rstrip("%％")) / 100, 4) for part in parts)
    except ValueError:
        raise RedactingError(f"第 {number} 行“{line[:40]}”看不懂", _HOW) from None
    try:
        return _checked(Box, page, left, top, right, bottom, own)
    except RedactingError as error:
        error.where = f"第 {number} 行"
        raise


def _checked(made: type[Box], *given: Any) -> Box:
    try:
        return made(*given)
    except RedactionError as error:
        if error.code == "REDACTION_REASON":
            raise RedactingError("没有选遮盖的理由", "请选一项理由") from error
        raise RedactingError("遮盖框不在页面内", "左小于右，上小于下，都在 0 到 100 之间") from error


def told(box: Mapping[str, Any]) -> str:
    """For the log: no word of the document."""
    edges = " ".join(f"{box[side] * 100:.2f}" for side in ("left", "top", "right", "bottom"))
    return f"{box['id']}：第{box['page']}页 {edges} {box['reason']}"
