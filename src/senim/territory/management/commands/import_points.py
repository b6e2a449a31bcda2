"""import_points FILE --from 2024-06-08 --dry-run"""

from senim.territory.domain import ImportKind
from senim.territory.management.commands._importing import ImportCommand


class Command(ImportCommand):
    help = "Bring in police points, modular posts and stations: a CSV with coordinates and hours."
    kind = ImportKind.POINTS
