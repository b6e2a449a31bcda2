"""The pages of a person who rates: without JavaScript, in three languages, and silent in the log."""

import logging
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from senim.kernel.clock import now
from senim.kernel.logs import NoSecrets
from senim.kernel.scoping import Role
from senim.quality import api
from senim.quality.domain import Criterion
from senim.quality.models import Rating
from senim.staff import testing
from senim.staff.domain import Kind

pytestmark = pytest.mark.django_db
ALL = {one.value: "5" for one in Criterion}


@pytest.fixture(autouse=True)
def clock(frozen_clock):
    return frozen_clock


@pytest.fixture
def token():
    return api.issue_token("appeal", 1, None, None)


def address(key, language="kk", name="rate"):
    with override(language):
        return reverse(f"quality:{name}", args=[key])


@pytest.mark.parametrize(("language", "words"), [
    ("kk", "Сізге қалай қызмет көрсеттік?"), ("ru", "Как вам помогли?"), ("en", "How did we serve you?")])
def test_the_form_asks_seven_things_on_one_page(client, token, language, words):
    page = client.get(address(token, language))
    text = page.content.decode()
    assert page.status_code == 200
    assert words in text
    assert text.count("<fieldset") == 6
    assert text.count("<textarea") == 1
    assert "checked" not in text, "nothing is chosen beforehand"
    assert len(page.content) < 100_000
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]


def test_rate_thanks_correct_final(client, token, clock):
    said = {**ALL, "informed": "none", "solved": "partly", "words": "Рақмет"}
    thanks = client.post(address(token), said, follow=True)
    assert thanks.redirect_chain == [(address(token, name="thanks"), 302)]
    assert "Рақмет. Бағаңыз сақталды." in thanks.content.decode()
    row = Rating.objects.get()
    assert (row.lawful, row.informed, row.solved, row.words, row.language) == (5, None, "partly", "Рақмет", "kk")
    again = client.get(address(token)).content.decode()
    assert re.search(r'name="lawful" value="5"[^>]*checked', again)
    assert re.search(r'name="informed" value="none"[^>]*checked', again)
    client.post(address(token), {**ALL, "lawful": "1"})
    assert Rating.objects.get().lawful == 1
    clock.move(hours=24)
    late = client.post(address(token), {**ALL, "lawful": "5"})
    assert late.status_code == 410
    assert "есепке алынды" in late.content.decode()
    assert Rating.objects.get().lawful == 1


def test_an_empty_form_says_what_to_do_and_keeps_the_words(client, token):
    page = client.post(address(token, "ru"), {"words": "<script>alert(1)</script>"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Поставьте оценку хотя бы по одному" in text
    assert "&lt;script&gt;alert(1)" in text
    assert not Rating.objects.exists()


def test_ten_thousand_characters_and_odd_marks_are_refused_kindly(client, token):
    long = client.post(address(token), {**ALL, "words": "ә" * 10_000})
    assert long.status_code == 200
    assert "ә" * 10_000 in long.content.decode(), "nothing that was typed is lost"
    odd = client.post(address(token), {**ALL, "lawful": "9", "solved": "'; DROP TABLE"})
    assert odd.status_code == 200
    assert not Rating.objects.exists()


@pytest.mark.parametrize("key", ["x", "7K3M-42QX-9PTW", "%27%20OR%201=1", "а" * 60])
def test_a_forged_key_is_a_clear_sentence(client, key):
    page = client.get(f"/kk/r/{key}/")
    assert page.status_code == 404
    assert "код бізде жоқ" in page.content.decode()


def test_an_expired_link_is_a_clear_sentence(client, token, clock):
    clock.move(days=14)
    assert "мерзімі өтті" in client.get(address(token)).content.decode()


def test_a_printed_code_leads_to_the_form(client, token):
    code = api.code_of(token)
    page = client.post("/kk/r/", {"key": code.lower()}, follow=True)
    assert page.redirect_chain[0][0] == address(code)
    assert "Сізге қалай қызмет көрсеттік?" in page.content.decode()
    wrong = client.post("/kk/r/", {"key": "12345"})
    assert wrong.status_code == 200
    assert "он екі әріп" in wrong.content.decode()


def test_the_thanks_page_sends_back_who_has_not_rated(client, token):
    assert client.get(address(token, name="thanks")).url == address(token)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.OPERATOR, Role.HEAD, Role.ADMIN])
def test_a_staff_session_is_refused_by_link_by_code_and_by_post(client, token, role):
    account, _post = testing.make_officer(role)
    testing.sign_in(client, account)
    answers = [client.get(address(token)), client.post(address(token), ALL), client.get("/kk/r/"),
               client.get(address(token, name="thanks"))]
    assert [one.status_code for one in answers] == [403] * 4
    assert "қызметкер ретінде" in answers[0].content.decode()
    assert not Rating.objects.exists()


def test_no_secret_reaches_the_log(client, token, clock, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(NoSecrets())  # as on every handler of the product
    code = api.code_of(token)
    client.get(address(token))
    client.post(address(token), ALL)
    client.get(address(token, name="thanks"))
    client.put(address(token))
    clock.move(days=15)
    client.get(address(token))
    client.get(address(code))
    client.get(f"/kk/r/{token[:-1]}/")
    written = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert token[:-1] not in written
    assert code not in written


def test_a_refused_link_is_not_even_mentioned(client, token, clock, caplog):
    clock.move(days=15)
    client.get(address(token))
    client.get("/kk/r/7K3M-42QX-9PTW/")
    assert [one for one in caplog.records if one.name == "django.request"] == []


def test_queries_of_the_form(client, token, django_assert_max_num_queries):
    client.get(address(token))
    with django_assert_max_num_queries(1):
        client.get(address(token))


def test_the_form_says_until_when(client, token):
    text = client.get(address(token, "en")).content.decode()
    assert (now() + timedelta(days=14)).strftime("%B %Y") in text


@pytest.mark.parametrize(("role", "status"), [
    (Role.INSPECTOR, 200), (Role.HEAD, 200), (Role.OPERATOR, 403), (Role.ADMIN, 403), (Role.TRAINEE, 403)])
def test_staff_read_final_ratings_of_their_own_posts(client, clock, role, status, django_assert_max_num_queries):
    if role is Role.TRAINEE:
        account = testing.make_account()
        mentor, post = testing.make_officer()
        testing.put_on(post, account, kind=Kind.TRAINEE, mentor=mentor)
    else:
        account, post = testing.make_officer(role)
    token = api.issue_token("appeal", "A-77", None, post.pk)
    api.rate(token, {"lawful": 2}, "no", "<b>Өзім айтамын</b>")
    testing.sign_in(client, account)
    early = client.get("/kk/ratings/")
    assert early.status_code == status
    assert "Өзім айтамын" not in early.content.decode()
    clock.move(hours=24)
    testing.sign_in(client, account)
    client.get("/kk/ratings/")
    with django_assert_max_num_queries(6):
        page = client.get("/kk/ratings/").content.decode()
    assert ("&lt;b&gt;Өзім айтамын" in page) == (status == 200)
    assert "A-77" not in page, "who rated is not shown"
    assert token not in page


def test_a_stranger_is_led_to_the_door(client):
    assert client.get("/kk/ratings/").status_code == 302
