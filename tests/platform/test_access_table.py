"""The access table: every address of the back office × who asks × where an item stands.

A new address without a row here fails. Whom a row does not name gets 404, as if there were no such page; a stranger is
asked to sign in. The organ asked about is a township; its neighbour, the county above it and an office below it are among
those who ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai_web.portal.views import errors
from tests.platform.access import STATES, World, world

pytestmark = pytest.mark.django_db

WRITERS = "clerk writer unit_head"
"""Of the item's unit, or of the whole organ."""
DRAFTERS = f"{WRITERS} writer_of_another_unit"
RELEASERS = "clerk disclosure_head"
# The deputy stands in for the head on this day, and so has what the head has.
HEADS = "head deputy"
SEERS = f"{WRITERS} {RELEASERS} {HEADS} secrecy"
WORKERS = f"{SEERS} writer_of_another_unit"
KEEPS = "system county_system"
APPOINTS = "security county_security"
BELONGS = f"{WORKERS} supervisor auditor {KEEPS} {APPOINTS}"
EVERYBODY = f"{BELONGS} neighbour_clerk clerk_below county_head county_supervisor county_auditor without_post"
CONFIGURES = f"{RELEASERS} {HEADS}"
RECORDS = f"{DRAFTERS} disclosure_head"
SEES_ALL = f"{RELEASERS} {HEADS} secrecy"
ANSWERS = f"{RELEASERS} writer unit_head"
"""Whoever keeps the mailbox, and the unit that a letter was given to."""
LEADS = "supervisor disclosure_head"
"""Who collects the annual reports of the organs below."""
LOOKS_AT_CATALOGUES = f"{WORKERS} county_supervisor"

# what it is · address · to read · to do
TABLE: dict[str, tuple[str, str]] = {
    # 今天、人员、设置
    "office": (EVERYBODY, ""),
    "delegations": (EVERYBODY, EVERYBODY),
    "end_delegation": ("", "head"),
    "organs": ("system security auditor county_system county_security county_auditor", ""),
    "office_enter": (BELONGS, ""),
    "people": (BELONGS, ""),
    "appoint": (APPOINTS, APPOINTS),
    "person": (APPOINTS, ""),
    "new_password": ("", "security"),
    "end_two_steps": ("", "security"),
    "switch_account": ("", "security"),
    "end_post": ("security", "security"),
    "settings": (BELONGS, ""),
    "units": (BELONGS, KEEPS),
    "rename_unit": ("", KEEPS),
    "move_unit": ("", KEEPS),
    "end_unit": (KEEPS, KEEPS),
    "organ_settings": (BELONGS, KEEPS),
    "organ_watch": ("", "county_system"),
    "organ_region": ("", KEEPS),
    "organ_merge": ("county_system", "county_system"),
    "organs_below": (BELONGS, KEEPS),
    "relaxations": (BELONGS, APPOINTS),
    "end_relaxation": ("", ""),  # Nothing is relaxed here: there is nothing to end, for anybody.
    "particulars": (BELONGS, RELEASERS),
    "confirm_guide": ("", RELEASERS),
    "leading_group": (BELONGS, RELEASERS),
    "retention": (BELONGS, ""),
    "site_settings": (CONFIGURES, CONFIGURES),
    "site_undo": ("", CONFIGURES),
    "log": ("auditor", ""),
    "log_verify": ("", "auditor"),
    "log_export": ("", "auditor"),
    # 年报报送
    "campaigns": (f"{LEADS} clerk", ""),
    "campaign_new": (LEADS, LEADS),
    "campaign": (LEADS, ""),
    "campaign_change": (LEADS, LEADS),
    "campaign_add": ("", LEADS),
    "campaign_workbook": (LEADS, ""),
    "campaign_remind": ("", LEADS),
    "campaign_filing": (LEADS, ""),
    "campaign_days": ("", LEADS),
    "campaign_excuse": ("", LEADS),
    "campaign_call_again": ("", LEADS),
    "campaign_published": ("", LEADS),
    "campaign_copy": (LEADS, ""),
    "campaign_download": (LEADS, ""),
    "campaign_pick": ("", LEADS),
    "campaign_remark": ("", LEADS),
    "campaign_return": ("", LEADS),
    "campaign_accept": ("", LEADS),
    "campaign_strike": ("", LEADS),
    "campaign_sums": (LEADS, ""),
    "campaign_sums_cell": (LEADS, ""),
    "campaign_sums_workbook": (LEADS, ""),
    # In this world no government's office collects; who may take sums over is in campaign/test_sums.py.
    "campaign_sums_use": ("", ""),
    "campaign_sums_compare": (LEADS, LEADS),
    "campaign_sums_joint": (LEADS, LEADS),
    "campaign_joint_undo": ("", LEADS),
    "campaign_years": (LEADS, ""),
    "outsiders": (LEADS, LEADS),
    "outsider": (LEADS, LEADS),
    "outside_campaign": (LEADS, ""),
    "outside_call_to_file": ("", LEADS),
    "outside_import": ("", LEADS),
    "outside_export": ("", LEADS),
    "outside_filing": (LEADS, ""),
    "outside_link": ("", LEADS),
    "outside_end_link": ("", LEADS),
    "outside_begin": ("", LEADS),
    "outside_hand_in": ("", ""),  # The one here is the organ's own, which waits for a call.
    "outside_confirm": ("", LEADS),
    "outside_unreached": ("", LEADS),
    "outside_denied": ("", LEADS),
    "own_filing": (WORKERS, ""),
    "own_submit": ("", RELEASERS),
    "own_published": ("", RELEASERS),
    "own_copy": (WORKERS, ""),
    "own_download": (WORKERS, ""),
    "own_withdraw": ("", RELEASERS),
    "own_answer": ("", RELEASERS),
    # 审核流程
    "chains": (BELONGS, ""),
    "chain": (BELONGS, f"{HEADS} disclosure_head"),
    "chain_copy": ("", ""),  # Of the chain that is sent with it: without one there is nothing.
    "chain_bring_back": ("", f"{HEADS} disclosure_head"),
    "chain_retire": ("", f"{HEADS} disclosure_head"),
    "chain_reinstate": ("", f"{HEADS} disclosure_head"),
    "chain_prefer": ("", f"{HEADS} disclosure_head"),
    "round": (SEERS, ""),
    "round_decide": ("", SEERS),
    "round_withdraw": ("", SEERS),
    "round_remind": ("", SEERS),
    "round_settle": ("", SEERS),
    # 事项
    "items": (WORKERS, ""),
    "item_new": (DRAFTERS, DRAFTERS),
    "item": (SEERS, ""),
    "item_preview": (SEERS, ""),
    "item_history": (SEERS, ""),
    "item_secrecy": (SEERS, ""),
    "item_edit": (WRITERS, WRITERS),
    "item_upload": ("", WRITERS),
    "item_submit": (WRITERS, WRITERS),
    "item_correct": ("", WRITERS),
    "item_discard": ("", WRITERS),
    "item_take_back": ("", WRITERS),
    "item_copy": ("", WRITERS),
    "item_answer": ("", SEERS),
    "item_review": ("secrecy", "secrecy"),
    "item_release": ("", RELEASERS),
    "item_schedule": ("", RELEASERS),
    "item_recall": (CONFIGURES, CONFIGURES),
    "item_links": (RELEASERS, RELEASERS),
    "item_unlink": ("", RELEASERS),
    "item_repeal": (RELEASERS, RELEASERS),
    "item_restore": ("", RELEASERS),
    "item_rows": (f"{WRITERS} disclosure_head", ""),
    "item_take_off_row": ("", ""),  # Of the row that is sent with it.
    "documents": (WORKERS, ""),
    "withheld": (WORKERS, ""),
    "reassess": (RELEASERS, RELEASERS),
    # 设置 · 发布
    "practice": (CONFIGURES, CONFIGURES),
    "practice_next_number": (CONFIGURES, ""),
    "practice_undo": ("", CONFIGURES),
    "columns": (CONFIGURES, CONFIGURES),
    "column_chains": (CONFIGURES, CONFIGURES),
    "column": (CONFIGURES, CONFIGURES),
    "column_hide": ("", CONFIGURES),
    "column_show": ("", CONFIGURES),
    "column_move": ("", CONFIGURES),
    # 公开渠道
    "channels": (WORKERS, ""),
    "channel_numbers_file": (WORKERS, ""),
    "channel_records": (WORKERS, ""),
    "channel_records_file": (WORKERS, ""),
    "channel_record": (WORKERS, WORKERS),
    "channel_strike": ("", WORKERS),
    "channel_restore": ("", WORKERS),
    "channel_new": (RECORDS, RECORDS),
    "channel_several": (RECORDS, RECORDS),
    "channel_place": ("", f"{WRITERS} disclosure_head"),
    "channel_hand_in": (RECORDS, RECORDS),
    "channel_import_form": (WORKERS, ""),
    "channel_import": (WORKERS, WORKERS),
    "channel_import_drop": ("", WORKERS),
    "channel_import_strike": ("", WORKERS),
    "channel_refused": (WORKERS, ""),
    "channels_setting": (CONFIGURES, CONFIGURES),
    "channel_setting": (CONFIGURES, CONFIGURES),
    "channel_remove": ("", CONFIGURES),
    "channels_example": ("", ""),  # Of the example that is sent with it.
    # 遮盖
    "redactions": (RELEASERS, RELEASERS),
    "redaction": (RELEASERS, ""),
    "redaction_change": ("", RELEASERS),
    "redaction_page": (RELEASERS, ""),
    "redaction_result": (RELEASERS, ""),
    "redaction_list": (RELEASERS, ""),
    "redaction_burn": ("", RELEASERS),
    "redaction_accept": ("", RELEASERS),
    "redaction_draw_on": ("", RELEASERS),
    "redaction_again": ("", RELEASERS),
    "redaction_drop": ("", RELEASERS),
    "redaction_original": ("", RELEASERS),
    # 目录
    "catalogues": (f"{LOOKS_AT_CATALOGUES} supervisor", ""),
    "catalogues_below": ("supervisor", ""),
    "catalogues_export": (LOOKS_AT_CATALOGUES, ""),
    "catalogue": (LOOKS_AT_CATALOGUES, ""),
    "catalogue_row": (LOOKS_AT_CATALOGUES, RELEASERS),
    "catalogue_version": (LOOKS_AT_CATALOGUES, ""),
    "catalogue_import": (RELEASERS, RELEASERS),
    "catalogue_preview": ("clerk", "clerk"),
    "catalogue_change": ("", RELEASERS),
    "duties": (LOOKS_AT_CATALOGUES, ""),
    "duty": (LOOKS_AT_CATALOGUES, ""),
    "duty_new": (DRAFTERS, DRAFTERS),
    "duty_bind": ("", DRAFTERS),
    "duty_drop": ("", RELEASERS),
    # 专题
    "affairs": (WORKERS, ""),
    "affair": (WORKERS, ""),
    "affair_new": (RECORDS, RECORDS),
    "affair_edit": (RECORDS, RECORDS),
    "affair_show": ("", WORKERS),
    "affair_write": ("", RECORDS),
    "affair_choose": (RECORDS, ""),
    "affair_take_out": ("", RECORDS),
    "affair_expect": ("", RECORDS),
    "affair_waive": ("", RECORDS),
    "affair_leave_out": ("", RECORDS),
    "affair_place_item": ("", f"{WRITERS} disclosure_head"),
    # 信箱
    "mailbox": (WORKERS, ""),
    "mailbox_new": (RELEASERS, RELEASERS),
    "mailbox_numbers": (SEES_ALL, ""),
    "mailbox_numbers_file": (SEES_ALL, ""),
    "mailbox_letter": (WORKERS, ""),
    "mailbox_publish": (RELEASERS, RELEASERS),
    "mailbox_take_down": ("", RELEASERS),
    "mailbox_ask_consent": ("", RELEASERS),
    "mailbox_note_consent": ("", RELEASERS),
    "mailbox_convert": ("", RELEASERS),
    "mailbox_reveal": ("", ANSWERS),
    "mailbox_answer_help": ("", f"{RELEASERS} writer_of_another_unit"),
    "mailbox_accept": ("", RELEASERS),
    "mailbox_reassign": ("", RELEASERS),
    "mailbox_return": ("", ANSWERS),
    "mailbox_retype": ("", RELEASERS),
    "mailbox_help": ("", ANSWERS),
    "mailbox_extend": ("", f"{HEADS} disclosure_head"),
    "mailbox_reply": ("", ANSWERS),
    "mailbox_submit": ("", ANSWERS),
    "mailbox_send": ("", RELEASERS),
    "mailbox_divert": ("", RELEASERS),
    "mailbox_decline": ("", RELEASERS),
    "mailbox_add_file": ("", RELEASERS),
    "mailbox_code": ("", RELEASERS),
    # 公开工作投诉、举报
    "complaints": (WORKERS, ""),
    "complaint_new": (RELEASERS, RELEASERS),
    "complaint_numbers": (SEES_ALL, ""),
    "complaint_of_letter": ("", ""),  # The letter here is about something else: for it there is no such page.
    "complaint": (SEES_ALL, ""),
    "complaint_ask": ("", RELEASERS),
    "complaint_find": ("", RELEASERS),
    "complaint_confirm": ("", RELEASERS),
    "complaint_statement": (SEES_ALL, RELEASERS),
    "consultations": (RELEASERS, ""),
    "consultation_new": (RELEASERS, RELEASERS),
    "consultation": (RELEASERS, ""),
    "consultation_days": ("", RELEASERS),
    "consultation_register": ("", RELEASERS),
    "consultation_decide": ("", RELEASERS),
    "consultation_publish": ("", RELEASERS),
    "consultation_undo": ("", RELEASERS),
    "mailbox_setting": (CONFIGURES, CONFIGURES),
    # 依申请公开
    "requests": (WORKERS, ""),
    "request_new": (RELEASERS, RELEASERS),
    "request_registers": (RELEASERS, ""),
    "request_registers_file": (RELEASERS, RELEASERS),
    "request_import": (RELEASERS, RELEASERS),
    "request": (SEERS, ""),
    "request_messages": (SEERS, RELEASERS),
    "request_messages_reveal": ("", RELEASERS),
    "request_public_answer": (RELEASERS, RELEASERS),
    "request_guide": (SEERS, RELEASERS),
    "request_step": (RELEASERS, RELEASERS),
    "request_letter": (RELEASERS, RELEASERS),
    "request_confirm": (RELEASERS, RELEASERS),
    "request_mend_receipt": (RELEASERS, RELEASERS),
    "request_void": (RELEASERS, RELEASERS),
    "request_notice_received": (RELEASERS, RELEASERS),
    "request_reveal": ("", RELEASERS),
    "request_printed": ("", RELEASERS),
    "request_papers": ("", RELEASERS),
    "request_assign": (RELEASERS, RELEASERS),
    "request_split": (RELEASERS, RELEASERS),
    "request_repeat": ("", RELEASERS),
    "request_amend": (RELEASERS, RELEASERS),
    "request_amend_applicant": (RELEASERS, RELEASERS),
    "request_help": (RELEASERS, RELEASERS),
    "request_help_answer": (f"{WRITERS} disclosure_head", f"{WRITERS} disclosure_head"),
    "request_consent": (RELEASERS, RELEASERS),
    "request_consent_decide": ("", "disclosure_head"),
    "request_recount_seen": ("", RELEASERS),
    "request_code": ("", RELEASERS),
    "request_hand_over": ("", RELEASERS),
    "request_suggestion": ("", RELEASERS),
    "refusals": (RELEASERS, ""),
    "refusals_file": (RELEASERS, ""),
    "refusal": (RELEASERS, RELEASERS),
    "corrections": (WORKERS, ""),
    "correction_new": (RELEASERS, RELEASERS),
    "correction_period": (CONFIGURES, CONFIGURES),
    "correction": (SEERS, ""),
    "correction_reveal": ("", RELEASERS),
    "correction_papers": ("", RELEASERS),
    "correction_assign": ("", RELEASERS),
    "correction_decide": ("", RELEASERS),
    "correction_letter": ("", RELEASERS),
    "correction_answered": ("", RELEASERS),
    "correction_withdraw": ("", RELEASERS),
    "correction_code": ("", RELEASERS),
    "correction_messages": (SEERS, RELEASERS),
    "correction_messages_reveal": ("", RELEASERS),
    # 年报
    "annual": (WORKERS, ""),
    "annual_setting": (RELEASERS, RELEASERS),
    "annual_report": (WORKERS, ""),
    "annual_begin": ("", RELEASERS),
    "annual_text": (RELEASERS, RELEASERS),
    "annual_cell": (WORKERS, ""),
    "annual_change": ("", RELEASERS),
    "annual_undo": ("", RELEASERS),
    "annual_download": (WORKERS, ""),
    "annual_facts": (WORKERS, ""),
    "annual_facts_file": (WORKERS, ""),
    "annual_ledgers": (WORKERS, ""),
    "annual_import": (RELEASERS, RELEASERS),
    "annual_import_form": (WORKERS, ""),
    "annual_figure_new": (RECORDS, RECORDS),
    "annual_figure": (WORKERS, WORKERS),
    "annual_figure_strike": ("", WORKERS),
    "annual_documents": (WORKERS, RELEASERS),
    "annual_document": (WORKERS, RELEASERS),
    "annual_document_strike": ("", RELEASERS),
    "annual_hand_in": ("", RELEASERS),
    "annual_correct": ("", RELEASERS),
    "annual_correct_give_up": ("", RELEASERS),
    "annual_reopen": ("", RELEASERS),
    "annual_work": (WORKERS, RECORDS),
    "annual_work_record": (WORKERS, RECORDS),
    "annual_work_strike": ("", RECORDS),
    "annual_compare": (WORKERS, ""),
    "annual_earlier": (WORKERS, RELEASERS),
    "annual_earlier_one": (WORKERS, RELEASERS),
    "request_dossiers": (RELEASERS, ""),
    "request_dossier_new": (RELEASERS, RELEASERS),
    "request_dossier_file": ("", RELEASERS),
    "request_sheet": ("", RELEASERS),
    # 复议诉讼
    "disputes": (SEES_ALL, ""),
    "dispute_new": (RELEASERS, RELEASERS),
    "dispute_risks": (SEES_ALL, ""),
    "dispute_numbers": (SEES_ALL, ""),
    "dispute_register": (SEES_ALL, ""),
    "dispute_register_file": (RELEASERS, RELEASERS),
    "dispute": (SEES_ALL, ""),
    "dispute_reveal": ("", RELEASERS),
    "dispute_papers": ("", RELEASERS),
    "dispute_step": (RELEASERS, RELEASERS),
    "dispute_void": (RELEASERS, RELEASERS),
    "dispute_amend": (RELEASERS, RELEASERS),
    "dispute_strike": (RELEASERS, RELEASERS),
    # 文书
    "letters": (WORKERS, ""),
    "letter_new": (RECORDS, RECORDS),
    "letter": (SEERS, ""),
    "letter_edit": (f"{WRITERS} disclosure_head", f"{WRITERS} disclosure_head"),
    "letter_reveal": ("", SEERS),
    "letter_preview": (SEERS, ""),
    "letter_proof": (SEERS, ""),
    "letter_submit": ("", f"{WRITERS} disclosure_head"),
    "letter_redate": ("", f"{WRITERS} disclosure_head"),
    "letter_void": ("", f"{WRITERS} disclosure_head"),
    "letter_secrecy": (f"secrecy {HEADS}", f"secrecy {HEADS}"),
    "letter_dispatch": (RELEASERS, RELEASERS),
    "letter_served": ("", RELEASERS),
    "letter_bounced": ("", RELEASERS),
    "letters_setting": (CONFIGURES, CONFIGURES),
    "letters_undo": ("", CONFIGURES),
    "letter_template": (CONFIGURES, CONFIGURES),
    "letter_template_default": (CONFIGURES, ""),
    "letter_template_preview": (CONFIGURES, ""),
    "letter_template_bring_back": ("", CONFIGURES),
    "export": (RELEASERS, RELEASERS),
    "export_arrange": ("", RELEASERS),
}
ELSEWHERE = {"export_download", "export_confirm"}
"""They need an export that has been made: tests/platform/export asks who finds them."""
OF_WHAT = {
    **{"affairs": "affair", "chains": "chain", "rounds": "round", "records": "record", "imports": "import"},
    **{"channels": "channel", "rows": "row", "catalogues": "catalogue", "duties": "duty", "withheld": "withholding"},
    **{"columns": "column", "mailbox": "letter", "opinions": "consultation", "requests": "request"},
    **{"figures": "figure", "documents": "other_document", "work": "work", "earlier": "earlier"},
    **{"letters": "outgoing", "corrections": "correction", "complaints": "complaint", "complained-of": "complaint"},
    "disputes": "dispute",
    "refusals": "refusal",
    **{"campaigns": "campaign", "filings": "filing", "copies": "copy", "remarks": "remark", "joint": "matter"},
    **{"organs": "outsider", "hand-ins": "outside_filing"},
}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path, pattern.name or ""
        else:
            yield from addresses(pattern.url_patterns, path)


OFFICE = {name: path for path, name in addresses(get_resolver().url_patterns) if path.startswith("office/")}
ASKERS = tuple(dict.fromkeys(EVERYBODY.split()))
METHODS = ("GET", "POST")


def part_of(name: str) -> str:
    """The app that has the address: the table is asked a part at a time."""
    module = resolve_name(name)
    return module.split(".")[1]


def resolve_name(name: str) -> str:
    found = next(one for one in _patterns(get_resolver().url_patterns) if one.name == name)
    return str(found.callback.__module__)


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _patterns(pattern.url_patterns)


PARTS = sorted({part_of(name) for name in TABLE if name in OFFICE})


def rows_of(part: str) -> list[tuple[str, str, set[str]]]:
    """(name, method, who) of a part's rows, of what can be read and what can be done."""
    named = [(name, row) for name, row in TABLE.items() if name in OFFICE and part_of(name) == part]
    return [(name, method, set(who.split())) for name, row in named for method, who in zip(METHODS, row, strict=True)]


def address(made: World, name: str, state: str = "") -> str:
    path = OFFICE[name]
    given: dict[str, Any] = {}
    for part in re.findall(r"<\w+:(\w+)>", path):
        if part == "code":
            given[part] = made.organ.code
        elif part in ("form", "number"):
            given[part] = ("json" if "/annual/" in path or "/copies/" in path else "csv") if part == "form" else 1
        elif part in ("pk", "item") and "items/" in path:
            usual = "published" if "<int:review>" in path or "<int:link>" in path else "in_review"
            given[part] = made.items[state or usual].pk
        elif part == "pk":
            given[part] = made.things[OF_WHAT[path.split("<int:pk>")[0].rstrip("/").rpartition("/")[2]]]
        else:
            given[part] = made.things[part]
    return reverse(name, kwargs=given)


@pytest.fixture(autouse=True)
def only_the_answer_matters(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Thousands of refusals would each draw the page that says so, and note the browser: other tests are of these."""
    monkeypatch.setattr(errors, "_not_found_inside", lambda request: HttpResponse(status=404))
    settings.USERSESSIONS_TRACK_ACTIVITY = False


def status(client: Client, method: str, where: str) -> int:
    """Whatever the request changed is taken back."""
    with transaction.atomic():
        answer = client.get(where) if method == "GET" else client.post(where, {})
        transaction.set_rollback(True)
    return answer.status_code


def test_every_address_of_the_back_office_has_its_row() -> None:
    assert set(TABLE) | ELSEWHERE == set(OFFICE)


@pytest.mark.parametrize("part", PARTS)
def test_who_finds_it(part: str) -> None:
    made = world()
    clients = {who: made.client(who) for who in ASKERS}
    wrong = []
    for name, method, named in rows_of(part):
        where = address(made, name)
        found = {who: status(clients[who], method, where) for who in (ASKERS if named else ["clerk", "security"])}
        there = {who for who, code in found.items() if code not in (404, 405)}
        odd = {code for who, code in found.items() if who in named} - {200, 302, 400, 409, 422}
        if there != named or odd:
            wrong.append((name, method, sorted(there - named), sorted(named - there), odd))
    assert not wrong


def test_a_stranger_is_asked_to_sign_in() -> None:
    made = world()
    stranger = made.client("stranger")
    wrong = []
    for name in TABLE:
        for answer in (stranger.get(address(made, name)), stranger.post(address(made, name))):
            if answer.status_code != 405 and not answer.headers.get("Location", "").startswith("/account/login/"):
                wrong.append((name, answer.status_code))
    assert not wrong


OF_ITEMS = [name for name, path in OFFICE.items() if "items/<" in path and path.count("<int") == 1]
SOME = ("clerk", "secrecy", "writer_of_another_unit")


def test_wherever_an_item_stands() -> None:
    """Who finds an item's pages does not depend on its state: what may be done the page says. Only the form of 保密审查
    is there while it is under review alone."""
    made = world()
    clients = {who: made.client(who) for who in SOME}
    wrong = []
    for state, name, (at, method) in product(STATES, OF_ITEMS, enumerate(METHODS)):
        if not TABLE[name][at]:
            continue
        named = set() if name == "item_review" and state != "in_review" else set(TABLE[name][at].split())
        found = {who: status(clients[who], method, address(made, name, state)) for who in SOME}
        there = {who for who, code in found.items() if code not in (404, 405)}
        wrong += [] if there == named & set(SOME) else [(state, name, method, found)]
    assert not wrong


OF_AN_ORGAN = [
    name
    for name, path in OFFICE.items()
    if path.startswith("office/<str:code>/") and not re.search("<(int|slug)", path)
]


def test_an_organ_above_or_below_is_another_organ() -> None:
    """Whoever works in the township has nothing to do with what its county or an office below it has."""
    made = world()
    wrong = []
    for who in ("clerk", "head"):
        client = made.client(who)
        for name in OF_AN_ORGAN:
            for code in ("C", "B"):
                where = reverse(name, kwargs={"code": code, **({"form": "csv"} if "form>" in OFFICE[name] else {})})
                found = {status(client, method, where) for method in METHODS}
                wrong += [] if found <= {404, 405} else [(who, where, found)]
    assert not wrong
