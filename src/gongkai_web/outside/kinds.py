"""The short lists of this part: codes that never change, with the words people read."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

LINK_DAYS = (1, 3, 7, 14)
TOKEN_BYTES = 24
"""192 bits: a link is not found by guessing."""
CODE_DIGITS, MOST_TRIES = 6, 3
"""A wrong code is three chances in a million at most; then the organ's page makes another one."""
READ_FOR = timedelta(hours=2)


class State(models.TextChoices):
    FILLING = "filling", "正在填报"
    WAITING = "waiting", "等电话核对"
    FILED = "filed", "已报送"
    DROPPED = "dropped", "已作废"


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", "核对一致"
    WRONG_CODE = "wrong_code", "确认码不对"
    UNREACHED = "unreached", "没有打通"
    DENIED = "denied", "对方说没有报送"
