"""Words around a number that tell whose it is: an office's own, published for the public, or a private person's."""

from __future__ import annotations

import re

PRIVACY_BASIS = "《条例》第十五条（个人隐私）；《个人信息保护法》"
SECRECY_BASIS = "《条例》第十四条、第十七条；《保守国家秘密法》第三十五条"

_OFFICE_LINE = re.compile(
    r"(?:咨询|监督|举报|投诉|服务|办公|值班|受理|热线|报名|报警|传真|总机|业务|联系|公开|查询|维权|救援|反映|报修|客服|办事|办理)"
    r"[^，。；\n]{0,10}(?:电话|手机|号码|方式|热线|专线)?[^，。；\n]{0,12}$|(?:电话|传真|热线|TEL|Tel|tel)[^，。；\n]{0,14}$"
)
_PRIVATE = re.compile(
    r"本人|申请人|当事人|户主|监护人|学生|家长|患者|住户|受害人|举报人|投诉人|信访人|家属|家庭|村民|居民|被执行人|受助|"
    r"救助对象|低保|残疾人|伤者|死者|法定代表人|考生|病人|姓名|身份证|住址|[，,（(](?:男|女)[，,）)]"
)
PERSON_HEADS = re.compile(
    r"姓\s*名|户\s*主|申请人|监护人|学生|患者|家长|救助对象|受助人|领取人|持卡人|考生|死者|被救助"
)


_PARTICULARS = re.compile(r"身份证|身份号码|公民身份|当事人|被处罚人|被申请人|申请人|性别|住址|家庭地址")
_TO_BE_CALLED = re.compile(r"联系人|经办人|咨询|监督|举报电话|投诉电话|致电|拨打(?!1\d\d)|来电|热线")


def has_any(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def is_office_line(before: str) -> bool:
    """The words before a telephone number give it as one to be called."""
    return _OFFICE_LINE.search(before) is not None


def is_among_particulars(line_before: str) -> bool:
    """A line that gives a person's particulars one after the other, so that its telephone is the person's."""
    return _PARTICULARS.search(line_before) is not None and not is_to_be_called(line_before)


_OTHER_NUMBER = re.compile(
    r"(?:编号|编码|代码|单号|证号|文号|案号|流水号?|订单|合同|条码|追溯码|批号|发票|工号|学号|考号|图号|票号|期号|金额|总额|面积)"
    r"[^，。；\n]{0,6}$"
)


def is_other_number(before: str) -> bool:
    """The words before a number give it as a code or an amount."""
    return _OTHER_NUMBER.search(before) is not None


def is_to_be_called(before: str) -> bool:
    """联系人：王某，电话 … is given to be called, also where the sentence names persons."""
    return _TO_BE_CALLED.search(before) is not None


def is_private(before: str) -> bool:
    return _PRIVATE.search(before) is not None
