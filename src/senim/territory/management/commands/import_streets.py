"""import_streets FILE --from 2024-06-08 --dry-run"""

from senim.territory.domain import ImportKind
from senim.territory.management.commands._importing import ImportCommand


class Command(ImportCommand):
    help = "Bring in streets: GeoJSON lines with names, for the map and for choosing from a list."
    kind = ImportKind.STREETS
