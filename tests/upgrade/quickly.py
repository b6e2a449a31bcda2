"""`senim` as it is, with the tables of migrations drawn as quickly as the suite draws them."""

import sys

from senim import cli
from senim.kernel.testing import draw_new_tables_alone

if __name__ == "__main__":
    draw_new_tables_alone()
    raise SystemExit(cli.main(sys.argv[1:]))
