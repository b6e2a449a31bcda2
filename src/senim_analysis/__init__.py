"""Problem-oriented crime analysis: arrays in, results out. No Django, no database, no files outside `io`.

Every function takes one-dimensional arrays (coordinates in metres, times as datetime64 or float days) and gives a
frozen result with `.to_dict()` and `.sentence(language)`. Places and problems are analysed, never a person.
"""

from senim_analysis.alarms import count_alarms, scan_probability
from senim_analysis.alerts import AlertZone, AlertZones, alert_zones
from senim_analysis.aoristic import aoristic
from senim_analysis.bayes import empirical_bayes_expected
from senim_analysis.before_after import difference_in_differences
from senim_analysis.breaks import SeriesBreak, Study
from senim_analysis.calibration import calibration
from senim_analysis.chains import NearRepeatChains, near_repeat_chains
from senim_analysis.concentration import concentration_over_time, repeat_places
from senim_analysis.density import dual_density, kernel_density, suggested_bandwidth
from senim_analysis.displacement import weighted_displacement_difference
from senim_analysis.errors import AnalysisRefused, Cancelled
from senim_analysis.evenness import exact_evenness
from senim_analysis.feedback import feedback_loop
from senim_analysis.forecast import hit_rate, prediction_accuracy_index, prediction_efficiency_index
from senim_analysis.funnel import funnel_limits
from senim_analysis.hot_spot_change import hot_spot_classes
from senim_analysis.hot_spots import hot_spots
from senim_analysis.interrupted import interrupted_time_series
from senim_analysis.jacquez import jacquez
from senim_analysis.journeys import journeys
from senim_analysis.knox import KnoxResult, knox
from senim_analysis.linking import series, text_clusters
from senim_analysis.local import getis_ord, getis_ord_general, grid_neighbours, moran
from senim_analysis.mantel import MantelResult, mantel
from senim_analysis.near_repeat import near_repeat
from senim_analysis.near_repeat_table import NearRepeatResult, SamePlace
from senim_analysis.power import power_before_after, smallest_effect
from senim_analysis.problems.problem import Problem
from senim_analysis.problems.search import Problems, find_problems
from senim_analysis.quotient import weighted_displacement_quotient
from senim_analysis.raster import grid_counts
from senim_analysis.rates import poisson_interval, shrink
from senim_analysis.ratios import e_test, ratio_of_ratios
from senim_analysis.result import Note, Result
from senim_analysis.road_rules import BlackSpotRule
from senim_analysis.roads import BlackSpot, black_spots
from senim_analysis.scan import Cluster, ScanResult, space_time_permutation_scan
from senim_analysis.synthetic import synthetic_control
from senim_analysis.terrain import RiskFactor, risk_terrain
from senim_analysis.yardsticks import prospective_hot_spot, self_exciting

__all__ = [
    "AlertZone",
    "AlertZones",
    "AnalysisRefused",
    "BlackSpot",
    "BlackSpotRule",
    "Cancelled",
    "Cluster",
    "KnoxResult",
    "MantelResult",
    "NearRepeatChains",
    "NearRepeatResult",
    "Note",
    "Problem",
    "Problems",
    "Result",
    "RiskFactor",
    "SamePlace",
    "ScanResult",
    "SeriesBreak",
    "Study",
    "alert_zones",
    "aoristic",
    "black_spots",
    "calibration",
    "concentration_over_time",
    "count_alarms",
    "difference_in_differences",
    "dual_density",
    "e_test",
    "empirical_bayes_expected",
    "exact_evenness",
    "feedback_loop",
    "find_problems",
    "funnel_limits",
    "getis_ord",
    "getis_ord_general",
    "grid_counts",
    "grid_neighbours",
    "hit_rate",
    "hot_spot_classes",
    "hot_spots",
    "interrupted_time_series",
    "jacquez",
    "journeys",
    "kernel_density",
    "knox",
    "mantel",
    "moran",
    "near_repeat",
    "near_repeat_chains",
    "poisson_interval",
    "power_before_after",
    "prediction_accuracy_index",
    "prediction_efficiency_index",
    "prospective_hot_spot",
    "ratio_of_ratios",
    "repeat_places",
    "risk_terrain",
    "scan_probability",
    "self_exciting",
    "series",
    "shrink",
    "smallest_effect",
    "space_time_permutation_scan",
    "suggested_bandwidth",
    "synthetic_control",
    "text_clusters",
    "weighted_displacement_difference",
    "weighted_displacement_quotient",
]
