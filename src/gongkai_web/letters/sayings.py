"""The log of letters in plain Chinese."""

from __future__ import annotations

from gongkai_web.audit.sayings import WORDS, labelled, plain
from gongkai_web.letters.kinds import Way
from gongkai_web.publishing.models import SecrecyReview

WORDS.update(
    {
        "letter.drafted": plain("起草文书"),
        "letter.saved": plain("修改文书"),
        "letter.submitted": plain("文书提交审核，文号 %(number)s", "number"),
        "letter.secrecy_reviewed": labelled(
            "对随文书提供的信息做保密审查，结论：%(conclusion)s",
            "conclusion",
            dict(SecrecyReview.Conclusion.choices),
        ),
        "letter.dispatched": labelled("文书发出：%(way)s", "way", dict(Way.choices)),
        "letter.served": plain("登记文书已送达，%(on)s", "on"),
        "letter.stamped": plain("文书写上签发之日，%(on)s", "on"),
        "letter.redated": plain("改落款日期，由%(was)s改为%(to)s，重新送审", "was", "to"),
        "letter.read": plain("收件人在网上下载文书里的文件"),
        "letter.bounced": plain("登记文书被退回，%(on)s", "on"),
        "letter.void": plain("文书作废：%(reason)s", "reason"),
        "letter.template_uploaded": plain("上传《%(name)s》模板，第 %(version)s 版", "name", "version"),
        "letter.template_brought_back": plain("恢复《%(name)s》以前的模板，成为第 %(version)s 版", "name", "version"),
        "letter.habits_set": plain("修改文书设置"),
    }
)
