# SPDX-License-Identifier: EUPL-1.2
"""The colours of the maps, and how far apart they are. No Qt, no QGIS.

Told apart without colour too: one class is full, one hatched, one dotted, one crossed, each of another lightness.
"""

from __future__ import annotations

from .content import EXCLUDED, LITTLE, ON_CONDITIONS, PROMISING

TEXT = "#1a1a1a"
QUIET_TEXT = "#4d4d4d"
PAPER = "#ffffff"
BAND = "#0b3c5d"  # behind white text
HEAD = "#e6edf2"  # behind the heads of tables
RULE = "#9aa5ad"

# class: fill, outline, pattern, colour of the pattern
CLASS_COLOURS = {
    PROMISING: ("#08519c", "#062f5c", "", ""),
    ON_CONDITIONS: ("#9ecae1", "#1f5f8b", "hatch", "#8c3d00"),
    LITTLE: ("#fdf5d5", "#6b5900", "dots", "#6b5900"),
    EXCLUDED: ("#e8e8e8", "#595959", "cross", "#6e6e6e"),
}
THIS_PLOT = "#b3005e"
STATION = "#222222"
BORDER = "#5a4a78"
WATER, WATER_LINE = "#d7e8f2", "#7fa8c2"
GREEN, GREEN_LINE = "#e3eedd", "#8fae80"
TOWN, TOWN_LINE = "#f1ece4", "#cbbfae"
ROAD, RAIL = "#b5a99a", "#8d8d8d"


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 (none) to 21; WCAG asks 4.5 of text and 3 of shapes."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
