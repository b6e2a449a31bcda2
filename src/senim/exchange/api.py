"""Exchange: appeals of other systems come in, what became of them goes back. The only door of this context.

    systems.known(actor, code) -> System        a system with its ready mapping (e-otinish, 109, table); made once
    files.bring_in(actor, system, name, content) -> Batch    received, checked, written in one step
    files.receive, files.check                  a file that waits for a person
    partners.agree(actor=..., system_id=..., terms=Terms(...))    what a system is told, and its keys
"""

from senim.exchange.actions import files, partners, systems
from senim.exchange.actions.partners import Terms
from senim.exchange.domain import Tells

__all__ = ["Tells", "Terms", "files", "partners", "systems"]
