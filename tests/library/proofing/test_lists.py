"""Tables of persons: what may be shown and what may not."""

from tests.library.proofing.texts import CARD, ID, MOBILE, identity, in_table

HEADS = ("序号", "姓名", "身份证号", "补贴金额（元）")


def told(*rows: tuple[str, ...]) -> list[str]:
    return [f"{finding.rule} {finding.severity}" for finding in in_table(*rows)]


def test_an_unmasked_column_is_told_once_for_all_its_rows() -> None:
    rows = [(str(n), f"张{n}", identity(f"3209221990030712{n}"), "500") for n in range(9)]
    findings = in_table(HEADS, *rows)
    assert [finding.rule for finding in findings] == ["PF-LIST"]
    assert "9 个号码" in findings[0].message
    assert "身份证号" in findings[0].message
    assert (findings[0].at.table, findings[0].at.column) == (1, 3)


def test_a_masked_column_is_as_it_should_be() -> None:
    assert told(HEADS, ("1", "张三", "320922********1234", "500"), ("2", "李四", "3209**********4321", "800")) == []


def test_card_numbers_need_no_check_digit_under_their_own_head() -> None:
    assert told(("户主", "一卡通号", "金额"), ("张三", "3209220101010012345678"[:19], "500")) == ["PF-LIST error"]


def test_telephones_of_private_persons_are_told_once_a_column() -> None:
    findings = in_table(
        ("姓名", "家庭住址", "电话"), ("张三", "陈圩村3组5号", MOBILE), ("李四", "陈圩村4组6号", "13912345678")
    )
    assert [(f.rule, f.severity.value, f.count) for f in findings] == [
        ("PF-ADDRESS", "warning", 2),
        ("PF-MOBILE", "error", 2),
    ]
    assert "共 2 处" in findings[1].message


def test_a_list_of_an_offices_contacts_is_meant_to_be_public() -> None:
    rows = ("姓名", "职务", "办公电话"), ("王五", "镇长", "0515-84102345")
    assert [rule for rule in told(*rows) if not rule.endswith("info")] == []


def test_columns_of_illness_poverty_and_minors() -> None:
    rows = (
        ("姓名", "病种", "残疾等级", "致贫原因", "就读学校", "金额"),
        ("张三", "尿毒症", "二级", "因病", "县一中", "500"),
    )
    assert told(*rows) == ["PF-SENSITIVE warning"] * 4


def test_a_table_without_persons_may_speak_of_illness() -> None:
    assert told(("病种", "报销比例"), ("尿毒症", "90%")) == []


def test_identity_numbers_in_a_column_of_another_name_are_found() -> None:
    assert told(("姓名", "备注"), ("张三", ID)) == ["PF-ID error"]
    assert told(("姓名", "备注"), ("张三", f"卡号{CARD}")) == ["PF-BANKCARD error"]


def test_a_number_broken_by_a_narrow_column_is_one_number() -> None:
    assert told(("姓名", "备注"), ("张三", f"{ID[:10]}\n{ID[10:]}")) == ["PF-ID error"]
    assert told(("姓名", "电话"), ("张三", f"{MOBILE[:7]}\n{MOBILE[7:]}")) == ["PF-MOBILE error"]
    assert told(("姓名", "家庭住址"), ("张三", "陈圩村3组\n5号")) == ["PF-ADDRESS warning"]
    assert sorted(told(("姓名", "备注"), ("张三", f"{ID}\n{MOBILE}"))) == ["PF-ID error", "PF-MOBILE error"]


def test_numbers_of_neighbouring_cells_are_not_one_number() -> None:
    assert told(("区划", "日期", "序号"), (ID[:6], ID[6:14], ID[14:])) == []
