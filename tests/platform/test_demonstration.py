"""The demonstration is made by the services themselves: what holds for a person's work holds for it."""

import pytest
from django.utils import timezone

from gongkai_web.affairs.models import Affair
from gongkai_web.audit.verifying import breaks
from gongkai_web.demo.affairs import load_affairs
from gongkai_web.demo.publishing import load_items
from gongkai_web.demo.ways import WAYS
from gongkai_web.organs.demo import load_office
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.workflow.models import Decision


@pytest.mark.django_db
def test_every_township_publishes_in_its_own_way_and_leaves_something_to_do():
    load_office()
    assert load_items(timezone.now()) == Item.objects.count()
    assert load_items(timezone.now()) == 0
    for way in WAYS:
        items = Item.objects.filter(organ__code=way.code)
        assert visible(timezone.now()).filter(organ__code=way.code).count() >= 4
        assert items.filter(public=Item.Public.RECALLED).count() == 1
        states = set(Revision.objects.filter(item__in=items).values_list("state", flat=True))
        assert states >= {"draft", "in_review", "returned", "approved", "published"}
        decided = Decision.objects.filter(round__organ__code=way.code, round__state="approved")
        assert set(decided.values_list("stage", flat=True)) == {stage.key for stage in way.stages}
    assert not Decision.objects.filter(stage__in=("secrecy", "review"), relaxed=True).exclude(
        round__organ__code="DEMO-2"
    )
    assert list(breaks()) == []
    load_affairs(timezone.now())
    _affairs_group_what_was_published_of_them()


def _affairs_group_what_was_published_of_them() -> None:
    road = Affair.objects.get(organ__code="DEMO-1", name="石桥村至上河村道路硬化工程")
    assert [one.item.title for one in road.placements.all()] == ["石桥村至上河村道路硬化工程竣工验收情况"]
    for affair in Affair.objects.prefetch_related("placements__item"):
        formed = [one.item.formed_on for one in affair.placements.all()]
        assert formed
        assert affair.begun_on < min(formed)
