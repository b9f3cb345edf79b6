from django.urls import path

from gongkai_web.letters.views import letters, reviewing, sending, settings, templates, writing

_LETTER, _SETTING = "office/<str:code>/letters/<int:pk>/", "office/<str:code>/settings/letters/"

urlpatterns = [
    path("office/<str:code>/letters/", letters.letters, name="letters"),
    path("office/<str:code>/letters/new/", writing.new, name="letter_new"),
    path(_LETTER, letters.letter, name="letter"),
    path(f"{_LETTER}edit/", writing.edit, name="letter_edit"),
    path(f"{_LETTER}reveal/", letters.reveal, name="letter_reveal"),
    path(f"{_LETTER}preview/", letters.preview, name="letter_preview"),
    path(f"{_LETTER}submit/", writing.submit, name="letter_submit"),
    path(f"{_LETTER}redate/", writing.redate, name="letter_redate"),
    path(f"{_LETTER}void/", writing.void, name="letter_void"),
    path(f"{_LETTER}secrecy/", reviewing.review, name="letter_secrecy"),
    path(f"{_LETTER}dispatch/", sending.dispatch, name="letter_dispatch"),
    path(f"{_LETTER}served/", sending.served, name="letter_served"),
    path(f"{_LETTER}bounced/", sending.bounced, name="letter_bounced"),
    path(f"{_LETTER}proof.pdf", letters.proof, name="letter_proof"),
    path(_SETTING, settings.habits, name="letters_setting"),
    path(f"{_SETTING}undo/", settings.undo, name="letters_undo"),
    path(f"{_SETTING}<slug:kind>/", templates.template, name="letter_template"),
    path(f"{_SETTING}<slug:kind>/default.docx", templates.default, name="letter_template_default"),
    path(f"{_SETTING}<slug:kind>/preview.pdf", templates.preview, name="letter_template_preview"),
    path(f"{_SETTING}<slug:kind>/bring-back/", templates.bring_back, name="letter_template_bring_back"),
]
