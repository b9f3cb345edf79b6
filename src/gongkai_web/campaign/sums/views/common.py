"""What every page of the roll-up does first."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from gongkai_web.campaign.models import Campaign
from gongkai_web.campaign.sums.parts import Counts
from gongkai_web.campaign.sums.totals import Totals, totals
from gongkai_web.campaign.views.common import campaign_led
from gongkai_web.organs.models import Person


def counts_asked(request: HttpRequest) -> Counts:
    """Which copies count; only those accepted unless asked otherwise."""
    asked = request.POST.get("counts") or request.GET.get("counts", "")
    return Counts(asked) if asked in Counts.values else Counts.ACCEPTED


def totals_asked(request: HttpRequest, code: str, pk: int) -> tuple[Totals, Person]:
    campaign, person = campaign_led(request, code, pk)
    return totals(campaign, counts_asked(request), timezone.now()), person


def shown_always(made: Totals) -> dict[str, object]:
    campaign: Campaign = made.campaign
    return {"organ": campaign.organ, "office_section": "campaign", "campaign": campaign, "made": made}
