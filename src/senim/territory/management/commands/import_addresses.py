"""import_addresses FILE --from 2024-06-08 --dry-run"""

from senim.territory.domain import ImportKind
from senim.territory.management.commands._importing import ImportCommand


class Command(ImportCommand):
    help = "Bring in addresses: a CSV of streets and houses with coordinates or area codes."
    kind = ImportKind.ADDRESSES
