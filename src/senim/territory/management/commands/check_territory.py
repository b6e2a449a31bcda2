"""check_territory: holes, overlaps, beats without a boundary or an inspector; exits with 1 where something is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from senim.territory import api
from senim.territory.presenters import check_page


class Command(BaseCommand):
    help = "Check the map: holes between beats, overlaps, beats without a boundary or without an inspector."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=("kk", "ru", "en"), default="en", help="language of the messages")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            report = api.check()
            page = check_page(report)
            titles = {"holes": _("Holes"), "overlaps": _("Overlaps"), "missed": _("Missed squares")}
            for name, title in titles.items():
                self._list(title, [" · ".join(row) for row in page[name]])
            self._list(_("Beats without a boundary"), [f"{beat['code']} {beat['name']}" for beat in page["shapeless"]])
            self._list(_("Beats without an inspector"), [f"{beat['code']} {beat['name']}" for beat in page["unserved"]])
            if not report.is_clean:
                raise CommandError(_("The map needs work."), returncode=1)
            self.stdout.write(self.style.SUCCESS(_("The map is whole.")))

    def _list(self, title: str, lines: list[str]) -> None:
        self.stdout.write(f"{title}: {len(lines)}")
        for line in lines:
            self.stdout.write(f"  {line}")
