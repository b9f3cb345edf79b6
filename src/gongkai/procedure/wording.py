"""The sentences of steps and warnings. Official plain Chinese; dates as on paper."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.calendar import Calendar, chinese_date, chinese_range
from gongkai.procedure.clocks import Caution, Step
from gongkai.procedure.events import Event, Role
from gongkai.procedure.letters import Letter
from gongkai.statute import FEE_NOTICE_ARTICLE, FEE_RESTART_ARTICLE, REPLIES, Regime, Topic

_ONE_DAY = timedelta(days=1)
_FRIDAY = 4


def received(day: date, regime: Regime) -> Step:
    text = "收到政府信息公开申请，当日不计算在期限内"
    return Step(day, text, regime.articles[Topic.RECEIPT])


def correction_requested(event: Event, limit: date, regime: Regime) -> Step:
    until = f"，请申请人在{chinese_date(event.until)}以前补正" if event.until else ""
    text = f"发出补正告知书（应当在{chinese_date(limit)}以前发出）{until}"
    return Step(event.date, text, regime.articles[Topic.CORRECTION])


def corrected(event: Event, regime: Regime) -> Step:
    return Step(event.date, "收到补正后的申请，答复期限自当日起重新计算", regime.articles[Topic.CORRECTION])


def consulted(letter: Letter, regime: Regime) -> Step:
    arrival = "" if letter.received == letter.sent else f"，{chinese_date(letter.received)}收到"
    limit = f"，应当在{chinese_date(letter.limit)}以前提出意见" if letter.limit else "，法律没有规定提出意见的期限"
    text = f"向{letter.whom}发出征求意见书{arrival}{limit}；自次日起暂停计算答复期限"
    return Step(letter.sent, text, _consultation_article(letter, regime))


def opinion(letter: Letter, day: date, calendar: Calendar, regime: Regime) -> Step:
    late = "，已经超过期限" if letter.is_late else ""
    text = f"收到{letter.whom}的意见{late}；{_excluded(letter, calendar)}"
    return Step(day, text, regime.articles[Topic.EXCLUSION])


def silence(letter: Letter, limit: date, calendar: Calendar, regime: Regime) -> Step:
    """For a letter nobody has answered: what its limit means, and that the count presumes it."""
    meaning = "视为同意公开" if letter.event.role is Role.CO_MAKER else "由本机关依法决定是否公开"
    text = f"没有收到{letter.whom}的意见的，到这一天期限届满，{meaning}；{_excluded(letter, calendar)}"
    return Step(limit, text, _consultation_article(letter, regime))


def _consultation_article(letter: Letter, regime: Regime) -> str:
    if not letter.to_organ:
        return regime.articles[Topic.THIRD_PARTY]
    return regime.articles[Topic.CO_MAKER if letter.event.role is Role.CO_MAKER else Topic.EXCLUSION]


def _excluded(letter: Letter, calendar: Calendar) -> str:
    end = letter.excluded_through
    days = calendar.count(letter.sent, end) if end else 0
    if not end or not days:
        return "没有需要扣除的工作日"
    return f"{chinese_range(letter.sent + _ONE_DAY, end)}的{days}个工作日不计算在答复期限内"


def extended(event: Event, regime: Regime) -> Step:
    consent = f"经{event.approved_by}同意，" if event.approved_by else ""
    text = f"{consent}延长答复期限{event.days}个工作日，并告知申请人"
    return Step(event.date, text, regime.articles[Topic.EXTENSION])


def delayed(event: Event, until: date, regime: Regime) -> Step:
    reason = f"（{event.reason}）" if event.reason else ""
    text = f"申请数量、频次明显超过合理范围而理由合理{reason}，确定延迟至{chinese_date(until)}答复，并告知申请人"
    return Step(event.date, text, regime.articles[Topic.DELAY])


def fee_notified(event: Event, limit: date) -> Step:
    text = f"申请人收到收费通知，应当在{chinese_date(limit)}以前缴纳信息处理费；缴费以前答复期限不变"
    return Step(event.date, text, FEE_NOTICE_ARTICLE)


def fee_paid(event: Event) -> Step:
    return Step(event.date, "申请人缴纳信息处理费，答复期限自次日起重新计算", FEE_RESTART_ARTICLE)


def withdrawn(event: Event) -> Step:
    return Step(event.date, "申请人撤回申请，办理终止")


def replied(event: Event, regime: Regime) -> Step:
    return Step(event.date, "发出答复", regime.articles[Topic.ANSWER])


def reasons_requested(event: Event, regime: Regime) -> Step:
    until = f"，请申请人在{chinese_date(event.until)}以前说明" if event.until else ""
    text = f"申请数量、频次明显超过合理范围，要求说明理由{until}；答复期限继续计算"
    return Step(event.date, text, regime.articles[Topic.DELAY])


def reasons_given(event: Event, regime: Regime) -> Step:
    return Step(event.date, "收到申请人说明的理由；答复期限继续计算", regime.articles[Topic.DELAY])


def closed(event: Event) -> Step:
    reply = REPLIES[event.reply or ""]
    reason = event.reason or ("办理终止" if event.reply == "R_OTHER" else reply.name)
    return Step(event.date, f"{reason}，不再处理", reply.article or None)


def reply_ordered(event: Event, days: int) -> Step:
    return Step(event.date, f"人民法院或者行政复议机关责令重新答复，自次日起计算{days}个工作日")


def fell_due(due: date, start: date, days: int, extension: int, calendar: Calendar, regime: Regime) -> Step:
    """The last step: how the days were counted."""
    excluded = calendar.count(start, due) - days - extension
    counted = f"{days}个工作日" + (f"，延长{extension}个工作日" if extension else "")
    left_out = f"，扣除征求意见的{excluded}个工作日" if excluded > 0 else ""
    text = f"自{chinese_date(start)}的次日起{counted}{left_out}，答复期限到这一天届满{rests(start, due, calendar)}"
    return Step(due, text, regime.articles[Topic.REPLY])


def put_off(until: date, regime: Regime) -> Step:
    return Step(until, "延迟答复的期限到这一天届满", regime.articles[Topic.DELAY])


def rests(start: date, due: date, calendar: Calendar) -> str:
    """Which holidays fell into the count, and which weekends were worked."""
    rests = [
        f"{holiday.name}（{chinese_range(holiday.days[0], holiday.days[-1])}）"
        for holiday in calendar.holidays_between(start, due)
        if any(day.weekday() <= _FRIDAY for day in holiday.days)
    ]
    worked = [chinese_date(day) for day in calendar.worked_weekends(start, due)]
    parts = [f"{'、'.join(rests)}放假不计算"] if rests else []
    parts += [f"{'、'.join(worked)}调休上班，计算在内"] if worked else []
    return f"；其间{'；'.join(parts)}" if parts else ""


def late_correction_notice(sent: date, limit: date, otherwise: date | None) -> Caution:
    result = f"为{chinese_date(otherwise)}" if otherwise else "还不能确定"
    text = (
        f"补正告知书{chinese_date(sent)}发出，超过了{chinese_date(limit)}的期限；"
        f"如果补正因此不能使答复期限重新计算，答复期限{result}"
    )
    return Caution("LATE_CORRECTION_NOTICE", text, otherwise)


def late_reply(sent: date, due: date, calendar: Calendar) -> Caution:
    days = calendar.count(due, sent)
    late = f"晚了{days}个工作日" if days else "已经逾期"
    return Caution("LATE_REPLY", f"答复{chinese_date(sent)}发出，答复期限为{chinese_date(due)}，{late}", due)


def late_payment(paid: date, limit: date) -> Caution:
    text = f"缴费期限为{chinese_date(limit)}，{chinese_date(paid)}才缴费；逾期未缴纳的可以视为放弃申请，不再处理"
    return Caution("LATE_PAYMENT", text, limit)


def late_fee_notice(received_on: date, due: date) -> Caution:
    text = f"收费通知应当在答复期限（{chinese_date(due)}）以内发出，申请人{chinese_date(received_on)}才收到"
    return Caution("LATE_FEE_NOTICE", text, due)


def late_delay(told: date, due: date) -> Caution:
    text = f"延迟答复{chinese_date(told)}才告知，原来的答复期限{chinese_date(due)}已过，延迟可能不被认可"
    return Caution("LATE_DELAY", text, due)


def late_consultation(letter: Letter, due: date) -> Caution:
    text = f"向{letter.whom}征求意见时，答复期限{chinese_date(due)}已过，征求意见的时间不再扣除"
    return Caution("LATE_CONSULTATION", text, due)


def open_without_limit(letter: Letter) -> Caution:
    text = f"{letter.whom}的意见没有法定期限，收到以前不能确定答复期限；答复期限一直暂停会有争议，请及时催办"
    return Caution("OPEN_WITHOUT_LIMIT", text)


def limit_presumed(letter: Letter, regime: Regime) -> Caution:
    text = f"{regime.law.short}没有规定{letter.whom}提出意见的期限，这里按{regime.third_party_days}个工作日推定"
    return Caution("LIMIT_PRESUMED", text)


def no_consent(event: Event) -> Caution:
    text = f"{chinese_date(event.date)}延长答复期限，没有记录政府信息公开工作机构负责人的同意"
    return Caution("NO_CONSENT", text)


def no_reason(event: Event) -> Caution:
    return Caution("NO_REASON", f"{chinese_date(event.date)}确定延迟答复，没有记录理由")


def repeated_correction(event: Event) -> Caution:
    text = f"{chinese_date(event.date)}再次收到补正；补正应当一次性告知，再次重新计算答复期限会有争议"
    return Caution("REPEATED_CORRECTION", text)


def extended_ordered_reply(event: Event) -> Caution:
    text = f"{chinese_date(event.date)}延长的是责令重新答复的期限；行政机关能否自行延长没有明文规定"
    return Caution("ORDERED_REPLY_EXTENDED", text)


def fee_on_earlier_request(received_on: date, since: date) -> Caution:
    text = f"申请{chinese_date(received_on)}收到，收费办法{chinese_date(since)}才施行，能否收费会有争议"
    return Caution("FEE_ON_EARLIER_REQUEST", text)


def before_regulation(day: date, regime: Regime) -> Caution:
    law = regime.law
    text = f"{chinese_date(day)}收到申请时，{law.short}尚未施行（{chinese_date(law.in_force)}施行），这里仍按它计算"
    return Caution("BEFORE_REGULATION", text)
