"""The roll-up: a government's report as the sum of its own, its departments' and its townships' reports.

Every summed cell keeps its parts, so that a number can be opened; a blank part is not 0, a missing organ is named, a matter
of several organs is counted once with its reason.
"""

from gongkai.report.rollup.comparing import Difference, Standing, differences
from gongkai.report.rollup.joint import Joint, cells_of_dispute, cells_of_request
from gongkai.report.rollup.parts import KIND_NAMES, ONLY_OWN, LeftOut, Options, Part, PartKind, Share
from gongkai.report.rollup.shares import is_one_row
from gongkai.report.rollup.summing import RollUp, SummedCell, Taken, roll_up
from gongkai.report.rollup.wire import to_json

__all__ = [
    "KIND_NAMES",
    "ONLY_OWN",
    "Difference",
    "Joint",
    "LeftOut",
    "Options",
    "Part",
    "PartKind",
    "RollUp",
    "Share",
    "Standing",
    "SummedCell",
    "Taken",
    "cells_of_dispute",
    "cells_of_request",
    "differences",
    "is_one_row",
    "roll_up",
    "to_json",
]
