"""A citizen is offered to be told only in a way that is set up here, and asked for what it needs."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai_web.applicants.public_forms import YES, ReachForm
from gongkai_web.frame import telling

MAIL, SMS = "mail.example.cn", "https://sms.example.cn"
CASES = [
    ("", "", None),
    (MAIL, "", "发电子邮件告诉我"),
    ("", SMS, "发短信告诉我"),
    (MAIL, SMS, "发短信或者电子邮件告诉我"),
]


@pytest.mark.parametrize(("mail", "sms", "said"), CASES)
def test_only_what_is_set_up_is_offered(
    settings: Any, monkeypatch: pytest.MonkeyPatch, mail: str, sms: str, said: str | None
) -> None:
    monkeypatch.setattr(telling, "_sms", [])
    settings.EMAIL_HOST, settings.SMS_URL = mail, sms
    form = ReachForm({"phone": "13812345678", "tells": YES}, answers={})
    offered = dict(form.fields["tells"].choices).get(YES) if "tells" in form.fields else None  # type: ignore[attr-defined]
    assert offered == said
    if (mail, sms) == (MAIL, ""):
        assert form.errors["email"] == ["要发电子邮件告诉您，请写电子邮箱"]
        assert "没有开通短信" in str(form.fields["tells"].help_text)
    else:
        assert form.is_valid(), form.errors
