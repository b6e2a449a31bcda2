"""A small invented installation, made by what the product does itself: everything that must survive an upgrade.

`python -m tests.upgrade.invented` fills an empty, prepared installation and prints what to ask it later.
"""

import json
from datetime import UTC, datetime
from typing import Any

import django

#: A working day between two holidays: what may be done on a day does not depend on when a release is frozen.
AT = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


def main() -> None:
    django.setup()
    from senim.kernel import clock

    with clock.frozen(AT):
        print(json.dumps(made(), indent=1, ensure_ascii=False))


def made() -> dict[str, Any]:
    """Make it; gives who asks, for which addresses, and what some of them must say."""
    from allauth.mfa.models import Authenticator
    from django.core.files.uploadedfile import SimpleUploadedFile

    from senim.appeals.actions import intake
    from senim.appeals.tests import world as worlds
    from senim.documents.tests import made as papers
    from senim.kernel import files, seal
    from senim.staff import vault

    world = worlds.build()
    stage = papers.stage(world)
    paper = stage.make("appeal_extension", of="longer")
    stage.sign(paper, who="head" if paper.signs_id == world.posts["head"].pk else "inspector")
    sent = intake.send(token=intake.begin(language="kk"), report=worlds.report())
    files.accept(SimpleUploadedFile("note.amr", b"#!AMR\nsound"), kinds=["sound"])
    account = world.people["inspector"]
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": vault.lock("JBSWY3DP")})
    seal.seal_all()
    return {
        "account": account.pk,
        "public": [f"/{one}/a/{sent.secret}/" for one in ("kk", "ru", "en")] + ["/kk/", "/kk/papers/check/"],
        "staff": ["/kk/desk/", f"/ru/desk/{sent.number}/", f"/kk/desk/{stage.appeals['answered'].number}/"],
        "says": {f"/kk/a/{sent.secret}/": sent.number, f"/kk/desk/{stage.appeals['answered'].number}/": papers.SAID},
    }


if __name__ == "__main__":
    main()
