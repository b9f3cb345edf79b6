"""What the accepted redactions of a request say of the reply: which parts are withheld, on which grounds, in words to check."""

from __future__ import annotations

from collections import Counter

from gongkai.redaction import PERSONAL, REASONS
from gongkai.statute import EXEMPTIONS
from gongkai_web.redactions.boxes import Kept, boxes_in
from gongkai_web.redactions.models import Redaction, State
from gongkai_web.requests.models import Request
from gongkai_web.requests.withholding import Withheld


def accepted(case: Request) -> list[tuple[Redaction, list[Kept]]]:
    """With the boxes that were burned, which may be older than those drawn since."""
    found = []
    for one in Redaction.objects.filter(request=case, state=State.ACCEPTED).select_related("paper__file"):
        version = one.versions.filter(number=one.result_of).first()
        if version:
            found.append((one, boxes_in(version)))
    return found


def withheld(case: Request) -> Withheld | None:
    found = accepted(case)
    if not found:
        return None
    used = Counter(box.reason for _, boxes in found for box in boxes)
    names = "、".join(f"《{one.paper.file.name.rpartition('.')[0]}》" for one, _ in found if one.paper)
    reasons = [f"{count} 处属于{_plain(code)}" for code, count in used.items()]
    given = "；".join(
        f"{one.paper.file.name.rpartition('.')[0]}，共{one.page_count}页" for one, _ in found if one.paper
    )
    return Withheld(
        handed_out=given,
        part=f"{names}中遮盖的 {sum(used.values())} 处",
        reason=f"遮盖的内容中，{'，'.join(reasons)}",
        grounds=tuple(code for code in EXEMPTIONS if code in used),
        each={code: _of_one(names, code, used) for code in EXEMPTIONS if code in used},
    )


def _of_one(names: str, code: str, used: Counter[str]) -> tuple[str, str]:
    """Personal data is no ground of its own: it is told with 第十五条, whose privacy it is."""
    mine = [one for one in (code, PERSONAL if code == "15" else "") if used[one]]
    said = "，".join(f"{used[one]} 处属于{_plain(one)}" for one in mine)
    return f"{names}中遮盖的 {sum(used[one] for one in mine)} 处", f"遮盖的内容中，{said}"


def _plain(code: str) -> str:
    article, colon, name = REASONS[code].partition("：")
    return f"{name}（{article}）" if colon else article
