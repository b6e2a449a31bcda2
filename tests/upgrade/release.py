"""Freeze a release: its steps, by name and content, and a copy of a small invented installation made by it.

    python -m tests.upgrade.release 0.1.0     (--again: until the version is tagged it may be frozen anew)

Writes tests/upgrade/VERSION.steps.json, VERSION.senim and VERSION.json. Run it once, when a version is released, from a
tree where nothing is half done; what it wrote before is never written again by a later version.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
#: The copies hold invented people alone: with what they open stands here for everybody.
PASSPHRASE = "invented people of a first release"
SECRET_KEY = "the-key-of-an-invented-installation-" + "x" * 30
MOST_BYTES = 300_000


def steps() -> dict[str, str]:
    """Every migration of ours: path -> hash of what it does; comments and layout are not part of that."""
    found = {}
    for path in sorted(ROOT.glob("src/senim/*/migrations/[0-9]*.py")):
        tree = ast.dump(ast.parse(path.read_text(encoding="utf-8")), annotate_fields=False)
        found[str(path.relative_to(ROOT / "src"))] = hashlib.sha256(tree.encode()).hexdigest()
    return found


def environment(folder: Path, url: str = "") -> dict[str, str]:
    """An installation of the invented release in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENIM_", "DJANGO_"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "senim.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SENIM_DATA_DIR": str(folder),
        "SENIM_DATABASE_URL": url,
        "SENIM_SECRET_KEY": SECRET_KEY,
        "SENIM_BACKUP_PASSPHRASE": PASSPHRASE,
        "PYTHONHASHSEED": "0",
    }


def main(version: str, *words: str) -> int:
    """Make and write all of it; gives the exit code."""
    target = HERE / f"{version}.senim"
    if "--again" in words:
        target.unlink(missing_ok=True)
    if target.exists():
        print(f"{target} is there already: a release is frozen once")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        run = [sys.executable, "-m"]
        subprocess.run([*run, "senim.cli", "prepare"], env=env, check=True)
        made = subprocess.run(
            [*run, "tests.upgrade.invented"], env=env, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        subprocess.run([*run, "senim.cli", "backup", str(target)], env=env, check=True)
    assert target.stat().st_size < MOST_BYTES, "a small installation, please"
    (HERE / f"{version}.json").write_text(made, encoding="utf-8")
    frozen = json.dumps(steps(), indent=1, sort_keys=True)
    (HERE / f"{version}.steps.json").write_text(frozen + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
