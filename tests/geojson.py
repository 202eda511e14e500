# SPDX-License-Identifier: EUPL-1.2
"""Small GeoJSON files in RD New, for tests and benchmarks."""

from __future__ import annotations

import json
from collections.abc import Iterable

RD_NEW = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(features: Iterable[tuple[dict[str, object], dict[str, object]]]) -> str:
    """Pairs of properties and geometry."""
    rows = [{"type": "Feature", "properties": fields, "geometry": shape} for fields, shape in features]
    return json.dumps({"type": "FeatureCollection", "crs": RD_NEW, "features": rows})
