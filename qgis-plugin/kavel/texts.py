# SPDX-License-Identifier: EUPL-1.2
"""The two languages of every text: `say("Kavels beoordelen", "Score plots")` gives the one that QGIS speaks."""

from __future__ import annotations

DUTCH = "nl"
ENGLISH = "en"


def language() -> str:
    """QGIS's own: Dutch where its locale is Dutch, else English."""
    from qgis.core import QgsApplication

    return DUTCH if QgsApplication.locale().lower().startswith(DUTCH) else ENGLISH


def say(nl: str, en: str) -> str:
    """The text in QGIS's language."""
    return nl if language() == DUTCH else en


class Wording:
    """Texts and numbers in one chosen language, for what is printed: it need not be that of QGIS."""

    def __init__(self, chosen: str) -> None:
        self.language = chosen

    def __call__(self, nl: str, en: str) -> str:
        return nl if self.language == DUTCH else en

    def number(self, value: float | None, decimals: int = 0, nothing: str = "–") -> str:
        """1.234,5 in Dutch, 1,234.5 in English; `nothing` for None."""
        if value is None:
            return nothing
        shown = f"{value:,.{decimals}f}"
        if float(value) != 0.0 and not shown.strip("-0.,"):
            shown = shown.lstrip("-")  # a rounded nought has no sign
        if self.language == DUTCH:
            shown = shown.translate(str.maketrans(",.", ".,"))
        return shown.replace("-", "−")
