# SPDX-License-Identifier: EUPL-1.2
"""The work that is done side by side: which rules, on which layers, and the same as a study of Kavel.

The vector work is that of the acceptance study of Kampen with an attribute to sum; `simple` is ten rules that are cheap
to measure, to see what reading costs; `raster` is two rasters. Everyone reads the same files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

# Role -> the layer of the map and which of its features.
LAYERS: dict[str, tuple[str, str]] = {
    "natura2000": ("natura2000", ""),
    "water-areas": ("water", ""),
    "homes": ("buildings", "building IN ('house','apartments','residential','detached','static_caravan')"),
    "halls": ("buildings", "building IN ('industrial','commercial','warehouse')"),
    "land-cover": ("landuse", ""),
    "trunk-ramps": ("motorway_junctions", ""),
    "through-roads": ("roads", "class IN ('trunk','primary','secondary','tertiary')"),
    "rail": ("railways", "class = 'rail'"),
    "canals": ("waterways", "class IN ('river','canal')"),
    "power": ("power_substations", ""),
    "power-lines": ("power_lines", ""),
}


@dataclass(frozen=True)
class Rule:
    """One question; `extra` are its parameters under their names in a rule set."""

    id: str
    measure: str
    layer: str = ""
    extra: dict[str, object] = field(default_factory=dict)


VECTOR = (
    Rule("size", "area"),
    Rule("compact", "compactness"),
    Rule("width", "width"),
    Rule("rectangular", "rectangularity"),
    Rule("nature-share", "covered_share", "natura2000"),
    Rule("water-share", "covered_share", "water-areas"),
    Rule("homes-distance", "distance", "homes"),
    Rule("ramp-distance", "distance", "trunk-ramps"),
    Rule("canal-distance", "distance", "canals", {"within": 5000}),
    Rule("rail-distance", "distance", "rail"),
    Rule("station-distance", "distance", "power"),
    Rule("road-class", "nearest", "through-roads", {"attribute": "class"}),
    Rule("homes-count", "count_within", "homes", {"radius": 300}),
    Rule("roads-sum", "sum_within", "through-roads", {"radius": 250, "attribute": "len_m"}),
    Rule("road-length", "length_within", "through-roads", {"radius": 500}),
    Rule("line-length", "length_within", "power-lines", {"radius": 100}),
    Rule("halls-area", "area_within", "halls", {"radius": 500}),
    Rule("land-class", "attribute_at", "land-cover", {"attribute": "class"}),
    Rule("green-share", "attribute_share", "land-cover",
         {"attribute": "class", "one_of": ["forest", "wetland", "scrub"]}),
)  # fmt: skip

SIMPLE = (
    Rule("size", "area"),
    Rule("around", "perimeter"),
    Rule("compact", "compactness"),
    Rule("width", "width"),
    Rule("ramp-distance", "distance", "trunk-ramps"),
    Rule("rail-distance", "distance", "rail"),
    Rule("station-distance", "distance", "power"),
    Rule("homes-distance", "distance", "homes"),
    Rule("homes-count", "count_within", "homes", {"radius": 100}),
    Rule("road-class", "nearest", "through-roads", {"attribute": "class"}),
)

RASTER = (
    Rule("flood-mean", "raster_mean", "flood"),
    Rule("flood-max", "raster_max", "flood"),
    Rule("flood-sum", "raster_sum", "flood"),
    Rule("flood-share", "raster_share", "flood", {"one_of": [0, 1, 2]}),
    Rule("landuse-min", "raster_min", "landuse"),
    Rule("landuse-share", "raster_share", "landuse", {"one_of": [110, 111, 112, 120]}),
)


def toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def rules_text(rules: tuple[Rule, ...]) -> str:
    """What a result is worth matters to nobody here: every criterion has a value function of its measure's kind."""
    lines = ["[rules]", 'title = "Side by side"']
    for rule in rules:
        text = rule.extra.get("attribute") == "class" and "one_of" not in rule.extra
        value = "classes = { trunk = 1.0, farmland = 0.5 }" if text else "linear = { worst = 0, best = 1000 }"
        lines += ["", "[[criterion]]", f'id = "{rule.id}"', f'title = "{rule.id}"', f'measure = "{rule.measure}"']
        lines += [f'layer = "{rule.layer}"'] if rule.layer else []
        lines += [f"{key} = {toml(wanted)}" for key, wanted in rule.extra.items()]
        lines += [f"value = {{ {value} }}"]
    return "\n".join(lines) + "\n"


def study_text(rules: tuple[Rule, ...], files: dict[str, Path]) -> str:
    lines = ["[study]", 'rules = "./rules.toml"', 'crs = "EPSG:28992"', "year = 2030", "base_year = 2026", ""]
    lines += ["[candidates]", f'source = "{files["map"]}"', 'layer = "candidate_plots"']
    for role in dict.fromkeys(rule.layer for rule in rules if rule.layer):
        lines += ["", f"[layers.{role}]"]
        if role not in LAYERS:
            lines += [f'source = "{files[role]}"']
            continue
        layer, where = LAYERS[role]
        lines += [f'source = "{files["map"]}"', f'layer = "{layer}"'] + ([f'where = "{where}"'] if where else [])
    return "\n".join(lines) + "\n"


def write_study(folder: Path, rules: tuple[Rule, ...], files: dict[str, Path]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.toml").write_text(rules_text(rules))
    (folder / "study.toml").write_text(study_text(rules, files))
    return folder / "study.toml"
