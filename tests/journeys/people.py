"""What people do, step by step. Found by names and roles of controls, so that every language walks the same way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.conftest import PASSWORD, SECRET, House

Look = Callable[[Any], None]
ANSWER = "Кеше кешке пәтерге барып, иелерімен сөйлестім, ескерту жасадым. Бүгін тыныш болды."


def nothing(page: Any) -> None:
    """A look that sees nothing: for ways whose screens another test looks at."""


@dataclass(slots=True)
class Person:
    """Somebody at a page of the house, in a language; `look` is called at every screen."""

    page: Any
    house: House
    language: str = "kk"
    look: Look = nothing

    def go(self, path: str) -> None:
        self.page.goto(f"{self.house.url}/{self.language}/{path}")
        self.look(self.page)

    def press(self, selector: str) -> None:
        """Press what sends or leads on, and look at what comes."""
        before = self.page.url
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state("load")
        assert "status" not in before
        self.look(self.page)

    def on(self) -> None:
        """The one button that leads on."""
        self.press("main form[method=post] > button.btn:last-of-type, main form.actions button.btn")

    def says(self, *texts: str) -> bool:
        shown = self.page.locator("main").inner_text()
        return all(text in shown for text in texts)


@dataclass(slots=True)
class Resident(Person):
    """Tells what happened, keeps the receipt, follows."""

    code: str = ""
    link: str = ""

    def begin(self, *, danger: bool = False) -> None:
        self.go("report/")
        self.page.check(f"input[name=danger][value={'yes' if danger else 'no'}]")
        self.on()

    def words(self, text: str, kind: str = "signal") -> None:
        self.page.check(f"input[name=kind][value={kind}]")
        self.page.fill("textarea[name=text]", text)
        self.on()

    def category(self, code: str) -> None:
        choice = self.page.locator(f"input[name=category][value='{code}']").first
        if not choice.is_visible():
            self.page.locator(f"details:has(input[value='{code}']) > summary").click()
        choice.check()
        self.on()

    def details(self, **answers: str) -> None:
        for name, value in answers.items():
            self.page.check(f"input[name={name}][value={value}]")
        self.on()

    def place(self, query: str) -> None:
        self.page.fill("input[name=q]", query)
        self.press("form[role=search] button")
        self.page.locator("input[name=hit][type=radio]").first.check()
        self.on()

    def files(self, *paths: str) -> None:
        if paths:
            self.page.set_input_files("input[name=files]", list(paths))
            if self.page.evaluate("1"):
                self.page.wait_for_timeout(300)
        self.on()

    def known(self, known_as: str = "anonymous", **values: str) -> None:
        self.page.check(f"input[name=known_as][value={known_as}]")
        for name, value in values.items():
            if name == "safe_way":
                self.page.check(f"input[name=safe_way][value={value}]")
            else:
                self.page.fill(f"input[name={name}]", value)
        self.on()

    def send(self) -> None:
        self.on()
        self.code = self.page.locator("strong.code").inner_text().strip()
        self.link = re.search(r"/a/\w{16}/", self.page.locator(".keep .break").inner_text()).group()

    def tell(self, text: str, category: str, *, query: str = "Абай 1", details: dict[str, str] | None = None) -> None:
        """The whole report of an anonymous person."""
        self.begin()
        self.words(text)
        self.category(category)
        self.details(**(details or {}))
        self.place(query)
        self.files()
        self.known()
        self.send()

    def follow(self) -> None:
        self.go(self.link.lstrip("/"))

    def rate(self, mark: int = 5) -> None:
        self.press("a[href*='/r/']")
        for name in ("lawful", "thorough", "timely", "respectful", "informed"):
            self.page.check(f"input[name={name}][value='{mark}']")
        self.page.check("input[name=solved][value=no]")
        self.press("main form button.btn")

    def ask_reopen(self, reason: str) -> None:
        self.page.locator("details:has(textarea[name=text]) > summary").first.click()
        self.page.fill("details textarea[name=text]", reason)
        self.press("details[open] button.btn")


@dataclass(slots=True)
class Officer(Person):
    """Signs in with password and code, finds the appeal, acts."""

    number: str = field(default="")

    def sign_in(self, name: str) -> None:
        account = self.house.world.people[name]
        self.go("staff/sign-in/")
        self.page.fill("input[name=login]", account.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.press("main form button.btn")
        self.page.fill("input[name=code]", code_now(account))
        self.press("main form button.btn")

    def come_in(self, name: str) -> None:
        """By a session cookie, where the door is not what is walked through."""
        from django.test import Client

        from senim.staff import testing

        client = Client()
        testing.sign_in(client, self.house.world.people[name])
        self.page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.house.url}]
        )

    def queue(self) -> None:
        self.go("desk/")

    def open(self, number: str) -> None:
        self.number = number
        self.go(f"desk/{number}/")

    def answer(self, text: str = ANSWER, outcome: str = "done") -> None:
        from senim.kernel.clock import today

        self.page.select_option("select[name=outcome]", outcome)
        self.page.fill("#do-answer textarea[name=text]", text)
        self.page.fill("input[name=done]", "Ескерту жасалды")
        self.page.fill("input[name=where]", "Абай көшесі, 1")
        self.page.fill("input[name=when]", today().isoformat())
        self.press("#do-answer form button.btn")

    def act(self, name: str, **values: str) -> None:
        if not self.page.locator(f"#do-{name}[open]").count():
            self.page.locator(f"#do-{name} > summary").click()
        for field_name, value in values.items():
            control = self.page.locator(f"#do-{name} [name={field_name}]")
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        self.press(f"#do-{name} button.btn")


def code_now(account: Any) -> str:
    """The six digits that the person's telephone shows; each is good once, so the last use is forgotten first."""
    from allauth.mfa.totp.internal import auth as totp
    from django.core.cache import cache

    from senim.kernel.clock import now

    cache.clear()
    return totp.format_hotp_value(totp.hotp_value(SECRET, int(now().timestamp()) // 30))


def number_of(resident: Resident) -> str:
    """The number of the appeal that a resident's secret opens."""
    from senim.appeals.models import Appeal
    from senim.appeals.report import read_secret, secret_hash

    return Appeal.objects.get(secret_hash=secret_hash(read_secret(resident.code) or "")).number
