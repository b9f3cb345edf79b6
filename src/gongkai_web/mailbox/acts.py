"""Everything that can be done with a letter from its page: who may, in which state, with which form, and what is said then.

The one list from which the page, the addresses and the access table are made; what may really be is up to the services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai_web.mailbox import converting, ending, handling, replying, wording
from gongkai_web.mailbox.forms import (
    ActForm,
    AssignForm,
    ConsentForm,
    ConvertForm,
    DeclineForm,
    DivertForm,
    ExtendForm,
    HelpForm,
    ReasonForm,
    ReplyForm,
    RetypeForm,
    SendForm,
)
from gongkai_web.mailbox.kinds import Declined, Kind, State
from gongkai_web.mailbox.models import Letter, Reply
from gongkai_web.mailbox.rules import may_answer, may_extend, may_keep
from gongkai_web.mailbox.setting import days_of, practice_of
from gongkai_web.organs.models import Person

Given = Mapping[str, Any]
Do = Callable[[Person, Letter, int, Given, datetime], object]
May = Callable[[Person, Letter, date], bool]


@dataclass(frozen=True, slots=True)
class LetterAct:
    """`label` names the act on its button, `done` is said afterwards. `main` stands open on the page, others are folded.
    `fits` narrows the states down by what else is there."""

    key: str
    label: str
    form: type[ActForm]
    states: frozenset[State]
    may: May
    do: Do
    done: str
    main: bool = False
    danger: bool = False
    hint: str = ""
    head: str = ""
    """What stands above its form, where that is not the button's label."""
    begin: Callable[[Letter], dict[str, Any]] = lambda letter: {}
    fits: Callable[[Letter], bool] = lambda letter: True

    @property
    def title(self) -> str:
        return self.head or self.label

    @property
    def url_name(self) -> str:
        return f"mailbox_{self.key}"

    def is_open(self, letter: Letter) -> bool:
        return letter.state in self.states and self.fits(letter)


def _keeps(person: Person, letter: Letter, day: date) -> bool:
    return may_keep(person, letter.organ, day)


def _extends(person: Person, letter: Letter, day: date) -> bool:
    return may_extend(person, letter.organ, day)


def _accept(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return handling.accept(by=by, letter=letter, lock=lock, unit=given["unit"], note=given["note"], now=now)


def _reassign(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return handling.reassign(by=by, letter=letter, lock=lock, unit=given["unit"], note=given["note"], now=now)


def _give_back(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return handling.give_back(by=by, letter=letter, lock=lock, reason=given["reason"], now=now)


def _retype(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return handling.retype(by=by, letter=letter, lock=lock, kind=Kind(given["kind"]), now=now)


def _extend(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return handling.extend(by=by, letter=letter, lock=lock, days=given["days"], reason=given["reason"], now=now)


def _ask_help(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return handling.ask_help(by=by, letter=letter, lock=lock, now=now, **given)


def _save(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return replying.save(by=by, letter=letter, lock=lock, text=given["text"], now=now)


def _submit(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return replying.submit(by=by, letter=letter, lock=lock, now=now)


def _send(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return replying.send(by=by, letter=letter, lock=lock, way=given["way"], now=now)


def _divert(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return ending.divert(by=by, letter=letter, lock=lock, words=given["words"], now=now)


def _decline(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    why = Declined(given["why"])
    words = given["words"] or wording.DECLINED[why]
    return ending.decline(by=by, letter=letter, lock=lock, why=why, words=words, now=now)


def _ask_consent(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return converting.ask_consent(by=by, letter=letter, lock=lock, now=now)


def _note_consent(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return converting.consent(letter=letter, by=by, now=now, **given)


def _convert(by: Person, letter: Letter, lock: int, given: Given, now: datetime) -> object:
    return converting.convert(by=by, letter=letter, lock=lock, now=now, **given)


def reply_of(letter: Letter) -> Reply | None:
    return Reply.objects.filter(letter=letter).select_related("drafted_by", "saved_by", "sent_by").first()


def _drafted(letter: Letter) -> dict[str, Any]:
    reply = reply_of(letter)
    return {"text": reply.text if reply else ""}


def _may_be_submitted(letter: Letter) -> bool:
    return Reply.objects.filter(letter=letter, state__in=replying.EDITABLE).exists()


def _more_days(letter: Letter) -> dict[str, Any]:
    return {"days": days_of(letter.organ)[Kind(letter.kind)].extra or None}


_NEW, _BEGUN = frozenset({State.RECEIVED}), frozenset({State.IN_HAND})
_EARLY = _NEW | _BEGUN

ACTS: dict[str, LetterAct] = {
    one.key: one
    for one in (
        LetterAct("accept", "受理并交办", AssignForm, _NEW, _keeps, _accept, "已受理并交办。", main=True),
        LetterAct(
            "reply",
            "保存答复",
            ReplyForm,
            _BEGUN,
            may_answer,
            _save,
            "答复已保存。",
            main=True,
            head="起草答复",
            begin=_drafted,
        ),
        LetterAct(
            "submit",
            "提交审核",
            ActForm,
            _BEGUN,
            may_answer,
            _submit,
            "答复已提交审核。",
            main=True,
            hint="提交的是上面已经保存的答复。",
            fits=_may_be_submitted,
        ),
        LetterAct("send", "发出答复", SendForm, frozenset({State.APPROVED}), _keeps, _send, "答复已发出。", main=True),
        LetterAct("reassign", "改派", AssignForm, _BEGUN, _keeps, _reassign, "已改派。"),
        LetterAct(
            "return",
            "退回信箱承办人员",
            ReasonForm,
            _BEGUN,
            may_answer,
            _give_back,
            "已退回，由信箱承办人员重新交办。",
            fits=lambda letter: letter.unit_id is not None,
        ),
        LetterAct("help", "请其他单位协办", HelpForm, _EARLY, may_answer, _ask_help, "已请它协办。"),
        LetterAct(
            "extend",
            "延长办理期限",
            ExtendForm,
            frozenset({State.RECEIVED, State.IN_HAND, State.IN_REVIEW}),
            _extends,
            _extend,
            "已延长，写信人能看到原因和新的期限。",
            begin=_more_days,
            fits=lambda letter: not letter.extra_days,
        ),
        LetterAct(
            "retype",
            "更正类型",
            RetypeForm,
            _EARLY,
            _keeps,
            _retype,
            "已更正类型，期限按新的类型重新计算。",
            begin=lambda letter: {"kind": letter.kind},
        ),
        LetterAct(
            "convert",
            "转为政府信息公开申请",
            ConvertForm,
            _EARLY,
            _keeps,
            _convert,
            "已转为政府信息公开申请，来信办结。",
            main=True,
            hint="写信人已经同意。申请的收到日期按《条例》第三十一条，以与写信人确认的那天计算。",
            fits=lambda letter: letter.consented_at is not None,
        ),
        LetterAct(
            "divert",
            "告知信访途径并办结",
            DivertForm,
            _EARLY,
            _keeps,
            _divert,
            "已办结，写信人凭查询码看到告知的途径。",
            begin=lambda letter: {"words": wording.diverted(practice_of(letter.organ))},
        ),
        LetterAct(
            "decline",
            "不予受理并办结",
            DeclineForm,
            _EARLY,
            _keeps,
            _decline,
            "已办结，写信人凭查询码看到理由。",
            danger=True,
        ),
        LetterAct(
            "ask_consent",
            "征求写信人意见：转为政府信息公开申请",
            ActForm,
            _EARLY,
            _keeps,
            _ask_consent,
            "写信人查看来信时会看到，由写信人决定。",
            hint=wording.CONSENT,
            fits=lambda letter: not letter.consent_asked_at and not letter.consented_at,
        ),
        LetterAct(
            "note_consent",
            "登记写信人的意见（转为公开申请）",
            ConsentForm,
            _EARLY,
            _keeps,
            _note_consent,
            "已登记写信人的意见。",
            begin=lambda letter: {"on": timezone.localdate()},
            fits=lambda letter: not letter.consented_at,
        ),
    )
}
