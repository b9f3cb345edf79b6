from django.urls import path

from gongkai_web.disputes.views import mending, numbers, records, risks, steps

_ALL, _ONE = "office/<str:code>/disputes/", "office/<str:code>/disputes/<int:pk>/"

urlpatterns = [
    path(_ALL, records.disputes, name="disputes"),
    path(f"{_ALL}new/", records.new, name="dispute_new"),
    path(f"{_ALL}risks/", risks.risks, name="dispute_risks"),
    path(f"{_ALL}numbers/<int:number>/", numbers.numbers, name="dispute_numbers"),
    path(f"{_ALL}registers/<int:number>/", numbers.register, name="dispute_register"),
    path(f"{_ALL}registers/<int:number>.xlsx", numbers.register_file, name="dispute_register_file"),
    path(_ONE, records.dispute, name="dispute"),
    path(f"{_ONE}reveal/", records.reveal, name="dispute_reveal"),
    path(f"{_ONE}papers/", records.add_paper, name="dispute_papers"),
    path(f"{_ONE}steps/<str:step>/", steps.step, name="dispute_step"),
    path(f"{_ONE}acts/<int:entry>/void/", mending.void, name="dispute_void"),
    path(f"{_ONE}amend/", mending.amend, name="dispute_amend"),
    path(f"{_ONE}strike/", mending.strike, name="dispute_strike"),
]
