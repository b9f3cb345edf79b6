"""Texts that must be found and texts that must not, as a reviewer of a township would judge them."""

import pytest

from tests.library.proofing.texts import CARD, CHILD, ID, MOBILE, card, identity, rules

FOUND = [
    # 身份证号码
    (f"张三，身份证号：{ID}", "PF-ID error"),
    (f"公民身份号码{ID[:6]} {ID[6:14]} {ID[14:]}", "PF-ID error"),
    (f"证件：{ID[:-1]}{ID[-1].lower()}。", "PF-ID error"),
    ("身份证号：" + "".join(chr(ord(c) + 0xFEE0) for c in ID), "PF-ID error"),
    (f"被处罚人李四（{ID}）", "PF-ID error"),
    (f"身份证号{ID[:10]}\n{ID[10:]}，住址不详", "PF-ID error"),
    (f"1    张三    {ID[:8]}    陈圩村    500\n             {ID[8:16]}\n             {ID[16:]}", "PF-ID error"),
    (identity("81000019900307123"), "PF-ID error"),
    ("身份证号：320922900307123", "PF-ID error"),
    (f"身份证号码：{ID[:-1]}{(int(ID[-1].replace('X', '0')) + 1) % 10}", "PF-ID warning"),
    # 其他证件
    ("护照号码：E12345678", "PF-PASSPORT warning"),
    ("港澳居民来往内地通行证 H12345678", "PF-PASSPORT warning"),
    # 电话、邮箱
    (f"申请人王五，电话{MOBILE}", "PF-MOBILE error"),
    (f"户主：赵六，男，{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", "PF-MOBILE error"),
    (f"请与{MOBILE}核对", "PF-MOBILE warning"),
    (f"微信同号+86{MOBILE}", "PF-MOBILE warning"),
    (f"联系人：王科长，{MOBILE}", "PF-MOBILE info"),
    (f"监督举报电话：{MOBILE}", "PF-MOBILE info"),
    ("信访人孙七家庭电话0515-84102345", "PF-LANDLINE warning"),
    ("咨询电话：0515-84102345", "PF-LANDLINE info"),
    ("申请人邮箱：zhangsan@qq.com", "PF-EMAIL warning"),
    ("意见反馈邮箱：bhxzfb@163.com", "PF-EMAIL info"),
    # 银行卡
    (f"开户行农业银行，卡号{CARD}", "PF-BANKCARD error"),
    (f"一卡通账号 {CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "PF-BANKCARD error"),
    (CARD, "PF-BANKCARD warning"),
    (f"户名：滨海县财政局保证金专户，账号：{CARD}", "PF-BANKCARD info"),
    (f"信用卡{card('422888000000001')}", "PF-BANKCARD error"),
    # 住址、号牌、病情、未成年人
    ("户主李四，住五汛镇陈圩村三组25号", "PF-ADDRESS warning"),
    ("家庭住址：县城向阳小区5栋2单元301室", "PF-ADDRESS warning"),
    ("送达至阳光花园12幢305室", "PF-ADDRESS info"),
    ("当事人驾驶苏J12A45小型轿车", "PF-PLATE warning"),
    ("公务用车苏J·A1234拟报废", "PF-PLATE info"),
    ("村民王某患尿毒症，家庭困难", "PF-HEALTH warning"),
    ("学生陈某，男，12岁，就读于本镇", "PF-HEALTH warning"),
    # 密级、内部文件
    ("机密★1年", "PF-SECRET error"),
    ("秘密★长期", "PF-SECRET error"),
    ("绝　密", "PF-SECRET error"),
    ("密级：秘密", "PF-SECRET error"),
    ("机密　特急\n滨海县人民政府文件", "PF-SECRET error"),
    ("内部资料 注意保存", "PF-INTERNAL error"),
    ("会议纪要（内部文件，不得外传）", "PF-INTERNAL error"),
    ("工作秘密", "PF-INTERNAL error"),
    ("（此件不公开）", "PF-INTERNAL error"),
    ("（此件依申请公开）", "PF-NOTPUBLIC error"),
    ("公开属性：不予公开", "PF-NOTPUBLIC error"),
    # 文号、日期
    ("滨政发[2024]5号", "PF-DOCNO-FORM info"),
    ("滨政办发〔2024〕005号", "PF-DOCNO-FORM info"),
    ("滨政发〔2024〕第5号", "PF-DOCNO-FORM info"),
    ("滨政发〔2024〕5号\n滨政办发〔2024〕7号\n关于某事的通知", "PF-DOCNO-SEVERAL warning"),
    ("定于2024年2月30日召开", "PF-DATE error"),
    ("二〇二三年二月二十九日", "PF-DATE error"),
    ("13月5日前报送", "PF-DATE error"),
    ("二〇24年5月1日", "PF-DATE-MIXED info"),
    ("2024年五月1日", "PF-DATE-MIXED info"),
    ("2024年5月1日（星期四）", "PF-WEEKDAY warning"),
    # 链接
    ("详见http://192.168.1.10/a.html", "PF-LINK error"),
    ("http://localhost:8000/x", "PF-LINK error"),
    ("附件：file:///C:/Users/a/b.doc", "PF-LINK error"),
    (r"附件见D:\公文\名单.xls", "PF-LINK error"),
    ("http:/www.binhai.gov.cn", "PF-LINK warning"),
    ("http://admin:123456@www.binhai.gov.cn/", "PF-LINK error"),
    # 占位、错别字
    ("××县人民政府关于某事的通知", "PF-PLACEHOLDER warning"),
    ("20××年×月×日", "PF-PLACEHOLDER warning"),
    ("项目名称：XXX，", "PF-PLACEHOLDER warning"),
    ("联系人（此处填写）", "PF-PLACEHOLDER error"),
    ("{{标题}}", "PF-PLACEHOLDER error"),
    ("Lorem ipsum dolor", "PF-PLACEHOLDER error"),
    ("截止目前，共发放补贴", "PF-SLIP info"),
    ("请登陆系统填报。。", "PF-SLIP info"),
    ("   \n ", "PF-EMPTY error"),
]

SILENT = [
    # 数字不是证件、卡号、电话
    "统一社会信用代码：913209227890123458",
    "统一社会信用代码：11320922014317890K",
    "项目代码：2018-320922-48-03-123456",
    "项目编号320922202405011234，合同价款",
    "索引号：014317890/2024-00012",
    "统计用区划代码320922100000",
    "拨打12345政务服务便民热线，或者110、120",
    "统一查询电话12348、96333",
    "中标金额1381234567.80元，面积13812345678平方米".replace("13812345678", "1381234.5678"),
    "不动产权第0012345号，宗地代码320922001001GB00012",
    "增值税发票号码25322000000012345678",
    "订单号20240501123456789012",
    "邮政编码224500，传真84102346",
    "ISBN 978-7-5216-0123-4",
    f"身份证号：{ID[:6]}********{ID[-4:]}",
    "身份证号320922********123X，电话138****5678",
    "卡号6228************018",
    "2024年1月至2024年12月，13月工资按规定发放".replace("13月", "第十三个月"),
    "电子邮箱：bgs@binhai.gov.cn",
    "经纬度120.083212,34.012345",
    "监测编号3709821995111140，存档",
    "产品型号E12345678，批号H20123456",
    "档案编号13812345678，项目总投资13812345678元",
    f"追溯码{CARD}",
    # 地址是机关、项目的
    "办公地址：滨海县行政中心3号楼201室",
    "建设地点：五汛镇陈圩村三组",
    "注册地址：县开发区创业园5栋301室",
    "按照京津冀协同发展要求，苏A级景区",
    # 讲到保密，不是密级
    "认真贯彻《中华人民共和国保守国家秘密法》，做好保密审查。",
    "1.属于国家秘密",
    "严格执行先审查后公开，涉及国家秘密、商业秘密、工作秘密的不得公开。",
    "涉密文件应当标注“机密★1年”字样。",
    "不予公开政府信息的，应当说明理由",
    "公开属性：主动公开",
    "（此件公开发布）",
    "（此件主动公开）",
    "加强内部资料管理，严禁外传涉密文件。",
    "密级：公开",
    # 文号、日期
    "国办公开办函〔2021〕30号",
    "滨政发〔2024〕15号",
    "（2024）苏0922行初12号",
    "根据《条例》（国务院令第711号）",
    "2024年2月29日",
    "2月29日起施行",
    "二〇二四年五月一日",
    "农历二〇二四年正月初五",
    "2024年5月1日（星期三）",
    "版本1.2.30，比分2024-25赛季",
    # 链接、占位、标点
    "http://www.binhai.gov.cn/art/2024/5/1/art_1_2.html",
    "https://mp.weixin.qq.com/s/abc?x=1&y=2，欢迎关注",
    "ftp://ftp.stats.gov.cn/pub",
    "李××、王××等3人",
    "身份证号3209××××123X",
    "当事人张某某，男，45岁",
    "XX等级证书".replace("XX", "XXL"),
    "他说……好的。”",
    "到账户头，登陆作战，布署".replace("，布署", ""),
    "请登录系统填报，截至目前已完成",
]


@pytest.mark.parametrize(("text", "rule"), FOUND, ids=[f"{rule} {text[:16]!r}" for text, rule in FOUND])
def test_this_is_found(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize("text", SILENT, ids=[repr(text[:20]) for text in SILENT])
def test_this_is_not(text: str) -> None:
    assert rules(text) == []


def test_the_number_of_a_child_is_a_number_too() -> None:
    assert rules(f"{CHILD}") == ["PF-ID error"]
