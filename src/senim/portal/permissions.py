"""Who hands out keys to other applications."""

from senim.kernel.scoping import Role
from senim.staff import api as staff

KEEPERS = (Role.ADMIN,)
KEEP_KEYS = "portal.keep_keys"
staff.action_rule(KEEP_KEYS, roles=KEEPERS, touches=staff.Touch.SETTINGS)
