"""The staff pages: who may open them, what they show, how many queries they cost."""

import pytest
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock
from senim.kernel.scoping import Role
from senim.staff import api, testing
from senim.staff.domain import EndReason
from senim.staff.models import Holding, Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["kk", "ru", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


def pages(world):
    post, account = world.inspectors[0][1], world.inspectors[0][0]
    return {
        "staff:mine": (),
        "staff:security": (),
        "staff:people": (),
        "staff:invite": (),
        "staff:import": (),
        "staff:post": (post.pk,),
        "staff:substitute": (post.pk,),
        "staff:appoint": (post.pk,),
        "staff:train": (post.pk,),
        "staff:end": (post.pk, account.holdings.get().pk),
        "staff:person": (account.pk,),
    }


LEADERS_ONLY = (
    "staff:people",
    "staff:invite",
    "staff:post",
    "staff:substitute",
    "staff:appoint",
    "staff:train",
    "staff:end",
    "staff:person",
)
OPEN_TO = {
    "staff:mine": set(Role),
    "staff:security": set(Role),
    "staff:import": {Role.ADMIN},
    **{key: {Role.HEAD, Role.ADMIN} for key in LEADERS_ONLY},
}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.TRAINEE, Role.EXECUTOR}])
def test_every_page_as_every_role(world, client, role):
    account, _post = testing.make_officer(role, area_ids=(world.city.id,))
    if role is Role.HEAD:
        account = world.heads[0][0]
    testing.sign_in(client, account)
    for name, arguments in pages(world).items():
        status = client.get(reverse(name, args=arguments)).status_code
        assert status == (200 if role in OPEN_TO[name] else 403), (name, role)


def test_every_page_without_signing_in(world, client):
    for name, arguments in pages(world).items():
        answer = client.get(reverse(name, args=arguments))
        assert answer.status_code == 302, name
        assert reverse("account_login") in answer.url, name


def test_pages_speak_the_language(world, client, language):
    testing.sign_in(client, world.heads[0][0])
    words = {"kk": "Қызметкерлер мен лауазымдар", "ru": "Сотрудники и должности", "en": "People and posts"}
    assert words[language] in client.get(reverse("staff:people")).content.decode()


def test_a_head_sees_the_posts_below_and_no_other(world, client):
    testing.sign_in(client, world.heads[0][0])
    page = client.get(reverse("staff:people")).content.decode()
    for index, (account, _post) in enumerate(world.inspectors):
        assert (account.full_name in page) is (index < 2)
    assert client.get(reverse("staff:post", args=[world.inspectors[2][1].pk])).status_code == 403
    assert client.get(reverse("staff:post", args=[10**9])).status_code == 403, "the answer does not tell what exists"
    assert client.get(reverse("staff:person", args=[world.inspectors[2][0].pk])).status_code == 403


def test_the_list_costs_few_queries_whatever_its_length(world, client, django_assert_num_queries):
    head_account, head = world.heads[0]
    for _ in range(60):
        testing.make_officer(Role.INSPECTOR, area_ids=(world.beats[0].id,), reports_to=head)
    testing.sign_in(client, head_account)
    client.get(reverse("staff:people"))
    with django_assert_num_queries(3):  # session, account, invitations
        page = client.get(reverse("staff:people"))
    assert page.content.decode().count("<tr>") == 51
    assert client.get(reverse("staff:people"), {"page": "2"}).status_code == 200
    assert client.get(reverse("staff:people"), {"page": "x"}).status_code == 200


def test_find_forgives_the_keyboard(world, client):
    account = testing.make_account(name="Әбдіғалиқызы Гүлнұр")
    testing.put_on(testing.make_post(Role.INSPECTOR, reports_to=world.heads[0][1]), account)
    testing.sign_in(client, world.heads[0][0])
    for wanted in ("гулнур", "ГҮЛНҰР", "абдигали"):
        assert "Гүлнұр" in client.get(reverse("staff:people"), {"q": wanted}).content.decode(), wanted
    assert "Гүлнұр" not in client.get(reverse("staff:people"), {"q": "жоқ адам"}).content.decode()


def test_a_head_appoints_a_substitute_and_ends_it_on_the_pages(world, client):
    testing.sign_in(client, world.heads[0][0])
    post, stand_in = world.inspectors[0][1], world.inspectors[1][0]
    url = reverse("staff:substitute", args=[post.pk])
    today = clock.today().isoformat()
    answer = client.post(url, {"account": stand_in.pk, "starts_on": today, "ends_on": "2020-01-01"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    answer = client.post(url, {"account": stand_in.pk, "starts_on": today, "ends_on": today})
    assert answer.status_code == 302
    assert api.substitute_of(post.pk) == stand_in.pk
    holding = Holding.objects.get(kind="substitute")
    answer = client.post(reverse("staff:end", args=[post.pk, holding.pk]), {"reason": EndReason.RETURN})
    assert answer.status_code == 302
    assert api.substitute_of(post.pk) is None
    outsider = world.inspectors[3][0]
    answer = client.post(url, {"account": outsider.pk, "starts_on": today, "ends_on": today})
    assert answer.status_code == 200, "people of another head cannot be chosen"


def test_a_dismissal_on_the_page(world, client):
    testing.sign_in(client, world.heads[0][0])
    account, post = world.inspectors[0]
    client.post(reverse("staff:end", args=[post.pk, account.holdings.get().pk]), {"reason": EndReason.DISMISSAL})
    account.refresh_from_db()
    assert not account.is_active
    page = client.get(reverse("staff:post", args=[post.pk])).content.decode()
    assert account.full_name in page, "the history stays"


def test_invite_and_withdraw_on_the_pages(world, client):
    testing.sign_in(client, world.heads[0][0])
    vacant = testing.make_post(Role.INSPECTOR, reports_to=world.heads[0][1])
    data = {"email": "new@example.kz", "language": "kk", "post": vacant.pk}
    assert client.post(reverse("staff:invite"), data).status_code == 302
    row = Invitation.objects.get()
    assert "new@example.kz" in client.get(reverse("staff:people")).content.decode()
    assert client.post(reverse("staff:withdraw", args=[row.pk])).status_code == 302
    assert client.get(reverse("staff:withdraw", args=[row.pk])).status_code == 405
    row.refresh_from_db()
    assert row.revoked_at


def test_absence_and_signing_out_of_a_person(world, client):
    testing.sign_in(client, world.heads[0][0])
    account = world.inspectors[0][0]
    other = type(client)()
    testing.sign_in(other, account)
    today = clock.today().isoformat()
    assert (
        client.post(reverse("staff:person", args=[account.pk]), {"starts_on": today, "ends_on": today}).status_code
        == 302
    )
    assert api.officer_card(world.inspectors[0][1].pk, "kk").is_away
    client.post(reverse("staff:sign-out-person", args=[account.pk]))
    assert other.get(reverse("staff:mine")).status_code == 302


def test_the_face_is_a_drawing_that_says_so(world, client, settings, django_assert_num_queries):
    post = world.inspectors[0][1]
    settings.DEMO = True
    api.scope_of(None)
    url = api.officer_card(post.pk, "ru").photo_url
    with django_assert_num_queries(0):
        answer = client.get(url)
    assert answer["Content-Type"] == "image/svg+xml"
    assert "max-age" in answer["Cache-Control"]
    assert "вымышленное лицо" in answer.content.decode()
    assert client.get(reverse("staff:photo", args=[10**9])).status_code == 404


def test_names_are_escaped_in_the_drawing(world, client):
    post = testing.make_post()
    testing.put_on(post, testing.make_account(name='<script>alert(1)</script> "x" y'))
    assert "<script>" not in client.get(reverse("staff:photo", args=[post.pk])).content.decode()


def test_a_person_without_a_post_is_told_so(db, client):
    testing.sign_in(client, testing.make_account())
    answer = client.get(reverse("staff:mine"))
    assert answer.status_code == 403
    assert client.get(reverse("staff:security")).status_code == 200


def test_an_undeclared_view_is_refused(rf, settings):
    from django.core.exceptions import ImproperlyConfigured

    from senim.staff.middleware import AccessMiddleware

    def view(request):
        raise AssertionError("reached")

    middleware = AccessMiddleware(view)
    request = rf.get("/kk/")
    assert middleware.process_view(request, view, (), {}).status_code == 403
    settings.DEBUG = True
    with pytest.raises(ImproperlyConfigured):
        middleware.process_view(request, view, (), {})


def test_an_anonymous_visitor_costs_no_query(client, world, django_assert_num_queries):
    client.get(reverse("account_login"))
    with django_assert_num_queries(0):
        client.get(reverse("account_login"))


def test_a_photograph_takes_the_place_of_the_drawing(world, client):
    import io

    from PIL import Image

    account, post = world.inspectors[0]
    testing.sign_in(client, account)
    out = io.BytesIO()
    Image.new("RGB", (400, 500), "navy").save(out, "JPEG")
    out.seek(0)
    out.name = "me.jpg"
    assert client.post(reverse("staff:portrait"), {"photo": out}).status_code == 302
    card = api.officer_card(post.pk, "kk")
    assert not card.photo_is_invented
    answer = type(client)().get(card.photo_url)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    fake = io.BytesIO(b"MZ not a picture")
    fake.name = "me.jpg"
    page = client.post(reverse("staff:portrait"), {"photo": fake})
    assert page.status_code == 200
    assert "data-error" in page.content.decode()
    client.post(reverse("staff:portrait"), {"remove": "1"})
    assert api.officer_card(post.pk, "kk").photo_is_invented


def test_a_head_changes_telephone_and_hours_of_a_post_below(world, client):
    testing.sign_in(client, world.heads[0][0])
    post = world.inspectors[0][1]
    url = reverse("staff:contact", args=[post.pk])
    with translation.override("ru"):
        answer = client.post(url, {"phone_public": "8 701 123-45-67", "hours": "пн-ср 18:00-20:00; сб 10:00-12:00"})
    assert answer.status_code == 302
    card = api.officer_card(post.pk, "ru")
    assert (card.phone, card.hours) == ("+77011234567", "пн–ср 18:00–20:00; сб 10:00–12:00")
    assert client.post(url, {"phone_public": "", "hours": card.hours}).status_code == 302, (
        "what is shown may be sent back"
    )
    assert api.officer_card(post.pk, "ru").hours == card.hours
    for wrong in ({"phone_public": "нет"}, {"hours": "когда-нибудь"}):
        assert client.post(url, wrong).status_code == 200
    assert client.post(url, {"hours": "24/7"}).status_code == 302
    assert api.officer_card(post.pk, "kk").hours == "24/7"
    foreign = reverse("staff:contact", args=[world.inspectors[2][1].pk])
    assert client.post(foreign, {"phone_public": ""}).status_code == 403
    assert client.get(reverse("staff:arrange", args=[post.pk])).status_code == 403


def test_the_administrator_arranges_posts(world, client):
    testing.sign_in(client, world.admin_account)
    data = {
        "code": "N-1",
        "role": "inspector",
        "title_kk": "инспектор",
        "title_ru": "инспектор",
        "title_en": "inspector",
        "reports_to_id": world.heads[0][1].pk,
        "areas": "B00, B01",
        "active": "on",
    }
    answer = client.post(reverse("staff:new-post"), data)
    assert answer.status_code == 302, answer.content.decode()
    assert client.post(reverse("staff:new-post"), data).status_code == 200, "the code is taken"
    post_id = int(answer.url.rstrip("/").rpartition("/")[2])
    assert api.area_paths(post_id) == (world.beats[0].path, world.beats[1].path)
    change = reverse("staff:arrange", args=[post_id])
    assert "B00, B01" in client.get(change).content.decode()
    assert client.post(change, {**data, "areas": "B01", "role": "ministry", "code": "X"}).status_code == 302
    assert api.area_paths(post_id) == (world.beats[1].path,)
    assert (api.post_info(post_id).role, api.post_info(post_id).code) == (Role.INSPECTOR, "N-1")
    assert client.post(change, {**data, "areas": "B99"}).status_code == 200
    del data["active"]
    assert client.post(change, data).status_code == 302
    assert api.officer_card(post_id, "kk") is None
