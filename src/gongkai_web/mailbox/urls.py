from django.urls import path

from gongkai_web.mailbox import opinions, public, published
from gongkai_web.mailbox.acts import ACTS
from gongkai_web.mailbox.views import consultations, letters, numbers, publishing, settings

_OPEN, _MAILBOX, _LETTER = (
    "open/<str:code>/mailbox/",
    "office/<str:code>/mailbox/",
    "office/<str:code>/mailbox/<int:pk>/",
)

_OPINIONS = "open/<str:code>/opinions/"
_WANTED, _ONE = "office/<str:code>/opinions/", "office/<str:code>/opinions/<int:pk>/"

urlpatterns = [
    path(_OPEN, public.mailbox, name="open_mailbox"),
    path(f"{_OPEN}write/", public.write, name="open_mailbox_write"),
    path(f"{_OPEN}query/", public.query, name="open_mailbox_query"),
    path(f"{_OPEN}mine/", public.mine, name="open_mailbox_mine"),
    path(f"{_OPEN}mine/consent/", public.consent, name="open_mailbox_consent"),
    path(f"{_OPEN}mine/judge/", public.judge, name="open_mailbox_judge"),
    path(f"{_OPEN}mine/close/", public.close, name="open_mailbox_close"),
    path(f"{_OPEN}letters/", published.letters, name="open_mailbox_letters"),
    path(f"{_OPEN}letters/<int:pk>/", published.letter, name="open_mailbox_letter"),
    path(_OPINIONS, opinions.opinions, name="open_opinions"),
    path(f"{_OPINIONS}<int:pk>/", opinions.consultation, name="open_consultation"),
    path(f"{_OPINIONS}<int:pk>/say/", opinions.say, name="open_consultation_say"),
    path(_MAILBOX, letters.letters, name="mailbox"),
    path(f"{_MAILBOX}new/", letters.new, name="mailbox_new"),
    path(f"{_MAILBOX}numbers/", numbers.numbers, name="mailbox_numbers"),
    path(f"{_MAILBOX}numbers.xlsx", numbers.file, name="mailbox_numbers_file"),
    path(_LETTER, letters.letter, name="mailbox_letter"),
    path(f"{_LETTER}reveal/", letters.reveal, name="mailbox_reveal"),
    path(f"{_LETTER}files/", letters.add_file, name="mailbox_add_file"),
    path(f"{_LETTER}code/", letters.renew_code, name="mailbox_code"),
    path(f"{_LETTER}publish/", publishing.publish, name="mailbox_publish"),
    path(f"{_LETTER}take-down/", publishing.take_down, name="mailbox_take_down"),
    path(f"{_LETTER}helps/<int:help>/", letters.answer_help, name="mailbox_answer_help"),
    *(path(f"{_LETTER}{key}/", letters.act(key), name=f"mailbox_{key}") for key in ACTS),
    path(_WANTED, consultations.consultations, name="consultations"),
    path(f"{_WANTED}new/", consultations.new, name="consultation_new"),
    path(_ONE, consultations.consultation, name="consultation"),
    path(f"{_ONE}days/", consultations.days, name="consultation_days"),
    path(f"{_ONE}register/", consultations.register, name="consultation_register"),
    path(f"{_ONE}decide/", consultations.decide, name="consultation_decide"),
    path(f"{_ONE}publish/", consultations.publish, name="consultation_publish"),
    path(f"{_ONE}points/<int:point>/undo/", consultations.undo, name="consultation_undo"),
    path("office/<str:code>/settings/mailbox/", settings.setting, name="mailbox_setting"),
]
