"""import_areas FILE --level district --from 2024-06-08 --dry-run"""

from argparse import ArgumentParser
from typing import Any

from senim.kernel import clock
from senim.territory.domain import ImportKind, Level
from senim.territory.importing.plan import Options
from senim.territory.management.commands._importing import ImportCommand


class Command(ImportCommand):
    help = "Bring in areas of any KATO level or beats: GeoJSON with boundaries, or the KATO classifier as CSV."
    kind = ImportKind.AREAS

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--level", choices=[str(level) for level in Level], default="",
                            help="what these areas are, where the rows do not say it")
        parser.add_argument("--map", action="append", default=[], metavar="OURS=THEIRS",
                            help="the property that carries code, name_kk, name_ru, name_en, parent, level, members")
        parser.add_argument("--complete", action="store_true",
                            help="the file holds all areas of its level within its parents: what is missing ends")

    def options(self, given: dict[str, Any]) -> Options:
        return Options(
            valid_from=given["valid_from"] or clock.today(), level=given["level"], source=given["source"],
            area_code=given["area"], mapping=dict(pair.split("=", 1) for pair in given["map"]),
            complete=given["complete"])
