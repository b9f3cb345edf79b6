"""When the reply comes later: extension (《条例》第三十三条第二款) and a reasonable delay (第三十五条)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter
from gongkai.letters.texts.common import RECEIVED, SHORT, SO_TOLD
from gongkai.statute import REGULATION

EXTENSION = Letter(
    code="extension",
    name="延期答复告知书",
    title="政府信息公开申请延期答复告知书",
    family=Family.PROCEDURE,
    when="不能按期答复，经政府信息公开工作机构负责人同意，在答复期限届满以前告知",
    articles=(REGULATION.cite(33, 2),),
    body=(
        RECEIVED,
        "该申请的答复期限于{{原答复期限}}届满。现因{{延期理由}}，无法按期答复。根据{{法律依据}}的规定，经本机关政府信息"
        "公开工作机构负责人同意，延长答复期限{{延期工作日数}}个工作日，将不迟于{{延期后期限}}作出答复。",
        SO_TOLD,
    ),
)

DELAY = Letter(
    code="delay",
    name="延迟答复告知书",
    title="政府信息公开申请延迟答复告知书",
    family=Family.PROCEDURE,
    when="申请数量、频次明显超过合理范围，理由合理但无法在规定期限内答复",
    articles=(REGULATION.cite(35),),
    body=(
        SHORT,
        "{{称谓}}说明的申请理由，本机关认为合理。因{{延迟理由}}，本机关无法在规定的答复期限内答复。根据{{法律依据}}的规定，"
        "确定延迟答复的期限，本机关将不迟于{{延迟答复期限}}作出答复。",
        SO_TOLD,
    ),
)

LETTERS = (EXTENSION, DELAY)
