from django.urls import path

from gongkai_web.redactions.views import cases, drawing, finishing

_ALL = "office/<str:code>/requests/<int:pk>/redactions/"
_ONE = f"{_ALL}<int:redaction>/"

urlpatterns = [
    path(_ALL, cases.redactions, name="redactions"),
    path(_ONE, drawing.redaction, name="redaction"),
    path(f"{_ONE}change/", drawing.change, name="redaction_change"),
    path(f"{_ONE}page-<int:number>.png", drawing.page_picture, name="redaction_page"),
    path(f"{_ONE}result-<int:number>.png", drawing.result_picture, name="redaction_result"),
    path(f"{_ONE}list/", drawing.printed_list, name="redaction_list"),
    path(f"{_ONE}burn/", finishing.burn, name="redaction_burn"),
    path(f"{_ONE}accept/", finishing.accept, name="redaction_accept"),
    path(f"{_ONE}boxes/", finishing.draw_on, name="redaction_draw_on"),
    path(f"{_ONE}again/", finishing.try_again, name="redaction_again"),
    path(f"{_ONE}drop/", finishing.drop, name="redaction_drop"),
    path(f"{_ONE}original/", finishing.original, name="redaction_original"),
]
