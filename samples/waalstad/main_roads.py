# SPDX-License-Identifier: EUPL-1.2
"""Where the main roads and the railways run."""

from __future__ import annotations

from roads import (
    EXITS,
    MOTORWAY_MEETS,
    Road,
    cross_road,
    motorway_roads,
    motorway_y,
    overshot,
    road,
)
from shapes import Line, beside, curve, sampled
from terrain import EAST, NORTH, SOUTH, WEST, Land, dike_north, dike_south


def main_roads(land: Land) -> list[Road]:
    """The roads that everything else hangs on."""
    found = motorway_roads()
    names = {
        177800.0: ("Elderwaardseweg", "N893"),
        181400.0: ("Weerdseweg", "N894"),
        185250.0: ("Provinciale weg N890", "N890"),
        189200.0: ("Oosterhofseweg", "N895"),
    }
    for _, _, x in EXITS:
        name, number = names[x]
        found.append(road(cross_road(x), "provincial", name, number, 80))
    north = curve(
        [
            (WEST, 428900),
            (177820, 429080),
            (179600, 428880),
            (181400, 429060),
            (183200, 428960),
            (185240, 428990),
            (187300, 428900),
            (189210, 429120),
            (190500, 429700),
            MOTORWAY_MEETS,
            (192500, 430480),
            (EAST, 430300),
        ]
    )
    south = curve(
        [
            (WEST, 423700),
            (178800, 423250),
            (181020, 423320),
            (183000, 423150),
            (185460, 423420),
            (187480, 423560),
            (189100, 423420),
            (190600, 423850),
            (192500, 424250),
            (EAST, 424500),
        ]
    )
    found.append(road(north, "provincial", "Rijksstraatweg", "N892", 80))
    found.append(road(south, "provincial", "Maasweg", "N891", 80))
    inside = slice(1, -1)
    found.append(
        road(beside(land.dikes["Waalderdijk-Noord"][inside], 12), "local", "Waalderdijk", speed=60)
    )
    found.append(
        road(beside(land.dikes["Waalderdijk-Zuid"][inside], -12), "local", "Zuiderdijk", speed=60)
    )
    for name, points in {
        "Elderwaardse Veerweg": [(178650, 428990), (178700, dike_north(178700) + 12)],
        "Dorpsstraat": [
            (183150, motorway_y(183150) - 260),
            (183140, 428950),
            (183000, dike_north(183000) + 12),
        ],
        "Veldstraat": [
            (181400, 431850),
            (183300, 431750),
            (185230, 431900),
            (187000, 431350),
            (189210, 431800),
            (191200, 432000),
            (EAST, 431700),
        ],
        "Weerdlaan": [(WEST, 431700), (177790, 431700), (179400, 432900), (181490, 432620)],
        "Oosterhofse Dijkweg": [(189210, 429120), (189350, dike_north(189350) + 12)],
        "Kanaaldijk-Oost": [(181450, dike_south(181450) - 12), (182980, 425300), (182990, 423150)],
        "Terminalweg": [(182015, 425190), (182500, 425225), (182990, 425290)],
        "Steenfabriekweg": [(182240, dike_north(182240) + 12), (182250, dike_north(182240) - 170)],
        "Sluisweg": [
            (178900, dike_south(178900) - 12),
            (178850, 424300),
            (178800, 423250),
            (178950, 421800),
            (178700, SOUTH),
        ],
        "Kanaaldijk-West": [(180860, 423310), (180540, 421600), (180400, SOUTH)],
        "Zandweg": [(WEST, 422000), (177400, 422250), (178930, 422050), (180600, 422150)],
        "Zuidelijke Randweg": [
            (183000, 423150),
            (183450, 422000),
            (184500, 421450),
            (186100, 421500),
            (187350, 421650),
            (188300, 421850),
            (189800, 421500),
            (190600, 422300),
            (190600, 423850),
        ],
        "Heuvelseweg": [(190600, 423850), (190480, 424700), (190700, dike_south(190700) - 12)],
        "Lindertseweg": [(188300, 421850), (188350, 420900), (188250, SOUTH)],
        "Maalderijweg": [(192500, 424250), (192350, 425300), (192200, dike_south(192200) - 12)],
    }.items():
        found.append(road(overshot(curve(points)), "local", name, speed=60))
    return found


def railways() -> dict[str, Line]:
    """The two railways: freight beside the motorway, passengers north to south."""
    return {
        "Waalderlijn": sampled(lambda x: motorway_y(x) + 235, WEST, EAST, 150),
        "Spoorlijn Waalstad - Lindert": curve(
            [
                (184150, NORTH),
                (184000, 431500),
                (184040, 429500),
                (184180, 427500),
                (184230, 425500),
                (184060, 423400),
                (183700, 421800),
                (183500, SOUTH),
            ],
            120,
        ),
        "Raccordement Spoorhaven": curve([(184105, 423900), (184300, 422900), (184520, 422300)]),
    }


def planned_motorway() -> Line:
    """The A94 as it may be extended across the river."""
    return curve(
        [
            (191000, motorway_y(191000)),
            (191900, 430000),
            (192700, 428900),
            (193050, 427400),
            (192900, 425800),
            (192750, 424280),
            (193350, 423750),
            (EAST, 423620),
        ]
    )
