from django.urls import path

from gongkai_web.annual.views import earlier, facts, ledgers, reports, signing, wording, work

_ALL, _YEAR = "office/<str:code>/annual/", "office/<str:code>/annual/<int:year>/"

urlpatterns = [
    path(_ALL, reports.years, name="annual"),
    path("office/<str:code>/settings/annual/", wording.setting, name="annual_setting"),
    path(_YEAR, reports.report, name="annual_report"),
    path(f"{_YEAR}begin/", reports.begin, name="annual_begin"),
    path(f"{_YEAR}text/", reports.text, name="annual_text"),
    path(f"{_YEAR}cells/<str:cell>/", reports.cell, name="annual_cell"),
    path(f"{_YEAR}cells/<str:cell>/change/", reports.change, name="annual_change"),
    path(f"{_YEAR}cells/<str:cell>/undo/", reports.undo, name="annual_undo"),
    path(f"{_YEAR}hand-in/", signing.hand_in, name="annual_hand_in"),
    path(f"{_YEAR}reopen/", signing.reopen, name="annual_reopen"),
    path(f"{_YEAR}correct/", signing.correct, name="annual_correct"),
    path(f"{_YEAR}correct/give-up/", signing.give_up, name="annual_correct_give_up"),
    path(f"{_YEAR}work/", work.work, name="annual_work"),
    path(f"{_ALL}work/<int:pk>/", work.record, name="annual_work_record"),
    path(f"{_ALL}work/<int:pk>/strike/", work.strike, name="annual_work_strike"),
    path(f"{_ALL}compare/", signing.compare, name="annual_compare"),
    path(f"{_ALL}earlier/", earlier.earlier, name="annual_earlier"),
    path(f"{_ALL}earlier/<int:pk>/", earlier.one, name="annual_earlier_one"),
    path(f"{_YEAR}download.<str:form>", reports.download_file, name="annual_download"),
    path(f"{_YEAR}facts/", facts.facts, name="annual_facts"),
    path(f"{_YEAR}facts.json", facts.facts_file, name="annual_facts_file"),
    path(f"{_YEAR}ledgers/", ledgers.ledgers, name="annual_ledgers"),
    path(f"{_YEAR}ledgers/import/", ledgers.take_in, name="annual_import"),
    path(f"{_YEAR}ledgers/form.xlsx", ledgers.blank, name="annual_import_form"),
    path(f"{_YEAR}ledgers/new/<str:ledger>/", ledgers.new, name="annual_figure_new"),
    path(f"{_ALL}figures/<int:pk>/", ledgers.figure, name="annual_figure"),
    path(f"{_ALL}figures/<int:pk>/strike/", ledgers.strike, name="annual_figure_strike"),
    path(f"{_ALL}documents/", ledgers.documents, name="annual_documents"),
    path(f"{_ALL}documents/<int:pk>/", ledgers.document, name="annual_document"),
    path(f"{_ALL}documents/<int:pk>/strike/", ledgers.strike_document, name="annual_document_strike"),
]
