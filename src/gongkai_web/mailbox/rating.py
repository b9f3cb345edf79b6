"""Satisfaction, asked on the status page once the reply is there; once for each letter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.holding import hold, told
from gongkai_web.mailbox.kinds import Act, Rating, State
from gongkai_web.mailbox.models import Letter

MOST_REMARK = 500


@transaction.atomic
def rate(*, letter: Letter, rating: Rating, remark: str, now: datetime) -> Letter:
    kept = hold(letter)
    if kept.state != State.ANSWERED:
        raise MailboxError(_("还没有答复，不能评价"), _("请在收到答复后评价"))
    if kept.rating is not None:
        raise MailboxError(_("您已经评价过"), _("每封信评价一次"))
    if len(remark.strip()) > MOST_REMARK:
        raise MailboxError(_("说明超过 %(most)d 个字") % {"most": MOST_REMARK}, _("请缩短后再提交"))
    kept.rating, kept.remark, kept.rated_at = rating, remark.strip(), now
    return told(kept, Act.RATED, None, now, text=rating.label, rating=int(rating))
