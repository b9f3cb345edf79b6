"""What the log says of complaints."""

from __future__ import annotations

from gongkai_web.audit.sayings import Words, plain
from gongkai_web.complaints.kinds import Finding, Measure

NAMES = {
    "received": "收到投诉、举报",
    "asked": "请机关说明",
    "stated": "机关作出说明",
    "found": "作出认定",
    "mended": "机关报整改情况",
    "confirmed": "确认整改",
    "sent_back": "整改不到位，退回",
}
WORDS: dict[str, Words] = {f"complaint.{act}": plain(f"{said} %(letter)s", "letter") for act, said in NAMES.items()}
FINDINGS = {one.value: one.label for one in Finding}
MEASURES = {one.value: one.label for one in Measure}
