"""One item in each state it can be in, made by the services themselves, with words by which its leaking is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import store
from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.drafting import attach, begin_correction, discard, save
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.releasing import recall, release
from gongkai_web.workflow.models import Verdict
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, say

TITLE, NUMBER, BODY, SUMMARY, KEYWORD, FILE, INSIDE = (
    "梧桐岭水库除险公告",
    "白政发〔2026〕77号",
    "坝后坡脚渗水",
    "库容与泄洪安排",
    "银杏坞",
    "泄洪安排表",
    "紫藤湾泵站",
)
"""Of the title, the number, the text, the summary, the keywords, the name of the file, and its content."""
CORRECTED = "更正后的坝顶高程"

WORDS = (TITLE, NUMBER, BODY, SUMMARY, KEYWORD, FILE, INSIDE, CORRECTED)


@dataclass
class Made:
    item: Item
    file: StoredFile


def begun(office: Office, **other: object) -> Made:
    """A draft with every word in its place and a file attached."""
    item = draft(
        office,
        **{
            "title": TITLE,
            "document_number": NUMBER,
            "body": f"<p>{BODY}，请下游村组注意。</p>",
            "summary": SUMMARY,
            "keywords": KEYWORD,
            **other,
        },
    )
    file = store(by=office.clerk, organ=office.organ, name=f"{FILE}.txt", content=f"{INSIDE}停机检修。".encode())
    attach(by=office.clerk, item=item, file=file, now=NOW)
    return Made(item, file)


def _draft(office: Office) -> Made:
    return begun(office)


def _in_review(office: Office) -> Made:
    made = begun(office)
    hand_in(office, made.item)
    return made


def _returned(office: Office) -> Made:
    made = _in_review(office)
    say(office.reviewer, made.item, Verdict.RETURN, "请补充。")
    return made


def _rejected(office: Office) -> Made:
    made = _in_review(office)
    say(office.reviewer, made.item, Verdict.REJECT, "不宜公开。")
    return made


def _approved(office: Office) -> Made:
    made = _in_review(office)
    approve(office, made.item)
    return made


def _scheduled(office: Office) -> Made:
    made = begun(office, release_at=NOW + timedelta(days=3650))
    hand_in(office, made.item)
    approve(office, made.item)
    return made


def _published(office: Office) -> Made:
    made = _approved(office)
    made.item = release(by=office.clerk, item=made.item, now=NOW)
    return made


def _being_corrected(office: Office) -> Made:
    """Published, and a further revision is being written that nobody may see yet."""
    made = _published(office)
    revision = begin_correction(by=office.clerk, item=made.item, now=NOW)
    save(
        by=office.clerk,
        item=made.item,
        lock=revision.lock,
        now=NOW,
        title=f"{TITLE}（{CORRECTED}）",
        body=f"<p>{CORRECTED}</p>",
        summary=CORRECTED,
        correction_note=CORRECTED,
    )
    return made


def _corrected(office: Office) -> Made:
    made = _being_corrected(office)
    hand_in(office, made.item)
    approve(office, made.item)
    made.item = release(by=office.clerk, item=made.item, now=NOW + timedelta(minutes=1))
    return made


def _recalled(office: Office) -> Made:
    made = _published(office)
    made.item = recall(by=office.clerk, item=made.item, reason="附件有误", now=NOW + timedelta(minutes=2))
    return made


def _ended(office: Office) -> Made:
    """A 公示 whose last day was that of its publication."""
    made = begun(office, names_until=NOW.date(), genre="publicity")
    hand_in(office, made.item)
    approve(office, made.item)
    made.item = release(by=office.clerk, item=made.item, now=NOW)
    return made


def _withheld(office: Office) -> Made:
    """Reviewed, and kept as not to be disclosed."""
    made = begun(office, disclosure=Disclosure.WITHHELD, ground="16a", ground_reason="内部事务")
    hand_in(office, made.item)
    approve(office, made.item)
    return made


def _discarded(office: Office) -> Made:
    made = begun(office)
    discard(by=office.clerk, item=made.item, now=NOW)
    made.item.refresh_from_db()
    return made


STATES: dict[str, Callable[[Office], Made]] = {
    "draft": _draft,
    "in review": _in_review,
    "returned": _returned,
    "rejected": _rejected,
    "approved": _approved,
    "scheduled": _scheduled,
    "published": _published,
    "being corrected": _being_corrected,
    "corrected": _corrected,
    "recalled": _recalled,
    "ended": _ended,
    "withheld": _withheld,
    "discarded": _discarded,
}
HIDDEN = ("draft", "in review", "returned", "rejected", "approved", "scheduled", "withheld", "discarded")
"""States in which an item does not exist for the public."""
