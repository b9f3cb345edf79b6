"""How a request ended is said once."""

from gongkai.statute import REPLIES
from gongkai_web.requests.results import told_besides


def test_a_reply_is_named_beside_its_row_only_where_the_row_does_not_say_it() -> None:
    assert told_besides("partial", "R37") == ""
    assert told_besides("granted", "R36_1") == "已经主动公开"
    assert told_besides("other_misc", "R_WITHDRAW") == "申请人撤回申请"
    assert told_besides("granted", "") == "" and set(REPLIES)
