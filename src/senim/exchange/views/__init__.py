"""Pages of the exchange: files, systems; and the door of partners."""

from senim.exchange.views.files import begin, discard, files, lineage, meaning, one_file, refused, template
from senim.exchange.views.partners import again, keys, partner
from senim.exchange.views.systems import mapping, mapping_file, new_system, system, systems

__all__ = [
    "again", "begin", "discard", "files", "keys", "lineage", "mapping", "mapping_file", "meaning", "new_system",
    "one_file", "partner", "refused", "system", "systems", "template",
]
