# SPDX-License-Identifier: EUPL-1.2
"""The words that a result keeps as codes, and figures as a planner reads them. No Qt, no QGIS."""

from __future__ import annotations

import math
import re

from .texts import Wording

STATUS = {
    "suitable": ("geen belemmering gevonden", "no obstacle found"),
    "conditional": ("onder voorwaarden", "conditional"),
    "excluded": ("uitgesloten", "excluded"),
    "unusable": ("niet te beoordelen", "cannot be judged"),
}
# Never by colour alone: each light has its own sign.
LIGHT = {
    "green": ("groen", "green", "●", "#1b7837"),
    "amber": ("oranje", "amber", "◐", "#a34700"),
    "red": ("rood", "red", "○", "#b2182b"),
}
GRID = {
    "available": ("past", "fits"),
    "local": ("past met batterij en zon op de kavel", "fits with battery and solar on the plot"),
    "later": ("past later", "fits later"),
    "unavailable": ("past niet", "does not fit"),
    "unknown": ("onbekend", "unknown"),
}
GRID_SHORT = {
    "available": ("past", "fits"),
    "local": ("met batterij", "with battery"),
    "later": ("later", "later"),
    "unavailable": ("past niet", "fits not"),
    "unknown": ("onbekend", "unknown"),
}
# Fields of candidates that rules look things up by, as `layers/candidates.toml` titles them.
FIELDS = {
    "environmental_category": ("milieucategorie", "environmental category"),
    "plan_status": ("planstatus", "plan status"),
    "quay_bound": ("kadegebonden", "bound to a quay"),
    "segment": ("segment", "segment"),
    "profile": ("soort bedrijf", "kind of firm"),
    "kind": ("soort", "kind"),
}
SHARES = ("covered_share", "attribute_share", "raster_share")


def word(table: dict, code: str | None, wording: Wording) -> str:
    """The word for a code; the code itself where it has none."""
    found = table.get(code or "")
    return wording(found[0], found[1]) if found else (code or "–")


def years(year: int | None, wording: Wording, status: str | None = None) -> str:
    """From when it fits; where nobody knows the headroom, nobody knows that."""
    if status == "unknown" and year is None:
        return wording("onbekend", "unknown")
    return wording("niet voor de horizon", "not before the horizon") if year is None else str(year)


def euros(amount: float | None, wording: Wording) -> str:
    """Two significant digits, as the grid model's costs are meant."""
    if amount is None:
        return "–"
    digits = 0 if amount == 0 else 1 - math.floor(math.log10(abs(amount)))
    return f"€\u00a0{wording.number(round(amount, digits))}"


def price_level(evidence: list[dict], wording: Wording) -> str:
    """`, prijspeil 2016, excl. btw`: the year as the evidence of the connection tells it, in either language."""
    labels = " ".join(row["label"] or "" for row in evidence if row["kind"] == "connection")
    found = re.search(r"(?:prijspeil|prices of) (\d{4})", labels)
    year = wording(f", prijspeil {found[1]}", f", prices of {found[1]}") if found else ""
    return year + wording(", excl. btw", ", excl. VAT")


def measured(raw: float | None, raw_text: str | None, unit: str | None, measure: str, wording: Wording) -> str:
    """A raw result: hectares for large areas, per cent for shares, else the figure with its unit."""
    if measure == "grid_status":
        return word(GRID, raw_text, wording)
    if raw is None:
        return raw_text or wording("onbekend", "unknown")
    if measure in SHARES:
        return f"{wording.number(100.0 * raw, 0 if raw in (0.0, 1.0) else 1)} %"
    if unit == "m2" and abs(raw) >= 10_000:
        return f"{wording.number(raw / 10_000.0, 2)} ha"
    shown = wording.number(raw, figures_after_point(raw))
    return f"{shown} {unit.replace('m2', 'm²')}" if unit else shown


def figures_after_point(value: float) -> int:
    """Three figures are enough to read; none after the point of a whole number."""
    if value == int(value) or abs(value) >= 100:
        return 0
    return 1 if abs(value) >= 10 else 2


def seen(row: dict, wording: Wording) -> str:
    """What a rule saw, as `label (amount unit)`."""
    label = row.get("label") or ""
    amount = row.get("amount")
    if amount is None or row.get("kind") == "connection" and not row.get("unit"):
        return label
    return f"{label} ({measured(amount, None, row.get('unit'), '', wording)})"
