"""The charts of the overview, painted by hand: every part opens what it counts, and reads as text."""

from desktop.ui.charts.base import Chart
from desktop.ui.charts.cards import StatCard, chart_card
from desktop.ui.charts.due_timeline import DueColumn, DueTimeline
from desktop.ui.charts.kept_rate import KeptRate, RateRow
from desktop.ui.charts.risk_matrix import Cell, RiskMatrix
from desktop.ui.charts.verdict_bars import BarRow, Segment, VerdictBars

__all__ = [
    "BarRow", "Cell", "Chart", "DueColumn", "DueTimeline", "KeptRate", "RateRow", "RiskMatrix", "Segment", "StatCard",
    "VerdictBars", "chart_card",
]  # fmt: skip
