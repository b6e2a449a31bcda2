"""Posts and people from a table: checked, rehearsed, written whole or not at all, the same again changes nothing."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook

from senim.kernel.errors import NotYours
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.staff import api, testing
from senim.staff.import_plan import NotClean, carry_out, plan
from senim.staff.import_words import SENTENCES, sentence
from senim.staff.importing import read
from senim.staff.models import Account, Holding, Post, PostArea

pytestmark = pytest.mark.django_db
HEAD = [
    "code",
    "role",
    "title_kk",
    "title_ru",
    "reports_to",
    "areas",
    "phone",
    "hours",
    "email",
    "family_name",
    "given_name",
    "rank",
    "language",
    "from",
]
SYSTEM = Actor.system("test")


def rows_for(world):
    return [
        [
            "H-1",
            "head",
            "басшы",
            "руководитель",
            "",
            "351",
            "",
            "",
            "h1@example.kz",
            "Басшы",
            "Бірінші",
            "полковник полиции",
            "ru",
            "",
        ],
        [
            "I-1",
            "участковый инспектор полиции",
            "инспектор",
            "инспектор",
            "H-1",
            "B00, B01",
            "8 701 123 45 67",
            "дс-жм 18:00-20:00",
            "I1@Example.kz",
            "Инспектор",
            "Екінші",
            "captain",
            "kk",
            "01.03.2026",
        ],
        ["I-2", "inspector", "инспектор", "инспектор", "H-1", "B10", "", "", "", "", "", "", "", ""],
    ]


def as_csv(rows, head=HEAD, separator=";", encoding="utf-8-sig"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def as_xlsx(rows, head=HEAD):
    book = Workbook()
    for row in [head, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def everything():
    return tuple(list(model.objects.order_by("pk").values()) for model in (Account, Post, PostArea, Holding))


@pytest.mark.parametrize("make", [as_csv, as_xlsx, lambda rows: as_csv(rows, separator=",", encoding="utf-8")])
def test_a_table_is_brought_in_and_the_same_again_changes_nothing(world, make):
    content = make(rows_for(world))
    rehearsal = plan(content, actor=SYSTEM)
    assert rehearsal.problems == []
    assert not Post.objects.filter(code="I-1").exists(), "a rehearsal writes nothing"
    made = carry_out(content, actor=SYSTEM)
    assert (made.new_posts, made.new_people, made.new_areas, made.new_holdings) == (3, 2, 4, 2)
    post = Post.objects.get(code="I-1")
    assert post.reports_to.code == "H-1"
    assert post.phone_public == "+77011234567"
    assert api.officer_card(post.pk, "ru").hours == "пн–пт 18:00–20:00"
    account = Account.objects.get(email="i1@example.kz")
    assert api.scope_of(account).posts() == {post.pk}
    assert api.scope_of(account).paths() == (world.beats[0].path, world.beats[1].path)
    before = everything()
    again = carry_out(content, actor=SYSTEM)
    assert again.changes == 0
    assert everything() == before
    assert AuditEvent.objects.filter(action="staff.import_posts").count() == 1


def test_heads_in_kazakh_and_russian(world):
    head = [
        "код",
        "роль",
        "лауазым",
        "должность",
        "подчиняется",
        "участки",
        "телефон",
        "часы приёма",
        "почта",
        "фамилия",
        "имя",
        "звание",
        "язык",
        "с",
    ]
    assert plan(as_csv(rows_for(world), head=head), actor=SYSTEM).problems == []


BAD = [
    (1, 1, "chief", "role"),
    (1, 0, "", "empty"),
    (1, 5, "B99", "area"),
    (1, 6, "не номер", "phone"),
    (1, 7, "всегда", "hours"),
    (1, 8, "не почта", "email"),
    (1, 8, "", "no_email"),
    (1, 11, "генералиссимус", "rank"),
    (1, 12, "de", "language"),
    (1, 13, "31.02.2026", "day"),
    (1, 4, "H-9", "above"),
    (2, 0, "I-1", "twice"),
    (1, 9, "", "empty"),
    (1, 2, "х" * 200, "long"),
]


@pytest.mark.parametrize(("row", "column", "value", "code"), BAD)
def test_one_wrong_row_and_nothing_is_written(world, row, column, value, code):
    rows = rows_for(world)
    rows[row][column] = value
    before = everything()
    with pytest.raises(NotClean) as caught:
        carry_out(as_csv(rows), actor=SYSTEM)
    problems = caught.value.plan.problems
    assert [(one.row, one.code) for one in problems] == [(row + 2, code)]
    assert everything() == before
    assert [one.code for one in plan(as_csv(rows), actor=SYSTEM).problems] == [code]


def test_every_row_is_told_at_once(world):
    rows = rows_for(world)
    rows[0][1], rows[1][5], rows[2][0] = "chief", "B99", ""
    assert [one.row for one in plan(as_csv(rows), actor=SYSTEM).problems] == [2, 3, 4]


def test_problems_in_three_languages():
    from senim.staff.importing import Problem

    for code in SENTENCES:
        said = set()
        for language in ("kk", "ru", "en"):
            with translation.override(language):
                said.add(sentence(Problem(3, code, "role", "X")))
        assert len(said) == 3, code


def test_a_ring_is_refused(world):
    rows = rows_for(world)
    rows[0][4] = "I-1"
    assert {one.code for one in plan(as_csv(rows), actor=SYSTEM).problems} == {"ring"}


def test_nobody_is_pushed_off_a_post(world):
    rows = rows_for(world)
    carry_out(as_csv(rows), actor=SYSTEM)
    rows[1][8:10] = ["other@example.kz", "Басқа"]
    with pytest.raises(NotClean) as caught:
        carry_out(as_csv(rows), actor=SYSTEM)
    assert [one.code for one in caught.value.plan.problems] == ["taken"]
    assert not Account.objects.filter(email="other@example.kz").exists()


def test_who_has_left_does_not_come_back_by_table(world):
    rows = rows_for(world)
    carry_out(as_csv(rows), actor=SYSTEM)
    gone = Account.objects.get(email="i1@example.kz")
    api.actions.dismiss(actor=testing.actor_for(world.admin_account), account_id=gone.pk)
    assert [one.code for one in plan(as_csv(rows), actor=SYSTEM).problems] == ["person_left"]


def test_administrators_get_no_second_post_by_table(world):
    rows = rows_for(world)
    rows[2][8:11] = [world.admin_account.email, "А", "Б"]
    assert "blind" in {one.code for one in plan(as_csv(rows), actor=SYSTEM).problems}


def test_a_changed_row_changes_the_post(world):
    rows = rows_for(world)
    carry_out(as_csv(rows), actor=SYSTEM)
    rows[1][6] = "+7 701 765 43 21"
    made = carry_out(as_csv(rows), actor=SYSTEM)
    assert (made.changed_posts, made.changes) == (1, 1)
    rows[1][1] = "duty"
    assert [one.code for one in plan(as_csv(rows), actor=SYSTEM).problems] == ["role_differs"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_rows"),
        (b"code;role\n", "no_rows"),
        (b"a;b\n1;2\n", "no_column"),
        (b"PK\x03\x04 not a zip", "not_text"),
        (b"x" * (5 * 1024 * 1024 + 1), "file_big"),
        (b"code\x00;role\n1;2\n", "not_text"),
    ],
)
def test_files_that_are_no_table(content, code):
    assert [one.code for one in read(content).problems] == [code]


def test_windows_encoding_is_read(world):
    rows = [["H-7", "head", "басшы", "руководитель", *[""] * 10]]
    assert plan(as_csv(rows, encoding="cp1251"), actor=SYSTEM).problems == []


def test_formulas_and_markup_are_text(world):
    rows = [["H-7", "head", "=1+1", "<script>alert(1)</script>", *[""] * 10]]
    carry_out(as_csv(rows), actor=SYSTEM)
    assert Post.objects.get(code="H-7").title_ru == "<script>alert(1)</script>"


def test_only_the_administrator(world):
    with pytest.raises(NotYours):
        plan(as_csv(rows_for(world)), actor=testing.actor_for(world.heads[0][0]))


def test_the_page_checks_and_then_writes(world, client):
    testing.sign_in(client, world.admin_account)
    content = as_csv(rows_for(world))

    def send(write, body=content):
        file = io.BytesIO(body)
        file.name = "posts.csv"
        return client.post(reverse("staff:import"), {"file": file, **({"write": "on"} if write else {})})

    assert send(False).status_code == 200
    assert not Post.objects.filter(code="I-1").exists()
    assert send(True).status_code == 200
    assert Post.objects.filter(code="I-1").exists()
    rows = rows_for(world)
    rows[1][1] = "<b>chief</b>"
    page = send(True, as_csv(rows)).content.decode()
    assert "&lt;b&gt;chief" in page


def test_the_command(world, tmp_path, capsys):
    path = tmp_path / "posts.csv"
    path.write_bytes(as_csv(rows_for(world)))
    call_command("import_posts", str(path), "--dry-run")
    assert "checked: 3 rows" in capsys.readouterr().out
    assert not Post.objects.filter(code="I-1").exists()
    call_command("import_posts", str(path))
    assert "written: 3 rows" in capsys.readouterr().out
    rows = rows_for(world)
    rows[1][5] = "B99"
    path.write_bytes(as_csv(rows))
    with pytest.raises(CommandError):
        call_command("import_posts", str(path), "--language", "kk")
    assert "B99" in capsys.readouterr().err


def test_roles_by_their_names(world):
    for text in ("inspector", "учаскелік полиция инспекторы", "Участковый инспектор полиции"):
        row = ["I-9", text, "а", "б", *[""] * 10]
        assert read(as_csv([row])).rows[0].role is Role.INSPECTOR


def test_new_people_are_told_how_to_choose_a_password(world, client):
    import re

    from senim.kernel.models import Outgoing
    from senim.kernel.outbox import deliver_due

    plan(as_csv(rows_for(world)), actor=SYSTEM)
    assert not Outgoing.objects.exists(), "a rehearsal writes to nobody"
    carry_out(as_csv(rows_for(world)), actor=SYSTEM)
    letters = Outgoing.objects.filter(template="staff_welcome")
    assert {letter.to: letter.language for letter in letters} == {"h1@example.kz": "ru", "i1@example.kz": "kk"}
    assert deliver_due().sent == 2
    client.post(reverse("account_reset_password"), {"email": "i1@example.kz"})
    link = Outgoing.objects.get(template="staff_password_reset").context["link"]
    page = client.get(re.sub(r"^https?://[^/]+", "", link), follow=True)
    password = "жаңа құпия сөз ұзын"
    client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})
    assert Account.objects.get(email="i1@example.kz").check_password(password)
