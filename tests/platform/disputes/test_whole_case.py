"""One case from the refusal to the second reply: each letter approved and sent, one row of table three, one of table four."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.letters import letter as kind_of
from gongkai_web.disputes.board import rows_of, unfinished
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.statistics import table_four
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import dispatch, submit
from gongkai_web.requests.merging import letter_code, values_for
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.writing import write_letter
from gongkai_web.requests.stepping import step_of
from tests.platform.disputes.desk import decide, filing, recorded, step
from tests.platform.letters.desk import bureau, cleared, say
from tests.platform.letters.desk import values as typed
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import TODAY, registered

pytestmark = pytest.mark.django_db


def replied(office: Office, case: Request, reply: str) -> OutgoingLetter:
    """Decided, written, approved, reviewed where something is handed out, posted; the step is taken by the dispatch."""

    def do(act: Any, **given: Any) -> Any:
        case.refresh_from_db()
        return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)

    decide(do, reply)
    case.refresh_from_db()
    given = {"on": TODAY, "note": ""}
    kind = kind_of(letter_code(case, "reply", given) or "")
    known = values_for(case, step_of("reply", case, given), given, kind)
    values = typed(kind.code, reply if len(kind.replies) > 1 else "") | known
    letter = do(write_letter, step="reply", given=given, values=values)
    submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter.refresh_from_db()
    say(office.head, letter)
    if letter.hands_out:
        cleared(office, letter)
    letter.refresh_from_db()
    sent = {"way": Way.POST, "on": TODAY, "postage_paid": True, "tracking": "XA1"}
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, now=NOW, **sent)
    letter.refresh_from_db()
    case.refresh_from_db()
    return letter


def test_refused_overturned_and_replied_again() -> None:
    office = bureau()
    case = registered(office, arrived=date(2026, 11, 2))
    first = replied(office, case, "R36_3_16b")
    assert first.told == [
        "如不服本决定，可以自收到本告知书之日起60日内，先向青山县人民政府申请行政复议；对行政复议决定不服的，"
        "可以自收到行政复议决定书之日起15日内，依法向青山县人民法院提起行政诉讼。"
    ]
    made = recorded(office, filing(filed_on=TODAY, received_on=TODAY), request=case)
    rows = rows_of(unfinished(Dispute.objects.all()), TODAY)
    assert [(row.next.what, row.next.on) for row in rows if row.next] == [("answer", date(2026, 12, 4))]
    step(office, made, "answer")
    step(office, made, "result", ending="rv_revoked", document_number="青政复决〔2026〕18号")
    step(office, made, "order", days=20)
    case.refresh_from_db()
    assert (case.state, case.due, case.decision.reply) == ("replying_again", date(2026, 12, 18), "")
    rows = rows_of(unfinished(Dispute.objects.all()), TODAY)
    assert rows == [] or rows[0].next.what == "reply_again"
    second = replied(office, case, "R36_2")
    assert second.number != first.number and case.state == "replied"
    assert [act.reply for act in case.acts.filter(event="replied", voiding=None)] == ["R36_3_16b", "R36_2"]
    assert (Request.objects.count(), case.outcome) == (1, "denied_process"), "one request, the row of the first reply"
    counted = {name: number for name, number in table_four(office.organ, 2026).cells.items() if number}
    assert counted == {"reconsideration.corrected": 1, "reconsideration.total": 1}
    assert rows_of(unfinished(Dispute.objects.all()), TODAY) == [], "nothing is left to do"
