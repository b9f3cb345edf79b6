"""What a writer is told in the office's name. An organ sees and may change each of them before it goes out."""

from __future__ import annotations

from gongkai_web.mailbox.kinds import Declined
from gongkai_web.mailbox.models import Practice

DIVERTED = (
    "您反映的事项属于信访事项，本机关已经登记。根据《信访工作条例》的规定，请向有权处理的机关、单位提出，"
    "也可以通过下列途径提出：{where}。信访工作机构会告诉您是否受理。"
)
WHERE = "国家信访局网上信访平台，当地信访局（人民来访接待中心），或者拨打 12345 政务服务便民热线"

DECLINED: dict[Declined, str] = {
    Declined.REPEATED: "您反映的同一事项本机关已经答复，这次来信没有新的事实和理由，本机关不再重复答复。",
    Declined.NOT_OURS: "您反映的事项不属于本机关的职责。请向有权处理的单位反映：（请写明单位名称和电话）。",
    Declined.UNCLEAR: "您的来信内容无法辨认，按您留下的联系方式也没有联系上您，本机关无法办理。请写清时间、地点和事项后重新来信。",
    Declined.ADVERT: "您的来信不属于咨询、求助、建议、投诉、举报，本机关不予办理。",
}

CONSENT = (
    "您的来信像是要获取政府信息。转为政府信息公开申请以后，按《中华人民共和国政府信息公开条例》办理：有法定的答复期限，"
    "对答复不服可以申请行政复议或者提起行政诉讼；需要补充身份证明的，会另行告知。不同意的，继续按来信办理。"
)


def diverted(practice: Practice) -> str:
    return DIVERTED.format(where=practice.petition_where or WHERE)
