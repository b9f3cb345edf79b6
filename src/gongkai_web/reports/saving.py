"""What a draft holds: the report as it stands, last year's if it was given, and a signing day not yet understood."""

from __future__ import annotations

import json

from gongkai_web.reports import state
from gongkai_web.reports.editing import Edit
from gongkai_web.reports.models import SavedReport


def draft_content(edit: Edit) -> str:
    content = {"report": edit.packed_report, "previous": edit.packed_previous, "typed_day": edit.typed_day}
    return json.dumps(content, ensure_ascii=False)


def edit_of(draft: SavedReport, token: str) -> Edit:
    content = json.loads(draft.content)
    return Edit(
        state.unpacked(content["report"]),
        state.unpacked(content["previous"]) if content["previous"] else None,
        typed_day=content["typed_day"],
        token=token,
        revision=draft.revision,
    )
