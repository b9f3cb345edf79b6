"""What is done to organs and people. Each is one transaction, asks its rule first, and is in the log."""

from gongkai_web.organs.services.accounts import (
    end_session,
    end_two_steps,
    open_account,
    renew_password,
    switch_account,
)
from gongkai_web.organs.services.guide import confirm_guide, group_mark, state_leading_group, state_particulars
from gongkai_web.organs.services.posts import appoint, delegate, end_post, withdraw
from gongkai_web.organs.services.relaxing import relax, take_back
from gongkai_web.organs.services.structure import found, merge, name_region_office, rename, supervise
from gongkai_web.organs.services.units import add_unit, end_unit, move_unit, rename_unit

__all__ = [
    "add_unit",
    "appoint",
    "confirm_guide",
    "delegate",
    "end_post",
    "end_session",
    "end_two_steps",
    "end_unit",
    "found",
    "group_mark",
    "merge",
    "move_unit",
    "name_region_office",
    "open_account",
    "relax",
    "rename",
    "rename_unit",
    "renew_password",
    "state_leading_group",
    "state_particulars",
    "supervise",
    "switch_account",
    "take_back",
    "withdraw",
]
