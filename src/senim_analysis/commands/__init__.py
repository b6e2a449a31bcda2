"""The command line of the library: plain files in, sentences, JSON and one HTML file out. No database, no settings."""

from senim_analysis.commands.assess import assess
from senim_analysis.commands.blackspots import blackspots
from senim_analysis.commands.nearrepeat import nearrepeat
from senim_analysis.commands.scan import scan

__all__ = ["assess", "blackspots", "nearrepeat", "scan"]
