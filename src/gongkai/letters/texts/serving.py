"""送达回证: the proof of service, filled in before and signed on delivery."""

from __future__ import annotations

from gongkai.letters.letter import Block, Family, Letter, Part

PROOF_OF_SERVICE = Letter(
    code="proof_of_service",
    name="送达回证",
    title="送达回证",
    family=Family.OTHER,
    when="送达文书时填写，由受送达人签收",
    sheet=True,
    numbered=False,
    document="送达回证",
    body=(
        Block(
            Part.TABLE,
            rows=(
                ("受送达人", "{{受送达人}}"),
                ("送达文书及文号", "{{送达文书}}"),
                ("登记编号", "{{登记编号}}"),
                ("送达方式", "{{送达方式}}"),
                ("送达地址", "{{送达地址}}"),
                ("邮件号", "{{邮件号}}"),
                ("发出日期", "{{发出日期}}"),
                ("受送达人签名盖章", "　　　　　　　年　　月　　日　　时"),
                ("代收人签名及理由", "　　　　　　　年　　月　　日　　时"),
                ("未能送达的原因", ""),
                ("送达人", "{{送达人}}"),
                ("见证人", ""),
                ("备注", ""),
            ),
        ),
    ),
    optional=frozenset({"登记编号", "送达地址", "邮件号", "发出日期", "送达人"}),
)

LETTERS = (PROOF_OF_SERVICE,)
