"""The reply that was ordered says which ruling ordered it: of whom, of which day, under which number."""

from datetime import date

import pytest

from gongkai.letters import letter as kind_of
from gongkai_web.letters.filling import filled_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.merging import values_for
from gongkai_web.requests.services.deciding import reply_step
from gongkai_web.requests.services.writing import ORDER, write_letter
from tests.platform.disputes.desk import answered, decide, recorded, step
from tests.platform.letters.desk import bureau, values
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db
SAID = "青山县人民政府2026年11月19日作出的行政复议决定（青政复决〔2026〕18号）"


def test_the_second_reply_names_the_ruling() -> None:
    office = bureau()
    case = answered(office)
    made = recorded(office, request=case)
    step(office, made, "answer")
    step(office, made, "result", on=date(2026, 11, 19), ending="rv_revoked", document_number="青政复决〔2026〕18号")
    step(office, made, "order", days=20, document_number="青政复决〔2026〕18号")

    def do(act, **given):
        case.refresh_from_db()
        return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)

    decide(do, "R36_4")
    case.refresh_from_db()
    kind = kind_of("not_held")
    known = values_for(case, reply_step(case, NOW.date()), {"on": NOW.date()}, kind)
    assert known[ORDER] == SAID
    typed = values("not_held") | {ORDER: ""}
    with pytest.raises(RequestError, match=ORDER):
        do(write_letter, step="reply", given={"on": NOW.date(), "note": ""}, values=typed)
    letter = do(write_letter, step="reply", given={"on": NOW.date(), "note": ""}, values=typed | {ORDER: SAID})

    text = "".join(block.text for block in filled_of(letter).blocks)
    assert f"根据{SAID}，本机关对" in text


def test_a_first_reply_names_none() -> None:
    office = bureau()
    case = answered(office)
    assert ORDER not in values_for(case, reply_step(case, NOW.date()), {"on": NOW.date()}, kind_of("not_held"))
