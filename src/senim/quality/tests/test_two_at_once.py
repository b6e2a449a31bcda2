"""Two presses that arrive together are one rating, on either database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from senim.quality import api
from senim.quality.models import Rating, RatingToken

pytestmark = pytest.mark.django_db(transaction=True)


def together(many, work):
    """Run `work(number)` in so many threads at once; what each answered."""
    start = Barrier(many)

    def one(number):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_four_presses_at_once_are_one_rating():
    token = api.issue_token("appeal", 1, None, None)
    answers = together(4, lambda number: api.rate(token, {"lawful": 1 + number}))
    assert Rating.objects.count() == 1
    assert sorted(one.corrected for one in answers) == [False, True, True, True]
    assert len({one.final_at for one in answers}) == 1


def test_two_answers_at_once_leave_one_open_token():
    def issue(_number):
        try:
            return api.issue_token("appeal", 1, None, None)
        except IntegrityError:  # the later one is refused whole, and its answer with it
            return None

    together(2, issue)
    assert RatingToken.objects.filter(withdrawn_at__isnull=True).count() == 1
