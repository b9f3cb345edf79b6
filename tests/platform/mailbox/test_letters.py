"""A letter from its receipt to the reply: who may, in which order, and what the story and the log keep of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from gongkai_web.audit.models import Entry
from gongkai_web.mailbox import ending, handling, replying
from gongkai_web.mailbox.errors import ChangedMeanwhileError, MailboxError
from gongkai_web.mailbox.kinds import Channel, Declined, Kind, Rating, State
from gongkai_web.mailbox.models import Letter, Reply
from gongkai_web.mailbox.rating import rate
from gongkai_web.mailbox.receiving import register
from gongkai_web.vault import codes
from gongkai_web.workflow.models import Round, Verdict
from tests.platform.mailbox.desk import NAME, PHONE, TEXT, answered, desk, in_hand, in_review, say, sent, written
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db


def test_numbers_have_no_gaps_and_codes_are_kept_as_digests() -> None:
    at = desk()
    first, second = sent(at), sent(at)
    assert [first.letter.number, second.letter.number] == ["T1-X2026-0001", "T1-X2026-0002"]
    assert first.code != second.code
    assert len(codes.ALPHABET) ** codes.LENGTH > 2**80
    kept = Letter.objects.get(pk=first.letter.pk).code_digest
    assert first.code not in kept
    assert codes.matches(first.letter.number, codes.shown(first.code).lower(), kept)
    assert not codes.matches(second.letter.number, first.code, kept)


def test_what_is_personal_is_sealed_in_the_database_and_absent_from_the_log() -> None:
    at = desk()
    answered(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, text, name, phone, writer_digest FROM mailbox_letter")
        row = "|".join(cursor.fetchone())
    log = "".join(Entry.objects.values_list("data", flat=True))
    for word in (NAME, PHONE, TEXT, "路灯"):
        assert word not in row
        assert word not in log


def test_the_periods_are_those_of_the_type_and_of_the_day() -> None:
    letter = sent(desk()).letter
    assert (letter.accept_due, letter.due) == (date(2026, 11, 23), date(2026, 12, 1))


def test_a_reply_goes_out_as_it_was_approved() -> None:
    at = desk()
    letter = in_review(at)
    assert letter.state == State.IN_REVIEW
    say(at.office.head, letter)
    assert letter.state == State.APPROVED
    Reply.objects.filter(letter=letter).update(text="换了一段话")
    with pytest.raises(MailboxError, match="与审核通过的不一致"):
        replying.send(by=at.clerk, letter=letter, lock=letter.lock, way="", now=NOW)


def test_a_returned_reply_is_written_again_and_reviewed_again() -> None:
    at = desk()
    letter = in_review(at)
    say(at.office.head, letter, Verdict.RETURN, "请写明由谁修好")
    assert (letter.state, letter.reply.state) == (State.IN_HAND, Reply.State.RETURNED)
    replying.save(by=at.roads_clerk, letter=letter, lock=letter.lock, text="供电所已修好。", now=NOW)
    letter.refresh_from_db()
    replying.submit(by=at.roads_clerk, letter=letter, lock=letter.lock, now=NOW)
    assert Round.objects.filter(subject_kind="mailbox_letter").count() == 2


def test_nothing_is_sent_before_approval() -> None:
    at = desk()
    letter = in_review(at)
    with pytest.raises(MailboxError, match="答复审核中"):
        replying.send(by=at.clerk, letter=letter, lock=letter.lock, way="", now=NOW)


def test_two_clerks_and_one_letter() -> None:
    """The second sees what happened; nothing is overwritten."""
    at = desk()
    letter = in_hand(at)
    stale = letter.lock
    handling.reassign(by=at.clerk, letter=letter, lock=stale, unit=at.farms, note="", now=NOW)
    with pytest.raises(ChangedMeanwhileError, match="王芳：改派"):
        handling.reassign(by=at.clerk, letter=letter, lock=stale, unit=None, note="", now=NOW)
    letter.refresh_from_db()
    assert letter.unit == at.farms


def test_a_unit_gives_a_letter_back_and_the_clock_goes_on() -> None:
    at = desk()
    letter = in_hand(at)
    due = letter.due
    back = handling.give_back(by=at.roads_clerk, letter=letter, lock=letter.lock, reason="属于供电所", now=NOW)
    assert (back.state, back.unit, back.due) == (State.RECEIVED, None, due)
    with pytest.raises(MailboxError, match="不由您办理"):
        handling.accept(by=at.roads_clerk, letter=back, lock=back.lock, unit=at.farms, note="", now=NOW)


def test_help_is_due_before_the_letter_and_the_reply_waits_for_it() -> None:
    at = desk()
    letter = in_hand(at)
    given = {"by": at.roads_clerk, "letter": letter, "unit": at.farms, "question": "涉及水渠吗", "now": NOW}
    with pytest.raises(MailboxError, match="协办的期限"):
        handling.ask_help(lock=letter.lock, due=letter.due, **given)
    asked = handling.ask_help(lock=letter.lock, due=date(2026, 11, 25), **given)
    letter.refresh_from_db()
    replying.save(by=at.roads_clerk, letter=letter, lock=letter.lock, text="修好了。", now=NOW)
    letter.refresh_from_db()
    with pytest.raises(MailboxError, match="农业站还没有答复"):
        replying.submit(by=at.roads_clerk, letter=letter, lock=letter.lock, now=NOW)
    handling.give_help(by=at.clerk, help=asked, answer="不涉及", now=NOW)
    letter.refresh_from_db()
    replying.submit(by=at.roads_clerk, letter=letter, lock=letter.lock, now=NOW)


def test_a_period_is_extended_once_by_who_answers_for_it() -> None:
    at = desk()
    letter = in_hand(at)
    given = {"letter": letter, "reason": "要等供电所施工", "now": NOW}
    with pytest.raises(MailboxError, match="不由您办理"):
        handling.extend(by=at.clerk, lock=letter.lock, days=5, **given)
    with pytest.raises(MailboxError, match="最多延长 8 个工作日"):
        handling.extend(by=at.office.head, lock=letter.lock, days=9, **given)
    longer = handling.extend(by=at.office.head, lock=letter.lock, days=5, **given)
    assert longer.due == date(2026, 12, 8)
    with pytest.raises(MailboxError, match="已经延长过"):
        handling.extend(by=at.office.head, lock=longer.lock, days=1, **given)


def test_a_period_that_is_over_is_not_extended() -> None:
    at = desk()
    letter = in_hand(at)
    with pytest.raises(MailboxError, match="已经超过答复期限"):
        late = NOW + timedelta(days=30)
        handling.extend(by=at.office.head, letter=letter, lock=letter.lock, days=1, reason="忙", now=late)


def test_another_type_has_its_own_period_from_the_day_of_receipt() -> None:
    at = desk()
    letter = sent(at).letter
    changed = handling.retype(by=at.clerk, letter=letter, lock=0, kind=Kind.CONSULT, now=NOW + timedelta(days=3))
    assert changed.due == date(2026, 11, 27)


def test_letters_that_are_not_answered_are_ended_with_words_for_the_writer() -> None:
    at = desk()
    petition, advert = sent(at).letter, sent(at).letter
    ended = ending.divert(by=at.clerk, letter=petition, lock=0, words="请向县信访局提出。", now=NOW)
    assert (ended.state, ended.closed_on) == (State.DIVERTED, NOW.date())
    with pytest.raises(MailboxError, match="没有写告知写信人的话"):
        ending.decline(by=at.clerk, letter=advert, lock=0, why=Declined.ADVERT, words=" ", now=NOW)


def test_a_letter_told_on_the_phone_is_registered_with_its_own_day() -> None:
    at = desk()
    given = {"by": at.clerk, "organ": at.organ, "written": written(), "channel": Channel.HOTLINE, "now": NOW}
    kept = register(received_on=date(2026, 11, 18), outer_number="12345-88", **given).letter
    assert (kept.due, kept.outer_number) == (date(2026, 11, 27), "12345-88")
    with pytest.raises(MailboxError, match="还没有到"):
        register(received_on=date(2026, 11, 21), **given)


def test_the_writer_of_a_telephoned_letter_is_told_in_a_named_way() -> None:
    at = desk()
    letter = register(
        by=at.clerk, organ=at.organ, written=written(), channel=Channel.PHONE, received_on=NOW.date(), now=NOW
    ).letter
    letter = handling.accept(by=at.clerk, letter=letter, lock=0, unit=None, note="", now=NOW)
    replying.save(by=at.clerk, letter=letter, lock=letter.lock, text="已修好。", now=NOW)
    letter.refresh_from_db()
    replying.submit(by=at.clerk, letter=letter, lock=letter.lock, now=NOW)
    say(at.office.head, letter)
    with pytest.raises(MailboxError, match="没有写怎样告知写信人"):
        replying.send(by=at.clerk, letter=letter, lock=letter.lock, way=" ", now=NOW)


def test_a_reply_is_judged_once() -> None:
    letter = answered(desk())
    rate(letter=letter, rating=Rating.GOOD, remark="很快", now=NOW)
    with pytest.raises(MailboxError, match="已经评价过"):
        rate(letter=letter, rating=Rating.BAD, remark="", now=NOW)
