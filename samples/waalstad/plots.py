# SPDX-License-Identifier: EUPL-1.2
"""The candidate plots: what is still to be issued in the parks, and the odd ones outside them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from osgeo import ogr

from parks import Park

HECTARE = 10_000.0


@dataclass
class Plot:
    """A candidate; None is what the municipality did not fill in."""

    id: str
    name: str
    municipality: str
    shape: ogr.Geometry | None
    segment: str | None
    plan_status: str | None
    category: str | None
    quay_bound: int | None
    net_ha: float | None
    profile: str | None = None
    demand_mw: float | None = None
    contracted_mw: float | None = None


PROFILES = {
    "xxl": "XXL-distributiecentrum",
    "regionaal": "Regionaal DC",
    "kadegebonden": "Overslag en productie",
}
IN_PARKS = {"MD": "Koelhuis", "OV": "Pakkethub"}  # what a park is meant for, instead


def make_plot(
    rng: random.Random,
    ident: str,
    name: str,
    municipality: str,
    shape: ogr.Geometry | None,
    segment: str,
    hard: bool,
    category: str,
    quay: int = 0,
    profile: str | None = None,
) -> Plot:
    """A plot with the gaps that municipal lists have."""

    def known(value: object, chance: float) -> object:
        return value if rng.random() < chance else None

    area = shape.GetArea() / HECTARE if shape is not None else 0.0
    return Plot(
        ident,
        name,
        municipality,
        shape,
        segment,
        known("hard" if hard else "zacht", 0.95),  # type: ignore[arg-type]
        known(category, 0.92),  # type: ignore[arg-type]
        known(quay, 0.93),  # type: ignore[arg-type]
        known(round(area * rng.uniform(0.82, 0.97), 2), 0.88) if area else None,  # type: ignore
        known(profile or PROFILES[segment], 0.9),  # type: ignore[arg-type]
        round(rng.uniform(0.6, 9.0), 1) if rng.random() < 0.08 else None,
        round(rng.uniform(0.2, 2.5), 1) if rng.random() < 0.06 else None,
    )


def park_plots(rng: random.Random, parks: list[Park]) -> list[Plot]:
    """The parcels that are still to be issued, numbered per park."""
    found = []
    for park in parks:
        plan = park.plan
        free = [p for p in park.parcels if not p.built and p.shape.GetArea() > 0.6 * HECTARE]
        for number, parcel in enumerate(free, 1):
            area = parcel.shape.GetArea() / HECTARE
            on_quay = plan.segment == "kadegebonden" and parcel.block == 0
            segment = "kadegebonden" if on_quay else "xxl" if area > 5 else "regionaal"
            steps = ("3.1", "3.2", "4.1", "4.2")
            category = steps[max(0, steps.index(plan.category) - rng.choice((0, 0, 0, 1)))]
            found.append(
                make_plot(
                    rng,
                    f"{plan.code}-{number:02d}",
                    f"{plan.name} {number}",
                    plan.municipality,
                    parcel.shape,
                    segment,
                    parcel.block not in plan.new_blocks,
                    category,
                    int(on_quay and rng.random() < 0.7),
                    IN_PARKS.get(plan.code),
                )
            )
    return found
