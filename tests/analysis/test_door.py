"""The verbs of the analysis are reached through `senim`, and say what is missing where the extra is not installed."""

from typing import Any

import pytest

from senim import cli

PAPER = ["--treated", "207", "110", "--control", "308", "318", "--ring", "178", "157", "--ring-control", "150", "140"]


def test_the_verbs_are_reached_from_senim(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["assess", *PAPER, "--language", "en"]) == 0
    assert "−118" in capsys.readouterr().out
    assert all(verb in cli.usage() for verb in ("scan", "nearrepeat", "assess", "blackspots"))


def test_without_the_extra_the_verb_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(name: str) -> Any:
        raise ModuleNotFoundError("No module named 'scipy'", name="scipy")

    monkeypatch.setattr(cli, "import_module", absent)
    assert cli.main(["scan", "file.csv"]) == 1
    assert 'pip install "senim[analysis]"' in capsys.readouterr().err
