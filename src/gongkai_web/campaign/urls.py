from django.urls import path

from gongkai_web.campaign.views import board, copies, filings, own

_ALL, _OWN = "office/<str:code>/campaigns/", "office/<str:code>/filings/"
_ONE, _FILING, _COPY = f"{_ALL}<int:pk>/", f"{_ALL}filings/<int:pk>/", f"{_ALL}copies/<int:pk>/"

urlpatterns = [
    path(_ALL, board.campaigns, name="campaigns"),
    path(f"{_ALL}new/", board.new, name="campaign_new"),
    path(_ONE, board.campaign, name="campaign"),
    path(f"{_ONE}change/", board.change, name="campaign_change"),
    path(f"{_ONE}add/", board.add, name="campaign_add"),
    path(f"{_ONE}board.xlsx", board.workbook, name="campaign_workbook"),
    path(f"{_ONE}remind/", board.remind, name="campaign_remind"),
    path(_FILING, filings.filing, name="campaign_filing"),
    path(f"{_FILING}days/", filings.days, name="campaign_days"),
    path(f"{_FILING}excuse/", filings.excuse, name="campaign_excuse"),
    path(f"{_FILING}call-again/", filings.call_again, name="campaign_call_again"),
    path(f"{_FILING}published/", filings.published, name="campaign_published"),
    path(_COPY, copies.copy, name="campaign_copy"),
    path(f"{_COPY}download.<str:form>", copies.download_copy, name="campaign_download"),
    path(f"{_COPY}pick/", copies.pick, name="campaign_pick"),
    path(f"{_COPY}remark/", copies.remark, name="campaign_remark"),
    path(f"{_COPY}return/", copies.return_, name="campaign_return"),
    path(f"{_COPY}accept/", copies.accept, name="campaign_accept"),
    path(f"{_ALL}remarks/<int:pk>/strike/", copies.strike, name="campaign_strike"),
    path(f"{_OWN}<int:pk>/", own.filing, name="own_filing"),
    path(f"{_OWN}<int:pk>/submit/", own.submit, name="own_submit"),
    path(f"{_OWN}<int:pk>/published/", own.published, name="own_published"),
    path(f"{_OWN}copies/<int:pk>/", own.copy, name="own_copy"),
    path(f"{_OWN}copies/<int:pk>/download.<str:form>", own.download_copy, name="own_download"),
    path(f"{_OWN}copies/<int:pk>/withdraw/", own.withdraw, name="own_withdraw"),
    path(f"{_OWN}<int:pk>/answers/", own.answer, name="own_answer"),
]
