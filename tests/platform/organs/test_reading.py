"""What a person holds is read once a page, and never kept beyond it."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from gongkai_web.organs.models import Post
from gongkai_web.organs.reading import reading, reading_requests
from gongkai_web.organs.selectors import held
from tests.platform.publishing.office import Office, township

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def office() -> Office:
    return township()


def queries(work) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        work()
    return len(asked)


def test_while_one_reads_it_is_asked_once(office) -> None:
    alone = queries(lambda: held(office.clerk, DAY))
    assert alone > 0
    with reading():
        assert queries(lambda: [held(office.clerk, DAY) for _ in range(9)]) == alone
        assert queries(lambda: held(office.head, DAY)) > 0


def test_the_next_page_sees_who_was_relieved(office) -> None:
    with reading():
        assert held(office.clerk, DAY)
        with reading():
            assert held(office.clerk, DAY)
        Post.objects.filter(person=office.clerk).delete()
        assert held(office.clerk, DAY)
    assert held(office.clerk, DAY) == []
    with reading():
        assert held(office.clerk, DAY) == []


def test_what_is_given_may_be_changed_without_harm(office) -> None:
    with reading():
        held(office.clerk, DAY).clear()
        assert held(office.clerk, DAY)


@pytest.mark.parametrize(("method", "kept"), [("get", True), ("head", True), ("post", False)])
def test_an_act_asks_each_time(office, method: str, kept: bool) -> None:
    found = []

    def view(request) -> HttpResponse:
        held(office.clerk, DAY)
        found.append(queries(lambda: held(office.clerk, DAY)))
        return HttpResponse()

    reading_requests(view)(getattr(RequestFactory(), method)("/office/"))
    assert (found == [0]) is kept
