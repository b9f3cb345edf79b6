"""Traditional characters of the words that annual reports use, one for one; other characters stay."""

from __future__ import annotations

_PAIRS = (
    "開开報报關关項项規规範范發发廢废現现處处罰罚強强業业費费單单萬万機机構构會会組组織织務务總总計计數数請请結结轉转辦办區区"
    "屬属國国祕秘權权類类內内執执詢询無无製制補补確确訪访舉举訴诉複复復复當当繳缴納纳訟讼維维糾纠審审經经議议況况體体題题進进"
    "資资與与應应對对為为產产實实標标準准個个條条聯联續续繼继額额購购買买項项許许員员義义種种電电話话傳传號号鄉乡鎮镇縣县廳厅"
    "農农縂总稅税護护監监證证檔档閱阅載载獲获據据備备斷断統统質质線线級级責责預预間间時时東东車车門门長长馬马見见貝贝風风飛飞"
    "於于這这還还過过達达選选遺遗郵邮鄰邻醫医針针錄录鐵铁問问難难離离頁页順顺須须頓顿領领頭头願愿顯显養养驗验齊齐黨党衛卫術术職职"
    "聽听聲声藝艺蘇苏處处號号衆众衝冲製制視视覺觉觀观設设評评試试該该詳详語语誤误說说誰谁課课調调談谈論论謝谢識识譯译讀读變变"
    "貫贯負负財财貢贡貨货販贩費费賀贺資资賦赋賬账賴赖贈赠趙赵跡迹軍军軟软較较輔辅輕轻輛辆輪轮輯辑輸输適适遲迟鄧邓醬酱釋释鋪铺"
    "餘余歸归戶户檢检檢检歲岁歷历樹树橋桥權权歡欢歐欧殘残沒没淺浅測测湧涌溝沟滿满漢汉潔洁澤泽濟济濕湿灣湾災灾爭争狀状獨独環环"
    "瓊琼畢毕畫画異异療疗盡尽盤盘眾众礦矿礎础祿禄禮礼稱称穩稳窮穷競竞筆笔節节範范簡简糧粮紀纪約约紅红級级紐纽純纯紙纸細细終终"
    "專专兩两嚴严爲为習习書书亂乱億亿僅仅從从蘭兰冊册寫写決决減减幾几擊击劃划則则剛刚創创刪删別别動动華华佔占卻却壓压"
    "臺台後后諮咨團团園园圖图圓圆場场壞坏堅坚夠够夾夹學学寬宽導导將将層层幣币帶带並并庫库張张徹彻徵征徑径態态掃扫損损"
    "換换暫暂來来極极欄栏樣样橫横瀏浏滯滞點点熱热碼码積积緊紧給给絡络綜综編编縮缩網网羣群銜衔覽览訂订認认訓训敗败貼贴"
    "轄辖違违連连採采裏里裡里鏈链銷销錯错閉闭聞闻隊队際际館馆衞卫説说閲阅"
)
_SIMPLE = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def simplified(text: str) -> str:
    """The same text, character for character, in simplified characters as far as they are known here."""
    return text if text.isascii() else text.translate(_SIMPLE)


def is_traditional(text: str) -> bool:
    """Whether the title or the words of the form are in traditional characters."""
    return any(word in text for word in ("公開", "報告", "處理", "數量"))
