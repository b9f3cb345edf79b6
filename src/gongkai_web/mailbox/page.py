"""What the page of a letter shows: the story on the left, the clocks and who it is on the right, below what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_web.mailbox.acts import ACTS, LetterAct, reply_of
from gongkai_web.mailbox.clock import Clock, clock
from gongkai_web.mailbox.converting import agreed
from gongkai_web.mailbox.forms import ActForm, AnswerHelpForm
from gongkai_web.mailbox.kinds import State
from gongkai_web.mailbox.models import Help, Letter, Publication
from gongkai_web.mailbox.recognising import Sign, signs
from gongkai_web.mailbox.replying import KIND
from gongkai_web.mailbox.rules import may_answer, may_help, may_keep
from gongkai_web.mailbox.selectors import repeats_of
from gongkai_web.organs.models import Person
from gongkai_web.vault import masks
from gongkai_web.workflow.deadlines import working_calendar
from gongkai_web.workflow.panels import panel_of
from gongkai_web.workflow.subjects import Subject


@dataclass(frozen=True, slots=True)
class Offered:
    """An act that this person may do now, with its form; `opened` where it was refused just now."""

    act: LetterAct
    form: ActForm
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs, with its name."""

    label: str
    clock: Clock


def clocks(letter: Letter) -> list[Running]:
    """Those that still run; of a closed letter none."""
    if not letter.is_open:
        return []
    calendar = working_calendar()
    answer = Running("答复", clock(letter.received_on, letter.reply_days, calendar, letter.extra_days))
    if letter.state != State.RECEIVED or letter.accepted_on:
        return [answer]
    return [Running("受理", clock(letter.received_on, letter.accept_days, calendar, what="受理")), answer]


def offered(letter: Letter, person: Person, day: date, refused: tuple[str, ActForm] | None = None) -> list[Offered]:
    found = []
    for key, act in ACTS.items():
        if not act.is_open(letter) or not act.may(person, letter, day):
            continue
        form = act.form(organ=letter.organ, prefix=key, initial=act.begin(letter))
        if refused and refused[0] == key:
            found.append(Offered(act, refused[1], True))
        else:
            found.append(Offered(act, form))
    return found


def helps(letter: Letter, person: Person, day: date) -> list[tuple[Help, AnswerHelpForm | None]]:
    """Each with the form to answer it, for who may."""
    asked = letter.helps.select_related("unit", "asked_by", "answered_by")
    return [(one, _answering(one, letter, person, day)) for one in asked]


def _answering(help: Help, letter: Letter, person: Person, day: date) -> AnswerHelpForm | None:
    if help.answered_at or not letter.is_open or not may_help(person, help.unit_id, letter.organ, day):
        return None
    return AnswerHelpForm(organ=letter.organ, prefix=f"help-{help.pk}")


def likenesses(letter: Letter) -> tuple[Sign, ...]:
    """As long as it can still be acted upon."""
    return signs(letter.title, letter.text) if letter.is_open else ()


def writer(letter: Letter, revealed: bool = False) -> list[tuple[str, str]]:
    """Who wrote, as it is shown: masked, unless somebody has just asked for it in full."""
    told = (
        ("写信人", letter.name, masks.name),
        ("电话", letter.phone, masks.phone),
        ("电子邮箱", letter.email, masks.email),
        ("住址", letter.address, masks.address),
    )
    return [(label, value if revealed else mask(value)) for label, value, mask in told if value]


def letter_page(
    letter: Letter,
    person: Person,
    day: date,
    refused: tuple[str, ActForm] | None = None,
    revealed: bool = False,
) -> dict[str, Any]:
    acts = offered(letter, person, day, refused)
    return {
        "organ": letter.organ,
        "office_section": "mailbox",
        "letter": letter,
        "steps": letter.steps.select_related("by", "unit"),
        "reply": reply_of(letter),
        "clocks": clocks(letter),
        "day": day,
        "agreed": agreed(letter),
        "signs": likenesses(letter),
        "repeats": repeats_of(letter),
        "helps": helps(letter, person, day),
        "main": [one for one in acts if one.act.main],
        "others": [one for one in acts if not one.act.main],
        "writer": writer(letter, revealed),
        "reveals": may_answer(person, letter, day) and not revealed,
        "publication": Publication.objects.filter(letter=letter).first(),
        "attachments": letter.attachments.select_related("file"),
        "keeps": may_keep(person, letter.organ, day),
        "publishes": letter.state == State.ANSWERED and letter.consents and may_keep(person, letter.organ, day),
        "panel": panel_of(person, Subject(KIND, letter.pk), day),
    }
