"""Whatever comes through the door is answered with a page in the person's language: never an error, nothing lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, moves, supervise, talk, uploads, watch
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome, State
from senim.appeals.models import Appeal, AppealFile, Draft, Event, Extension
from senim.appeals.report import secret_hash
from senim.appeals.tests.test_rights import sent
from senim.appeals.tests.world import FIRST, World, report
from senim.kernel import calendar, versions
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import StoredFile
from senim.staff import testing as staff

WORDS = {"kind": "signal", "text": "Түнде көршілер қатты музыка қосады, ұйықтай алмаймыз.", "happened_at": ""}
KNOWN = {"known_as": "anonymous", "safe_way": "link"}
DONE = Words(
    Outcome.DONE,
    "Кеше кешке пәтерге барып, иелерімен сөйлестім, ескерту жасадым.",
    done="Әңгіме жүргізілді",
    where="Абай көшесі, 1",
    when=date(2026, 5, 12),
)
#: What a page must never show as it came, and what may not stop it.
NASTY = {
    "html": "<script>alert('бір')</script><img src=x onerror=alert(2)>",
    "sql": "'); DROP TABLE appeals_appeal; --",
    "template": "{{ settings.SECRET_KEY }}{% debug %} %(x)s {0} ${7*7}",
    "emoji": "Көмек 🚓👮🏽‍♀️👨‍👩‍👧‍👦 керек",
    "long": "ы" * 300,
    "spaces": "а\u00a0\u2003\u3000б",
    "zalgo": "ӘӜ̶̧̢̛̙̜̫̲̮̪́̍͛" * 20,
    "surrogates": "a\ud83d",
}


class Walk:
    """A resident at the pages of the report, by plain requests."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.token = intake.begin(language="kk")

    def at(self, code: str) -> str:
        return reverse("appeals:check" if code == "check" else f"appeals:step_{code}", args=[self.token])

    def post(self, code: str, data: Any = None, **more: Any) -> Any:
        return self.client.post(self.at(code), data or {}, **more)

    def through(self, **more: dict[str, Any]) -> Any:
        """All pages with plain answers, besides those of `more`; what the last of them said."""
        steps: dict[str, dict[str, Any]] = {
            "words": WORDS, "category": {"category": "order.noise_night"}, "details": {},
            "place": {"lon": FIRST[0], "lat": FIRST[1], "place": ""}, "files": {}, "known": KNOWN,
        }
        for code, data in {**steps, **more}.items():
            said = self.post(code, data)
            assert said.status_code == 302, (code, said.status_code, said.content.decode()[:3000])
        return self.post("check")


@pytest.fixture
def walk(world: World, client: Any) -> Walk:
    return Walk(client)


@pytest.fixture
def begun(walk: Walk) -> Walk:
    """The first two pages are answered."""
    walk.post("words", WORDS)
    walk.post("category", {"category": "order.noise_night"})
    return walk


def page(said: Any) -> str:
    return said.content.decode() if not said.streaming else b"".join(said).decode()


# --- places -----------------------------------------------------------------------------------

WRONG_PLACES = [
    {"lon": "NaN", "lat": "50"},
    {"lon": "70", "lat": "nan"},
    {"lon": "inf", "lat": "-inf"},
    {"lon": "1e400", "lat": "50"},
    {"lon": "70.005"},
    {"lat": "50.005"},
    {"lon": "181", "lat": "50"},
    {"lon": "70", "lat": "-90.0001"},
    {"lon": "жетпіс", "lat": "елу"},
    {"lon": "70" * 200, "lat": "50"},
]


def test_a_position_that_is_none_is_said_so(begun: Walk) -> None:
    for data in WRONG_PLACES:
        said = begun.post("place", {**data, "place": "аула"})
        assert said.status_code == 422 and "аула" in page(said), data
    assert "lon" not in Draft.objects.get().data


FORGED_HITS = [
    "at:NaN,50", "at:inf,inf,x", "at:1e999,1e999,x", "at:70", "at:,,", "at:", "area:", "area:-1", "area:9" + "9" * 250,
    "area:٣", "beat:1", "javascript:alert(1)", "at:70.005,50.005,<b>үй</b>", "at:1_0,5_0,x", "area:1.5",
]


def test_a_forged_choice_is_no_error(walk: Walk) -> None:
    for hit in FORGED_HITS:
        said = Walk(walk.client).through(place={"hit": hit, "place": "аулада"})
        assert said.status_code == 302, hit
        appeal = Appeal.objects.latest("pk")
        assert "аулада" in appeal.place and "<b>" not in page(walk.client.get(said.url)), hit


def test_a_house_in_a_street_of_a_long_name_can_be_chosen(walk: Walk) -> None:
    street = "Шәкәрім Құдайбердіұлы атындағы даңғыл, 12/3, Қарағанды қаласы, Қазыбек би ауданы"
    walk.through(place={"hit": f"at:{FIRST[0]:.6f},{FIRST[1]:.6f},{street}"})
    appeal = Appeal.objects.get()
    assert (appeal.place, appeal.place_why) == (street, "inside")


def test_an_area_that_is_no_beat_goes_to_the_duty_unit(walk: Walk, world: World) -> None:
    for area in ("region", "district", "country"):
        fresh = Walk(walk.client)
        fresh.through(place={"hit": f"area:{world.areas[area].pk}"})
        appeal = Appeal.objects.latest("pk")
        assert (appeal.holder_id, appeal.area_id) == (world.posts["duty"].pk, None), area


def test_the_list_of_areas_bears_any_address(begun: Walk) -> None:
    for query in ("in=9" + "9" * 5000, "in=-1", "in=%00", "q=%00%00", "q=" + "а" * 500, "list=1&in=x"):
        assert begun.client.get(f"{begun.at('place')}?{query}").status_code == 200, query


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("nasty", sorted(NASTY))
def test_nasty_words_are_shown_as_words_everywhere(walk: Walk, world: World, nasty: str) -> None:
    text = NASTY[nasty].encode("utf-8", "replace").decode()
    sent = walk.through(
        words={**WORDS, "text": text, "happened_at": text[:100]},
        place={"lon": FIRST[0], "lat": FIRST[1], "place": text[:200]},
        known={"known_as": "named", "name": text[:100], "safe_note": text[:200], "safe_way": "link"},
    )
    appeal = Appeal.objects.get()
    talk.add(secret_hash=bytes(appeal.secret_hash), text=text)
    talk.ask(actor=world.actor("inspector"), appeal_id=appeal.pk, text=text)
    talk.note(actor=world.actor("inspector"), appeal_id=appeal.pk, text=text)
    pages = [page(walk.client.get(sent.url)), page(walk.client.get(sent.url.removesuffix("receipt/")))]
    staff.sign_in(walk.client, world.people["inspector"])
    addresses = ("/ru/desk/", f"/ru/desk/?q={text[:60]}", f"/ru/desk/{appeal.number}/")
    pages += [page(walk.client.get(address)) for address in addresses]
    pages.append(page(walk.client.post(f"/ru/desk/{appeal.number}/identity/")))
    from django.conf import settings

    for shown in pages:
        assert "<script>alert" not in shown and "<img src=x" not in shown and settings.SECRET_KEY not in shown
    if nasty != "zalgo":  # its letters are composed anew
        assert all(escape(text[:10]) in shown for shown in pages[1:2] + pages[-2:])


FREE_TEXTS = {
    "words": ("text", "happened_at"),
    "place": ("place", "hit"),
    "known": ("name", "safe_note", "phone", "email", "iin"),
}


def test_a_hidden_character_is_named_and_nothing_is_kept(begun: Walk) -> None:
    plain = {"words": WORDS, "place": {}, "known": {"known_as": "named", "name": "Сынақ", "safe_way": "link"}}
    before = Draft.objects.get().data
    for code, fields in FREE_TEXTS.items():
        for field in fields:
            for hidden in ("\0", "\x1b[31m", "а\x07б"):
                said = begun.post(code, {**plain[code], field: f"бір{hidden}екі"})
                assert said.status_code == 422, (code, field, hidden)
    assert Draft.objects.get().data == before


def test_marks_that_turn_the_direction_are_dropped(walk: Walk) -> None:
    walk.through(words={**WORDS, "text": "шот.\u202egpj.exe ашылды \u200fкеше\ufeff"})
    assert Appeal.objects.get().text == "шот.gpj.exe ашылды кеше"


def test_ten_thousand_characters_go_in_and_one_more_is_given_back(walk: Walk) -> None:
    long = "Ә" * 10_001
    said = walk.post("words", {**WORDS, "text": long})
    assert said.status_code == 422 and long in page(said)
    walk.through(words={**WORDS, "text": long[:-1]})
    assert len(Appeal.objects.get().text) == 10_000


def test_words_that_are_none_are_asked_for_again(walk: Walk) -> None:
    for empty in ("", "   ", "\n\n\t", "\u202e\u200f"):
        assert walk.post("words", {**WORDS, "text": empty}).status_code == 422


LIMITS = [
    ("known", {"known_as": "named", "name": "ы" * 121, "safe_way": "link"}),
    ("known", {"known_as": "named", "name": "А", "safe_way": "email", "email": "a" * 250 + "@example.kz"}),
    ("known", {"known_as": "named", "name": "А", "safe_way": "sms", "phone": "+" + "7" * 23}),
    ("known", {"known_as": "named", "name": "А", "safe_way": "link", "iin": "123456789012"}),
    ("known", {"known_as": "named", "name": "А", "safe_way": "pigeon"}),
    ("known", {"known_as": "emperor", "name": "А", "safe_way": "link"}),
    ("known", {"known_as": "named", "name": "А", "safe_way": "link", "safe_note": "ы" * 301}),
    ("words", {**WORDS, "kind": "order"}),
    ("words", {**WORDS, "happened_at": "ы" * 121}),
    ("category", {"category": "order.nothing"}),
    ("category", {"category": ""}),
    ("place", {"place": "ы" * 301}),
    ("place", {"hit": "at:70,50," + "ы" * 400}),
]


def test_what_no_column_and_no_choice_holds_is_refused_on_the_page(begun: Walk) -> None:
    for code, data in LIMITS:
        assert begun.post(code, data).status_code == 422, data


def test_an_empty_post_of_every_page_is_a_page(walk: Walk) -> None:
    walk.post("words", WORDS)
    walk.post("category", {"category": "officer.rude"})
    for code in ("words", "category", "details", "place", "files", "known"):
        said = walk.client.post(walk.at(code), b"", content_type="application/octet-stream")
        assert said.status_code in {302, 422}, code
    for address in ("/kk/follow/", "/kk/report/"):
        assert walk.client.post(address).status_code in {200, 422}


def test_a_body_of_another_kind_is_no_error(begun: Walk) -> None:
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "application/json", "x"):
        said = begun.client.post(begun.at("category"), b"--x\r\nbroken", content_type=kind)
        assert said.status_code in {400, 422}, kind


# --- too much ---------------------------------------------------------------------------------


def test_an_enormous_form_is_413_in_words(walk: Walk) -> None:
    said = walk.post("words", {**WORDS, "text": "ы" * 3_000_000})
    assert said.status_code == 413 and "102" not in said.headers.get("Location", "")
    assert "<h1" in page(said)


def test_many_fields_are_413(walk: Walk) -> None:
    assert walk.post("words", {f"f{number}": "x" for number in range(500)}).status_code == 413


def picture(name: str = "бір.png", colour: int = 0) -> SimpleUploadedFile:
    from io import BytesIO

    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (4, 4), (colour, 1, 1)).save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/png")


def files_page(walk: Walk, count: int) -> Any:
    walk.post("words", WORDS)
    walk.post("category", {"category": "order.noise_night"})
    return walk.post("files", {"files": [picture(colour=number) for number in range(count)]})


def test_six_files_are_one_too_many(walk: Walk) -> None:
    assert files_page(walk, 6).status_code == 422
    assert not AppealFile.objects.exists()


def test_seven_files_are_413(walk: Walk) -> None:
    assert files_page(walk, 7).status_code == 413


def test_five_and_then_one_more_is_one_too_many(walk: Walk) -> None:
    assert files_page(walk, 5).status_code == 302
    assert files_page(walk, 1).status_code == 422
    assert AppealFile.objects.count() == 5


def test_the_name_of_a_file_means_nothing(begun: Walk) -> None:
    for name in ("../../etc/passwd", "a\0.png", "<svg onload=alert(1)>.png", "я" * 400 + ".png", ".png"):
        upload = picture()
        upload._name = name
        assert begun.client.post(begun.at("files"), {"files": upload}).status_code in {302, 422}, name
    assert "onload" not in page(begun.client.get(begun.at("files")))


def test_an_executable_with_a_pictures_name_is_refused(walk: Walk) -> None:
    walk.post("words", WORDS)
    walk.post("category", {"category": "order.noise_night"})
    said = walk.post("files", {"files": SimpleUploadedFile("сурет.jpg", b"MZ\x90\x00" + b"\0" * 200, "image/jpeg")})
    assert said.status_code == 422 and not StoredFile.objects.exists()


# --- drafts -----------------------------------------------------------------------------------


def test_a_draft_that_expires_between_pages_says_so(walk: Walk, frozen_clock: Any) -> None:
    walk.post("words", WORDS)
    frozen_clock.move(hours=25)
    for said in (walk.client.get(walk.at("category")), walk.post("category", {"category": "order.noise_night"}),
                 walk.client.get(walk.at("check")), walk.post("check"), walk.post("files", {"files": picture()})):
        assert said.status_code == 410 and "href=" in page(said)
    assert Appeal.objects.count() == 0 and not StoredFile.objects.exists()


def test_a_forged_draft_is_gone_like_any_other(world: World, client: Any) -> None:
    for token in ("x", "ы" * 30, "a" * 2000, "..", "\0", "' OR 1=1"):
        for code in ("words", "check", "files", "known"):
            said = client.get(f"/kk/report/{quote(token, safe='')}/{code}/")
            assert said.status_code in {404, 410}, token


def test_a_sent_draft_is_written_in_no_more(walk: Walk) -> None:
    """A second window: what is typed there must not lie about in a draft that was emptied."""
    files_page(walk, 1)
    walk.through(files={})
    kept = AppealFile.objects.get().pk
    with pytest.raises(Refused):
        intake.keep(token=walk.token, values={"name": "Құпия"}, language="kk")
    with pytest.raises(Refused):
        uploads.keep_for_draft(token=walk.token, uploads=[picture()])
    assert walk.post("known", {"known_as": "named", "name": "Құпия"}).status_code == 302  # to the receipt
    assert walk.client.post(reverse("appeals:remove_file", args=[walk.token, kept])).status_code == 410
    assert Draft.objects.get().data == {} and AppealFile.objects.get().appeal_id is not None


def test_pages_out_of_order_lead_back_to_the_first_that_is_missing(walk: Walk) -> None:
    assert walk.post("check").url == walk.at("words")
    assert walk.post("known", KNOWN).url == walk.at("words")
    walk.post("words", WORDS)
    assert walk.client.get(walk.at("details")).url == walk.at("category")


def test_a_category_of_an_older_release_is_asked_again(walk: Walk) -> None:
    intake.keep(token=walk.token, values={**WORDS, "category": "order.abolished"}, language="kk")
    assert walk.client.get(walk.at("place")).url == walk.at("category")
    assert walk.post("check").url == walk.at("category")


def test_another_category_forgets_the_answers_of_the_first(walk: Walk) -> None:
    walk.post("words", WORDS)
    walk.post("category", {"category": "officer.rude"})
    walk.post("details", {"about": "head", "to_council": "on", "officer": "Аты белгісіз"})
    walk.through(details={})
    appeal = Appeal.objects.get()
    assert appeal.answers == {} and not appeal.to_council and appeal.about_post_id is None


def test_files_are_sent_even_if_the_page_died_after_keeping_them(walk: Walk) -> None:
    """The process was killed between keeping the files and keeping the page."""
    walk.post("words", WORDS)
    walk.post("category", {"category": "order.noise_night"})
    uploads.keep_for_draft(token=walk.token, uploads=[picture()])
    walk.post("check")
    assert AppealFile.objects.get().appeal_id == Appeal.objects.get().pk


def test_leaving_quickly_takes_the_photos_off_the_disk(walk: Walk, django_capture_on_commit_callbacks: Any) -> None:
    from senim.kernel.files.keep import place

    files_page(walk, 1)
    stored = StoredFile.objects.get()
    assert place(stored.path).exists()
    with django_capture_on_commit_callbacks(execute=True):
        walk.client.post(reverse("appeals:leave", args=[walk.token]))
    assert not StoredFile.objects.exists() and not place(stored.path).exists() and not Draft.objects.exists()


# --- forged numbers and secrets ---------------------------------------------------------------

def test_a_forged_number_is_404_like_what_is_not_yours(world: World, client: Any) -> None:
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    staff.sign_in(client, world.people["inspector"])
    for number in (appeal.number, "0000-0000-0", "x", "\0", "'--", "ы" * 50, "9" * 300, "DROP"):
        assert client.get(f"/kk/desk/{quote(number, safe='')}/").status_code == 404, number
    for what in ("letter/", "file/1/", "file/" + "9" * 40 + "/"):
        assert client.get(f"/kk/desk/{appeal.number}/{what}").status_code == 404
    assert client.post(f"/kk/desk/{appeal.number}/identity/").status_code == 404
    assert client.post(f"/kk/desk/{appeal.number}/nothing/").status_code == 404


def test_what_is_hidden_and_what_does_not_exist_look_alike(world: World, client: Any) -> None:
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    staff.sign_in(client, world.people["inspector"])
    hidden, none = (page(client.get(f"/kk/desk/{one}/")) for one in (appeal.number, "0000-0000-0"))
    assert hidden.replace(appeal.number, "") == none.replace("0000-0000-0", "")


def test_a_forged_secret_is_404_at_every_address(world: World, client: Any) -> None:
    sent()
    for secret in map(quote, ("A" * 16, "x", "\0", "ы" * 16, "A" * 400, "0000-0000-0000-0000", "U" * 16)):
        for what in ("", "receipt/", "letter/", "file/1/"):
            assert client.get(f"/ru/a/{secret}/{what}").status_code == 404, (secret, what)
        assert client.get(f"/ru/referral/{secret}/").status_code == 410, secret
    for what in ("add/", "withdraw/", "council/", "reopen/", "solved/"):
        assert client.post(f"/ru/a/{'A' * 16}/{what}", {"text": "x" * 50, "solved": "yes"}).status_code == 404, what


def test_the_code_may_be_typed_as_people_type(world: World, client: Any) -> None:
    receipt = intake.send(token=intake.begin(language="kk"), report=report())
    typed = "  " + "-".join(receipt.secret[place:place + 4].lower() for place in (0, 4, 8, 12)).replace("0", "o") + " "
    assert client.post("/kk/follow/", {"code": typed}).status_code == 302


# --- the desk ---------------------------------------------------------------------------------


@pytest.fixture
def officer(world: World, client: Any) -> Any:
    staff.sign_in(client, world.people["inspector"])
    return client


def test_lists_bear_any_address(officer: Any) -> None:
    sent()
    pages = ["page=" + "9" * 50, "page=-1", "page=x"]
    for query in ("q=%00", "q=%25_%25", "category=%00", "category=%25", "state=%00", "q=%D8%00%ED%A0%80", *pages):
        for name in ("queue", "area"):
            assert officer.get(f"{reverse(f'appeals:{name}')}?{query}").status_code == 200, (name, query)


ACTS_REFUSED = [
    ("answer", {"outcome": "победа", "text": "ы" * 50}),
    ("answer", {"outcome": "done", "text": "ы" * 50, "done": "a", "where": "b", "when": "0000-00-00"}),
    ("answer", {"outcome": "done", "text": "ы" * 50, "done": "ы" * 501, "where": "b", "when": "2026-05-12"}),
    ("answer", {"outcome": "refused", "text": "ы" * 50, "reason": "x", "legality": ["law", "magic"]}),
    ("ask", {"text": "\0"}),
    ("note", {"text": "ы" * 10_001}),
    ("pause", {"text": "ы" * 501}),
    ("transfer", {"post": "0", "text": "x"}),
    ("transfer", {"post": "9" * 40, "text": "x"}),
    ("transfer", {"post": "жоқ", "text": "x"}),
    ("refer", {"body": "1 OR 1=1", "text": "x"}),
    ("redirect", {"body": "-1", "text": "x"}),
    ("answer", {"outcome": "plan", "text": DONE.text, "done": "Тексеру", "when": "0001-01-01"}),
    ("answer", {"outcome": "plan", "text": DONE.text, "done": "Тексеру", "when": "9999-12-31"}),
    ("answer", {"outcome": "done", "text": DONE.text, "done": "a", "where": "b", "when": "1926-05-12"}),
]


def test_an_act_with_wrong_words_comes_back_beside_its_form(officer: Any) -> None:
    appeal, _ = sent()
    for name, data in ACTS_REFUSED:
        assert officer.post(f"/kk/desk/{appeal.number}/{name}/", data).status_code == 422, (name, data)
    assert Appeal.objects.get().state == State.NEW


def test_a_reference_with_an_impossible_time_is_a_sentence(world: World, client: Any) -> None:
    appeal, _ = sent(category="property.bicycle")
    staff.sign_in(client, world.people["duty"])
    for when in ("0001-01-01T00:00", "9999-12-31T23:59", "2026-05-12T10:01", "кеше", "2026-05-12T25:00"):
        data = {"reference": "26350000100001", "registered_at": when}
        assert client.post(f"/kk/desk/{appeal.number}/crime/", data).status_code == 422, when
    assert Appeal.objects.get().crime_reference == ""


def test_an_extension_to_an_impossible_day_is_a_sentence(world: World, client: Any) -> None:
    appeal, _ = sent()
    staff.sign_in(client, world.people["head"])
    for until in ("0001-01-01", "9999-12-31", "2026-05-16", "x", "2026-02-30"):
        data = {"until": until, "text": "сараптама"}
        assert client.post(f"/kk/desk/{appeal.number}/extend/", data).status_code == 422, until


ENTRY = {
    "key": "k1", "channel": "counter", "kind": "signal", "category": "order.noise_night", "text": "Түнде шулайды",
    "known_as": "anonymous", "safe_way": "link",
}


WRONG_ENTRIES = [
    {"hit": "at:70,50,\0"}, {"address": "\0"}, {"address": "ы" * 201}, {"key": "\0"}, {"key": "x" * 61},
    {"channel": "web"}, {"hit": "area:" + "9" * 5000}, {"about": "king"}, {"place": "\0"},
]


def test_the_officers_form_bears_the_same(officer: Any) -> None:
    for wrong in WRONG_ENTRIES:
        assert officer.post("/kk/desk/enter/", {**ENTRY, **wrong}).status_code == 422, wrong
    assert Appeal.objects.count() == 0


def test_the_officers_form_pressed_twice_registers_once(officer: Any) -> None:
    for _ in range(2):
        assert officer.post("/kk/desk/enter/", ENTRY).status_code == 200
    assert Appeal.objects.count() == 1


# --- states -----------------------------------------------------------------------------------


def test_nothing_is_answered_or_paused_while_a_head_decides(world: World) -> None:
    appeal, secret = sent()
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    answers.ask_reopen(secret_hash=secret, reason="Шешілмеді")
    plan = Words(Outcome.PLAN, DONE.text, done="x", when=date(2026, 5, 20))
    for call in (
        lambda: answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=plan),
        lambda: supervise.pause(actor=world.actor("inspector"), appeal_id=appeal.pk, ground="x"),
        lambda: supervise.resume(actor=world.actor("inspector"), appeal_id=appeal.pk),
        lambda: supervise.extend(actor=world.actor("head"), appeal_id=appeal.pk, until=date(2026, 6, 30), ground="x"),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == "wrong_state"


def test_a_withdrawn_appeal_is_not_resumed(world: World) -> None:
    appeal, secret = sent()
    supervise.pause(actor=world.actor("inspector"), appeal_id=appeal.pk, ground="сараптама")
    talk.withdraw(secret_hash=secret)
    with pytest.raises(Refused):
        supervise.resume(actor=world.actor("inspector"), appeal_id=appeal.pk)
    assert Event.objects.latest("pk").type == "withdrawn"


def test_a_reopened_appeal_may_be_extended_once_more(world: World, frozen_clock: Any) -> None:
    appeal, secret = sent()
    supervise.extend(actor=world.actor("head"), appeal_id=appeal.pk, until=date(2026, 6, 30), ground="сараптама")
    with pytest.raises(Refused):
        supervise.extend(actor=world.actor("head"), appeal_id=appeal.pk, until=date(2026, 7, 3), ground="тағы")
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    answers.ask_reopen(secret_hash=secret, reason="Шешілмеді")
    answers.decide_reopening(actor=world.actor("head"), appeal_id=appeal.pk, accept=True, ground="Дұрыс")
    frozen_clock.move(days=1)
    supervise.extend(actor=world.actor("head"), appeal_id=appeal.pk, until=date(2026, 6, 25), ground="қайта")
    assert Extension.objects.get().ground == "қайта"


def test_four_weeks_are_not_answered_before_they_are_over(world: World) -> None:
    appeal, secret = sent()
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    assert answers.still_solved(secret_hash=secret, yes=True).state == State.ANSWERED


def test_two_hundred_that_wait_do_not_keep_the_next_from_climbing(world: World, frozen_clock: Any) -> None:
    for _ in range(3):
        sent()
    frozen_clock.move(hours=73)
    assert watch.escalate(limit=3) == 3
    sent()
    frozen_clock.move(hours=1)
    Appeal.objects.filter(escalation=0).update(owed_at=now() - timedelta(minutes=1))
    assert watch.escalate(limit=3) == 1


def test_a_complaint_climbs_with_its_silence(world: World, frozen_clock: Any) -> None:
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    frozen_clock.move(hours=97)
    watch.escalate()
    watch.escalate()
    appeal.refresh_from_db()
    assert (appeal.escalation, appeal.holder_id) == (2, world.posts["department"].pk)


def test_a_complaint_leaves_the_post_to_which_its_officer_came(world: World) -> None:
    from senim.staff.domain import Kind

    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    assert watch.lift_complaints() == 0
    staff.put_on(world.posts["head"], world.people["inspector"], kind=Kind.SUBSTITUTE)
    assert watch.lift_complaints() == 1 and watch.lift_complaints() == 0
    appeal.refresh_from_db()
    assert appeal.holder_id == world.posts["department"].pk


# --- time -------------------------------------------------------------------------------------


def test_a_clock_that_jumps_back_loses_nothing(world: World, frozen_clock: Any) -> None:
    """Every step half an hour before the one before it: nothing refused, nothing late, history in its order."""
    appeal, secret = sent()
    for do in (
        lambda: talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk),
        lambda: talk.ask(actor=world.actor("inspector"), appeal_id=appeal.pk, text="Қай пәтер?"),
        lambda: talk.add(secret_hash=secret, text="12"),
        lambda: supervise.pause(actor=world.actor("inspector"), appeal_id=appeal.pk, ground="сараптама"),
        lambda: supervise.resume(actor=world.actor("inspector"), appeal_id=appeal.pk),
        lambda: answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE),
        lambda: answers.ask_reopen(secret_hash=secret, reason="Шешілмеді"),
        lambda: answers.decide_reopening(actor=world.actor("head"), appeal_id=appeal.pk, accept=True, ground="Дұрыс"),
    ):
        frozen_clock.move(minutes=-30)
        do()
    appeal.refresh_from_db()
    assert appeal.state == State.IN_WORK
    assert [*Event.objects.order_by("id").values_list("type", flat=True)][2:] == [
        "opened", "asked", "replied", "suspended", "resumed", "answered", "reopen_asked", "reopened"
    ]
    assert watch.escalate() == 0


def test_a_draft_survives_a_clock_that_jumps_back(walk: Walk, frozen_clock: Any) -> None:
    walk.post("words", WORDS)
    frozen_clock.move(hours=-5)
    assert walk.through().status_code == 302


def test_a_decree_of_yesterday_moves_what_is_open_with_its_trace(world: World, frozen_clock: Any) -> None:
    appeal, _ = sent()
    answered, _ = sent()
    answers.answer(actor=world.actor("inspector"), appeal_id=answered.pk, words=DONE)
    before = appeal.legal_due
    decree(date(2026, 5, 20))
    assert watch.follow_calendar() == 1
    appeal.refresh_from_db()
    answered.refresh_from_db()
    assert appeal.legal_due > before and answered.legal_due == before
    assert "moved" in str(appeal.clocks["legal"]["trace"])
    assert Event.objects.filter(type="due_moved", appeal=appeal, public=True).count() == 1
    assert watch.follow_calendar() == 0


def test_what_a_head_decides_on_does_not_stand_in_the_way_of_a_decree(world: World) -> None:
    waiting, secret = sent()
    answers.answer(actor=world.actor("inspector"), appeal_id=waiting.pk, words=DONE)
    answers.ask_reopen(secret_hash=secret, reason="Шешілмеді")
    sent()
    decree(date(2026, 5, 20))
    assert watch.follow_calendar(limit=1) == 1


def decree(day: date) -> None:
    """One more day off."""
    from django.db import transaction

    from senim.kernel.models import CalendarDay

    with transaction.atomic():
        CalendarDay.objects.create(day=day, working=False, ground="Үкімет қаулысы", act="№ 1", entered_at=now())
        versions.bump("calendar")
    assert not calendar.is_working(day)


def test_the_applicants_additions_have_an_end(world: World) -> None:
    _, secret = sent()

    def add_without_end() -> None:
        for number in range(200):
            talk.add(secret_hash=secret, text=f"тағы {number}")

    with pytest.raises(Refused) as refused:
        add_without_end()
    assert refused.value.code == "too_much"


def test_a_secret_of_nobody_adds_nothing(world: World) -> None:
    with pytest.raises(NotYours):
        talk.add(secret_hash=secret_hash("A" * 16), text="x")


def test_a_referral_says_what_step_it_knows(world: World, client: Any) -> None:
    from senim.appeals.models import Body

    appeal, _ = sent()
    body = Body.objects.create(name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat", email="a@example.kz")
    _, secret = moves.refer(actor=world.actor("inspector"), appeal_id=appeal.pk, body_id=body.pk, text="Шам жанбайды")
    address = f"/kk/referral/{secret}/"
    for step in ("", "recalled", "offered", "x" * 500, "\0"):
        assert client.post(address, {"step": step, "text": "жауап"}).status_code in {302, 410, 422}, step
    assert client.post(address, {"step": "accepted"}).status_code == 302
    assert client.post(address, {"step": "answered", "text": "ы" * 10_001}).status_code == 422
    assert client.post(address, {"step": "answered", "text": "Жөнделді"}).status_code == 302
    assert client.get(address).status_code == 200
