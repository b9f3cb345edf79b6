"""Labels as offices and extractors print them, and the row of table three they name."""

import pytest

from gongkai.reading.labels import REQUEST_ROWS, bare, is_article


def best(fragment: str) -> tuple[str, float]:
    fits = {key: fit.score for key, label in REQUEST_ROWS.items() if (fit := label.fit(bare(fragment)))}
    key = max(fits, key=lambda k: fits[k], default="")
    return key, fits.get(key, 0.0)


@pytest.mark.parametrize(
    ("fragment", "row"),
    [
        ("一、本年新收政府信息公开申请数量", "new"),
        ("一、本年新收申请数量", "new"),
        ("本年新收政府 信息公开 申请数量", "new"),
        ("二、上年结转政府信息公开申请数量", "carried_in"),
        ("三、本年度办理结果（一）予以公开", "granted"),
        ("(一) 予以公开", "granted"),
        ("（二）部分公开", "partial"),
        ("（二）部分公开(区分处理的,只计这一情形,不计其他情形)", "partial"),
        ("（三）不予公开1.属于国家秘密", "denied_state_secret"),
        ("1．属于国家秘密", "denied_state_secret"),
        ("1、屬於國家秘密", "denied_state_secret"),
        ("2.其他法律行政\n法规禁止公开", "denied_by_law"),
        ('3.危及"三安全一稳定"', "denied_security"),
        ("3.危及 “ 三安 全一稳 定 ”", "denied_security"),
        ("1.本机关不掌握相关政府信息", "unable_not_held"),
        ("3.补证后申请内容仍不明确", "unable_unclear"),
        ("2.申请人逾期未接收 费通知要求缴纳费 用、行政机关不再处 理其政府信息公开 申请", "other_fee_unpaid"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "other_not_corrected"),
        ("1.逾期不补正", "other_not_corrected"),
        ("2.逾期不缴费", "other_fee_unpaid"),
        ("一、本年新收", "new"),
        ("二、上年结转", "carried_in"),
        ("四、结转下年", "carried_out"),
        ("3.其他", "other_misc"),
        ("（六）其他处理", "other"),
        ("（七）总计", "result_total"),
        ("四、结转下年度继续办理", "carried_out"),
    ],
)
def test_a_label_names_its_row(fragment: str, row: str) -> None:
    key, score = best(fragment)
    assert (key, score >= 0.6) == (row, True)


@pytest.mark.parametrize(
    "fragment", ["（三）不予公开", "（四）无法提供", "自然人", "信息内容", "政府信息公开", "2023年，我镇认真落实"]
)
def test_other_words_name_no_row(fragment: str) -> None:
    assert best(fragment)[1] < 0.6


@pytest.mark.parametrize(
    ("fragment", "row", "start"),
    [
        ("只计这一情形，不计其他情形)", "partial", 9),
        ("禁止公开", "denied_by_law", 8),
        ("另行制作", "unable_not_ready_made", 8),
    ],
)
def test_the_rest_of_a_label_is_known_as_such(fragment: str, row: str, start: int) -> None:
    fit = REQUEST_ROWS[row].fit(bare(fragment))
    assert fit is not None and fit.start == start


@pytest.mark.parametrize("fragment", ["第二十条第（一）项", "第二十条 第（五）项", "第二十条第(九)项"])
def test_articles_of_table_two(fragment: str) -> None:
    assert is_article(bare(fragment))
