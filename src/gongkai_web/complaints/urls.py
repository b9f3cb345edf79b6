from django.urls import path

from gongkai_web.complaints import public
from gongkai_web.complaints.views import office

_ALL, _ONE = "office/<str:code>/complaints/", "office/<str:code>/complaints/<int:pk>/"

urlpatterns = [
    path("open/<str:code>/complaints/", public.complain, name="open_complain"),
    path(_ALL, office.complaints, name="complaints"),
    path(f"{_ALL}new/", office.new, name="complaint_new"),
    path(f"{_ALL}numbers/", office.numbers, name="complaint_numbers"),
    path(f"{_ALL}letters/<int:letter>/", office.of_letter, name="complaint_of_letter"),
    path(_ONE, office.complaint, name="complaint"),
    path(f"{_ONE}ask/", office.ask, name="complaint_ask"),
    path(f"{_ONE}find/", office.find, name="complaint_find"),
    path(f"{_ONE}confirm/", office.confirm, name="complaint_confirm"),
    path("office/<str:code>/complained-of/<int:pk>/", office.statement, name="complaint_statement"),
]
