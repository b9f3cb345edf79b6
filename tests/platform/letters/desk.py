"""An invented township that sends letters, and the shortest way to one in any state."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from gongkai.letters import LETTERS
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import store
from gongkai_web.letters.converting import convert_due
from gongkai_web.letters.filling import OWN_FIELDS
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import Dispatch, HandoutReview, OutgoingLetter
from gongkai_web.letters.reviewing import Conclusion
from gongkai_web.letters.services import dispatch, draft, review_secrecy, submit
from gongkai_web.letters.setting import set_habits
from gongkai_web.organs.models import Person
from gongkai_web.workflow.models import Round, Verdict
from gongkai_web.workflow.services import decide
from tests.platform.kept import kept
from tests.platform.publishing.office import CLEAN, NOW, Office, township

DAY = NOW.date()
LATER = NOW + timedelta(days=3)
HABITS: dict[str, Any] = {
    "number_pattern": "{mark}公{kind}〔{year}〕{number}号",
    "mark": "白政",
    "organ_kind": "",
    "reviewer": "青山县人民政府",
    "court": "青山县人民法院",
    "website": "https://fy.example.gov.cn/",
    "contact": "乡党政办",
    "phone": "0000-1234567",
    "untold": [],
}
"""A public organ's own address and number, of no person."""


@kept
def bureau(**other: Any) -> Office:
    office = township()
    set_habits(by=office.head, organ=office.organ, now=NOW, **(HABITS | other))
    return office


def values(code: str, reply: str = "", **other: Any) -> dict[str, Any]:
    given = sample_values(LETTERS[code], reply=reply)
    return {name: value for name, value in given.items() if name not in OWN_FIELDS} | other


def drafted(office: Office, code: str = "extension", reply: str = "", **other: Any) -> OutgoingLetter:
    grounds = sample_occasion(LETTERS[code]).grounds
    given: dict[str, Any] = {"values": values(code, reply), "reply": reply, "grounds": grounds, "about": "T1-2026-0012"}
    return draft(by=office.clerk, organ=office.organ, code=code, now=NOW, **(given | other))


def submitted(office: Office, code: str = "extension", **other: Any) -> OutgoingLetter:
    letter = drafted(office, code, **other)
    return submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)


def say(who: Person, letter: OutgoingLetter, verdict: Verdict = Verdict.APPROVE, opinion: str = "") -> OutgoingLetter:
    round_ = Round.objects.get(subject_kind="letter", subject_id=letter.pk, state="running")
    decide(by=who, round_id=round_.pk, digest=round_.digest, verdict=verdict, opinion=opinion, now=NOW)
    letter.refresh_from_db()
    return letter


def cleared(office: Office, letter: OutgoingLetter, conclusion: Conclusion = Conclusion.ON_REQUEST) -> HandoutReview:
    return review_secrecy(
        by=office.reviewer, letter=letter, digest=letter.digest, answers=CLEAN, conclusion=conclusion, now=NOW
    )


def approved(office: Office, code: str = "extension", **other: Any) -> OutgoingLetter:
    letter = say(office.head, submitted(office, code, **other))
    if letter.hands_out:
        cleared(office, letter)
    return letter


def made(letter: OutgoingLetter) -> OutgoingLetter:
    """With its PDF, as the program beside the web server makes it."""
    convert_due(NOW)
    letter.refresh_from_db()
    return letter


def sent(
    office: Office, letter: OutgoingLetter, way: Way = Way.POST, on: date = DAY, now: datetime = LATER, **other: Any
) -> Dispatch:
    given: dict[str, Any] = {"postage_paid": True, "lock": letter.lock}
    if way is Way.ELECTRONIC:
        made(letter)
    done = dispatch(by=office.clerk, letter=letter, way=way, on=on, now=now, **(given | other))
    letter.refresh_from_db()
    return done


def a_file(office: Office, words: str = "补贴发放明细") -> StoredFile:
    return store(by=office.clerk, organ=office.organ, name="明细.txt", content=words.encode())
