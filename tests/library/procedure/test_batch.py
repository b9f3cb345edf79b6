"""JSON lines in and out."""

import json
import tracemalloc

from gongkai.procedure import answers
from gongkai.procedure.wire import event_from_json


def lines(*items: object) -> list[bytes]:
    return [item if isinstance(item, bytes) else json.dumps(item).encode() for item in items]


def test_the_answer_has_the_shape_of_the_specification() -> None:
    request = {"id": "a", "received": "2026-01-20", "events": [{"type": "corrected", "date": "2026-02-25"}]}
    (answer,) = answers(lines(request))
    data = answer.data
    assert list(data) == ["id", "due", "provisional", "assumed", "clocks", "steps", "warnings"]
    assert (data["id"], data["due"], data["provisional"], data["assumed"]) == ("a", "2026-03-24", False, False)
    assert data["clocks"] == {
        "reply": {"from": "2026-02-25", "due": "2026-03-24", "ended_on": None},
        "correction_notice": {"from": "2026-01-20", "due": "2026-01-29", "ended_on": "2026-02-25"},
        "third_party": [],
        "organ": [],
        "payment": None,
    }
    assert data["warnings"] == []


def test_a_bad_line_harms_no_other() -> None:
    given = lines(
        {"id": 1, "received": "2026-04-20"},
        b"{",
        b"\xff\xfe\x00",
        {"id": 4, "received": "2026-04-20", "events": [{"type": "extended", "date": "2026-06-01", "days": 3}]},
        b"",
        b"  \n",
        [1],
        b"[" * 100_000,
        b'{"id": 9, "received": "2026-04-20", "events": [{"type": "extended", "date": "2026-05-08", "days": 1'
        + b"0" * 5000,
        {"id": 10, "received": "2026-04-20", "events": None},
    )
    got = list(answers(given))
    assert [answer.failed for answer in got] == [False, True, True, True, True, True, True, False]
    assert [answer.data.get("line") for answer in got] == [None, 2, 3, 4, 7, 8, 9, None]
    assert got[-1].data["due"] == "2026-05-20"


def test_an_error_names_its_line_its_id_and_its_event() -> None:
    request = {"id": "x", "received": "2026-04-20", "events": [{"type": "fee_paid", "date": "2026-05-08"}]}
    (answer,) = answers(lines(request))
    assert answer.data == {
        "line": 1,
        "id": "x",
        "error": {
            "code": "FEE_NOT_NOTIFIED",
            "event": "fee_paid",
            "text": "缴费（2026年5月8日）：此前没有收费通知。请核对这一事项",
            "position": 1,
        },
    }


def test_a_missing_year_names_the_year() -> None:
    (answer,) = answers(lines({"id": "x", "received": "2027-12-20"}))
    assert answer.data["error"]["code"] == "YEAR_MISSING" and "2028" in answer.data["error"]["text"]


def test_a_byte_order_mark_is_no_error() -> None:
    (answer,) = answers([b"\xef\xbb\xbf" + lines({"received": "2026-04-20"})[0]])
    assert (answer.failed, answer.data["id"]) == (False, None)


def test_nothing_is_held_in_memory() -> None:
    line = lines({"received": "2026-04-20"})[0]
    tracemalloc.start()
    for answer in answers(line for _ in range(3000)):
        assert not answer.failed
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_a_field_written_null_is_not_given() -> None:
    event = event_from_json({"type": "third_party_replied", "date": "2026-05-08", "party": None, "days": None})
    assert (event.party, event.days) == (None, None)
