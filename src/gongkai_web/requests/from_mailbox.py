"""A letter whose writer agreed becomes a request, registered by whoever turns it into one.

Written on the form it came over the internet, so the day both sides confirmed counts: that of the consent. By ordinary post
alike. What was told to the office becomes a request when its writer says that it is one.
"""

from __future__ import annotations

from gongkai.procedure.receipt import Channel
from gongkai_web.mailbox.converting import Handed
from gongkai_web.mailbox.kinds import Channel as LetterChannel
from gongkai_web.requests.kinds import Confirmation
from gongkai_web.requests.services import ApplicantData, Content, Intake, register

_CONFIRMED = {LetterChannel.FORM: Channel.PORTAL, LetterChannel.POST: Channel.ORDINARY_POST}


def from_letter(given: Handed) -> str:
    """The request's number. Identity, form and way are not in a letter: they are asked for by a notice to correct."""
    request = register(
        by=given.by,
        organ=given.organ,
        applicant=ApplicantData(
            category=given.category,
            name=given.name,
            phone=given.phone,
            email=given.email,
            address=given.address,
        ),
        content=Content(subject=given.title, description=given.text, note=f"由来信 {given.letter_number} 转来"),
        intake=_intake(given),
        now=given.now,
    )
    return str(request.number)


def _intake(given: Handed) -> Intake:
    channel = _CONFIRMED.get(given.channel)
    if channel is None:
        return Intake(channel=Channel.ORAL, arrived_on=given.consented_on)
    how = Confirmation.PORTAL if given.by_writer else Confirmation.PHONE
    note = f"写信人同意把来信 {given.letter_number} 转为申请"
    return Intake(
        channel=channel,
        arrived_on=given.received_on,
        confirmed_on=given.consented_on,
        confirmed_how=how,
        confirmed_note=note,
    )
