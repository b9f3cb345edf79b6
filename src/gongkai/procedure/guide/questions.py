"""补不补、该不该、有没有、给不给、当不当: the questions in their order, with the answers the Regulation knows."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.statute import EXEMPTIONS, REGULATION, REPLIES


@dataclass(frozen=True, slots=True)
class Answer:
    """It leads to a reply (code of REPLIES), to a step (code of NEXT_STEPS), or, with neither, to the next question."""

    code: str
    text: str
    hint: str = ""
    reply: str = ""
    step: str = ""

    @property
    def article(self) -> str:
        return REPLIES[self.reply].article if self.reply else ""


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    name: str
    text: str
    article: str
    answers: tuple[Answer, ...]

    def answer(self, code: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.code == code), None)


def _to(code: str, text: str, reply: str, hint: str = "") -> Answer:
    return Answer(code, text, hint, reply=reply)


_CORRECT = Question(
    "correct",
    "补不补",
    "申请人的姓名或者名称、身份证明、联系方式，申请的信息，获取的方式、途径，是不是都写明了？",
    f"{REGULATION.cite(29)}、第三十条",
    (
        Answer("clear", "都写明了，看下一问"),
        Answer(
            "unclear",
            "有没写明的，告知补正",
            "没有身份证明或者联系方式、信息指向不明、没有写明获取方式，应当一次性告知，并说明补正期限和逾期的后果",
            step="request_correction",
        ),
        _to("still", "补正以后仍不明确", "R30b", "已经补正过一次，仍然不知道要什么信息"),
    ),
)

_SCOPE = Question(
    "scope",
    "该不该",
    "要的是不是政府信息？是不是由本机关负责公开？有没有别的办理渠道？",
    f"{REGULATION.cite(2)}、第十条、第三十五条、第三十六条、第三十九条",
    (
        Answer("ours", "是本机关负责公开的政府信息，看下一问"),
        _to("petition", "实际是信访、投诉、举报", "R39_1", "告知不作为申请处理，可以告知相应渠道"),
        _to("publication", "要的是公报、报刊、书籍等公开出版物", "R39_2", "可以告知获取的途径"),
        _to("inquiry", "工商、不动产登记等，法律、行政法规有特别规定", "R36_7", "写明是哪部法律、行政法规，到哪里查询"),
        _to("other_organ", "不属于本机关负责公开", "R36_5", "能够确定负责机关的，写明名称、联系方式"),
        _to("repeat", "已经答复过，申请人重复申请相同信息", "R36_6", "须是同一申请人、相同信息、已经答复"),
        Answer("excessive", "数量、频次明显超过合理范围，要求说明理由", "先要求说明理由", step="request_reasons"),
        _to("unreasonable", "说明的理由不合理", "R35", "已经要求说明理由，申请人没有说明或者理由不合理"),
        _to("reconfirm", "要求确认或者重新出具已经取得的信息", "RX"),
        _to(
            "no_information",
            "不是政府信息，例如咨询、要求评价",
            "R_OTHER",
            "本机关履行行政管理职能中制作或者获取并记录保存的，才是政府信息",
        ),
    ),
)

_HELD = Question(
    "held",
    "有没有",
    "本机关制作或者获取过这项信息吗？现成的能不能提供？",
    f"{REGULATION.cite(36, 0, 4)}、第三十八条",
    (
        Answer("held", "有现成的，看下一问"),
        _to("not_held", "经检索没有", "R36_4", "须有检索记录：谁、什么时候、查了哪些地方、用了哪些词"),
        _to("processing", "没有现成的，需要加工、分析", "R38", "能够区分处理的不算加工"),
    ),
)

_GIVE = Question(
    "give",
    "给不给",
    "能不能公开？",
    f"{REGULATION.cite(13)}至第十六条、第三十二条、第三十六条、第三十七条",
    (
        _to("give", "可以公开，提供信息", "R36_2"),
        _to("public", "已经主动公开，告知获取的方式、途径", "R36_1"),
        _to("part", "一部分不能公开，区分处理", "R37", "遮盖以后其余的能提供的，应当提供，并说明不予公开部分的理由"),
        *(_to(f"refuse_{code}", f"不予公开：{ground.name}", f"R36_3_{code}") for code, ground in EXEMPTIONS.items()),
        Answer(
            "ask",
            "涉及商业秘密、个人隐私等，先征求第三方意见",
            "第三方逾期不答复，既不算同意也不算不同意，由本机关决定",
            step="consult_third_party",
        ),
        Answer(
            "ask_organ",
            "几个机关共同制作，或者要与其他机关核对，先征求意见",
            "共同制作机关逾期不提出意见，视为同意公开",
            step="consult_organ",
        ),
    ),
)

_PROPER = Question(
    "proper",
    "当不当",
    "理由、依据、证据、提供方式、救济告知都妥当吗？",
    f"{REGULATION.cite(33)}、第三十六条、第四十条",
    (
        Answer("yes", "妥当，可以起草答复"),
        Answer("no", "还有不妥，先补齐", "下面列出还缺的证据"),
    ),
)

QUESTIONS = (_CORRECT, _SCOPE, _HELD, _GIVE, _PROPER)
