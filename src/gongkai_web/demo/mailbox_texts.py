"""What people write to the invented townships. Every name, number and place is invented."""

from __future__ import annotations

from dataclasses import dataclass

ANSWERED = ("accept", "reply", "submit", "approve", "send")
PUBLISHED = (*ANSWERED, "rate", "publish")


@dataclass(frozen=True, slots=True)
class Told:
    """`age` days ago it came, `took` days later it was answered; `steps` are what was done with it, in order."""

    kind: str
    title: str
    text: str
    name: str
    age: int
    phone: str = ""
    """Of nobody; where none is given, one that goes with the name."""
    channel: str = "form"
    outer: str = ""
    consents: bool = True
    unit: str = ""
    helper: str = ""
    reply: str = ""
    took: int = 3
    rating: int = 5
    public: str = ""
    steps: tuple[str, ...] = ()


_LAMP = Told(
    "help",
    "三组路口的路灯坏了",
    "村三组路口的路灯坏了有半个月，晚上孩子放学看不见路，希望尽快修好。",
    "申大有",
    40,
    unit="综合办",
    reply="您好！来信收悉。经核实，三组路口的两盏路灯因线路老化不亮，已于昨日更换线路和灯泡，现已恢复照明。感谢您的反映。",
    steps=PUBLISHED,
)
_SUBSIDY = Told(
    "consult",
    "秸秆还田补贴什么时候发到卡上",
    "今年秋天的秸秆还田补贴，村里公示完了，什么时候能发到一卡通上？",
    "卜小梅",
    25,
    unit="农业站",
    reply="您好！今年秋季秸秆还田补贴公示已经结束，名单报县农业农村局审核，审核通过后由县财政局打卡发放，预计下月底前到账。",
    took=2,
    rating=4,
    steps=PUBLISHED,
)

LETTERS: dict[str, tuple[Told, ...]] = {
    "DEMO-1": (
        _LAMP,
        _SUBSIDY,
        Told(
            "complain",
            "集市占道，车过不去",
            "逢集的日子摊子摆到公路上，车过不去，去镇医院都耽误。",
            "冉秋生",
            60,
            channel="hotline",
            outer="热线-20260918",
            consents=False,
            unit="综合办",
            reply="您好！已与派出所、市场办一起划定摊位线，逢集日安排人员值守，占道的已劝离。",
            took=20,
            rating=3,
            steps=(*ANSWERED, "rate"),
        ),
        Told(
            "suggest",
            "建议在上河村设一个公交站",
            "上河村到乡里没有公交站，老人赶集要走四里路，建议设一个招呼站。",
            "万里程",
            15,
            unit="综合办",
            reply="您好！您的建议已转县交通运输局。经沟通，拟在明年客运线路调整时在上河村口增设招呼站，届时会公示。",
            steps=("accept", "reply", "submit"),
        ),
        Told(
            "consult",
            "低保的钱两个月没有到账",
            "我家的低保金两个月没有到账了，是不是取消了？",
            "辛明月",
            4,
            unit="民政所",
            helper="财政所",
            steps=("accept", "help"),
        ),
        Told(
            "other",
            "申请公开道路硬化工程的合同",
            "我想申请公开石桥村至上河村道路硬化工程的施工合同和验收材料复印件。",
            "计长庚",
            3,
            steps=("ask_consent",),
        ),
        Told(
            "report",
            "对宅基地处理意见不服，要求复查复核",
            "我家宅基地的事信访过一次，对处理意见不服，要求复查复核。",
            "应守田",
            12,
            consents=False,
            steps=("divert",),
        ),
        Told(
            "help",
            "水渠堵了，麦地浇不上水",
            "下河湾的水渠让树枝堵了，三十多亩麦地浇不上水，请帮着清一清。",
            "申大有",
            1,
        ),
    ),
    "DEMO-2": (
        Told(
            "consult",
            "新生儿医保在哪里办",
            "孩子出生一个月，医保在镇里能办吗？要带什么？",
            "计小满",
            20,
            unit="党政办",
            reply="您好！新生儿医保在镇便民服务中心医保窗口办理，请带户口簿和出生医学证明，当场办结。",
            took=1,
            steps=PUBLISHED,
        ),
        Told(
            "complain", "垃圾点气味大", "河堤路垃圾点两三天不清，气味大，请督促清运。", "卜远山", 6, steps=("accept",)
        ),
    ),
    "DEMO-5": (
        Told(
            "suggest",
            "图书室周末开门",
            "建议镇文化站图书室周末也开门，孩子们能去看书。",
            "辛小暑",
            30,
            unit="社会事务办",
            reply="您好！自下月起图书室周六、周日上午八点半至十一点半开放。谢谢您的建议。",
            took=5,
            steps=PUBLISHED,
        ),
    ),
}
