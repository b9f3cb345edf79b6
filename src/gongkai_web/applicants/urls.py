from django.urls import path

from gongkai_web.applicants.views import answered, apply, correcting, mine, office

_APPLY, _MINE = "open/<str:code>/apply/", "open/<str:code>/my-request/"

urlpatterns = [
    path(_APPLY, apply.start, name="apply"),
    path(f"{_APPLY}discard/", apply.discard, name="apply_discard"),
    path(f"{_APPLY}<slug:page>/", apply.page, name="apply_page"),
    path("open/<str:code>/correct/", correcting.correct, name="correct_record"),
    path(f"{_MINE}corrections/<int:pk>/withdraw/", mine.withdraw_correction, name="my_correction_withdraw"),
    path(f"{_MINE}corrections/<int:pk>/message/", mine.correction_message, name="my_correction_message"),
    path(f"{_MINE}corrections/<int:pk>/files/<int:file>/", mine.correction_file, name="my_correction_file"),
    path(_MINE, mine.query, name="my_request_query"),
    path(f"{_MINE}status/", mine.status, name="my_request"),
    path(f"{_MINE}close/", mine.close, name="my_request_close"),
    path(f"{_MINE}<int:pk>/message/", mine.message, name="my_request_message"),
    path(f"{_MINE}<int:pk>/correct/", mine.correction, name="my_request_correct"),
    path(f"{_MINE}<int:pk>/suggest/", mine.suggestion, name="my_request_suggest"),
    path(f"{_MINE}<int:pk>/follow/", mine.follow, name="my_request_follow"),
    path(f"{_MINE}<int:pk>/withdraw/", mine.withdrawal, name="my_request_withdraw"),
    path(f"{_MINE}<int:pk>/files/<int:file>/", mine.file, name="my_request_file"),
    path("open/<str:code>/requests/answered/", answered.answered, name="answered_requests"),
    path("open/<str:code>/requests/answered/<int:pk>/", answered.one, name="answered_request"),
    path("office/<str:code>/requests/<int:pk>/public-answer/", answered.edit, name="request_public_answer"),
    path("office/<str:code>/requests/<int:pk>/code/", office.request_code, name="request_code"),
    path("office/<str:code>/corrections/<int:pk>/code/", office.correction_code, name="correction_code"),
    path("office/<str:code>/requests/<int:pk>/messages/", office.messages, name="request_messages"),
    path("office/<str:code>/corrections/<int:pk>/messages/", office.correction_messages, name="correction_messages"),
    path("office/<str:code>/requests/<int:pk>/messages/reveal/", office.reveal, name="request_messages_reveal"),
    path(
        "office/<str:code>/corrections/<int:pk>/messages/reveal/",
        office.reveal_correction,
        name="correction_messages_reveal",
    ),
]
