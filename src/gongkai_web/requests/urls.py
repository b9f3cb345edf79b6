from django.urls import path

from gongkai_web.requests.views import arranging, cases, corrections, deciding, refusals, registers, steps, writing

_CORRECTIONS, _CORRECTION = "office/<str:code>/corrections/", "office/<str:code>/corrections/<int:pk>/"
_ALL, _ONE = "office/<str:code>/requests/", "office/<str:code>/requests/<int:pk>/"

urlpatterns = [
    path(_ALL, cases.requests, name="requests"),
    path(f"{_ALL}new/", cases.new, name="request_new"),
    path(f"{_ALL}registers/", registers.registers, name="request_registers"),
    path(f"{_ALL}registers/<int:number>.xlsx", registers.workbook_file, name="request_registers_file"),
    path(f"{_ALL}import/", registers.take_in, name="request_import"),
    path(_ONE, cases.case, name="request"),
    path(f"{_ONE}reveal/", cases.reveal, name="request_reveal"),
    path(f"{_ONE}printed/", cases.printed, name="request_printed"),
    path(f"{_ONE}papers/", cases.add_paper, name="request_papers"),
    path(f"{_ONE}confirm/", steps.confirm, name="request_confirm"),
    path(f"{_ONE}receipt/", steps.mend_receipt, name="request_mend_receipt"),
    path(f"{_ONE}steps/<str:step>/", steps.step, name="request_step"),
    path(f"{_ONE}steps/<str:step>/letter/", writing.letter, name="request_letter"),
    path(f"{_ONE}acts/<int:act>/void/", steps.void, name="request_void"),
    path(f"{_ONE}acts/<int:act>/received/", steps.notice_received, name="request_notice_received"),
    path(f"{_ONE}guide/", deciding.guide, name="request_guide"),
    path(f"{_ONE}assign/", arranging.assign, name="request_assign"),
    path(f"{_ONE}split/", arranging.split, name="request_split"),
    path(f"{_ONE}repeat/", arranging.repeat, name="request_repeat"),
    path(f"{_ONE}amend/", arranging.amend, name="request_amend"),
    path(f"{_ONE}applicant/", arranging.amend_applicant, name="request_amend_applicant"),
    path(f"{_ONE}help/", arranging.ask_unit, name="request_help"),
    path(f"{_ONE}help/<int:part>/", arranging.answer_for_unit, name="request_help_answer"),
    path(f"{_ONE}consent/", arranging.ask_consent, name="request_consent"),
    path(f"{_ONE}consents/<int:consent>/", arranging.decide_consent, name="request_consent_decide"),
    path(f"{_ONE}recounted/", arranging.seen_recount, name="request_recount_seen"),
    path(_CORRECTIONS, corrections.corrections, name="corrections"),
    path(f"{_CORRECTIONS}new/", corrections.new, name="correction_new"),
    path(f"{_CORRECTIONS}period/", corrections.period, name="correction_period"),
    path(_CORRECTION, corrections.correction, name="correction"),
    path(f"{_CORRECTION}reveal/", corrections.reveal, name="correction_reveal"),
    path(f"{_CORRECTION}papers/", corrections.add_paper, name="correction_papers"),
    path(f"{_CORRECTION}assign/", corrections.assign, name="correction_assign"),
    path(f"{_CORRECTION}decide/", corrections.decide, name="correction_decide"),
    path(f"{_CORRECTION}letter/", corrections.letter, name="correction_letter"),
    path(f"{_CORRECTION}answered/", corrections.answered, name="correction_answered"),
    path(f"{_CORRECTION}withdraw/", corrections.withdraw, name="correction_withdraw"),
    path("office/<str:code>/refusals/", refusals.refusals, name="refusals"),
    path("office/<str:code>/refusals/list.xlsx", refusals.file, name="refusals_file"),
    path("office/<str:code>/refusals/<int:pk>/", refusals.refusal, name="refusal"),
]
