# SPDX-License-Identifier: EUPL-1.2
"""Scores and ranks for other weights, from the values that a result recorded. No Qt, no QGIS, no files.

The same sums in the same order as `kavel score` makes them (src/decide), so that the order is the same to the last bit.
Only weighted sums can be told so: other methods need a new run.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy

TIE = 1e-9
RANKED_STATUSES = ("suitable", "conditional")


@dataclass(frozen=True)
class Criterion:
    """An applied criterion, in the order of the rule set."""

    id: str
    title: str
    theme: str
    weight: float  # as given, not normalised


@dataclass
class Recorded:
    """What a result recorded; plots in the order of its rows."""

    plot_ids: list[str]
    statuses: list[str]
    criteria: list[Criterion]
    values: numpy.ndarray  # criterion x plot, 0..1, `missing` where it was unknown; NaN for a plot that is unusable
    themes: list[str] = field(default_factory=list)  # ids

    def __post_init__(self) -> None:
        self.competes = numpy.array([status in RANKED_STATUSES for status in self.statuses], dtype=bool)
        self.id_bytes = [plot.encode("utf-8") for plot in self.plot_ids]

    def adopted_weights(self) -> dict[str, float]:
        return {criterion.id: criterion.weight for criterion in self.criteria}


@dataclass
class Ranking:
    """Of each plot, in the order of Recorded: None where there is none."""

    scores: list[float | None]
    ranks: list[int | None]
    order: list[int]  # rows by rank, then by the bytes of the plot's id; unranked last
    themes: dict[str, list[float | None]]


class NoWeights(ValueError):
    """The weights sum to nothing, or to more than a number holds: they decide nothing."""


def normalised(weights: list[float]) -> list[float]:
    """Raises NoWeights."""
    total = 0.0
    for weight in weights:
        total += weight
    if not total > 0.0 or not math.isfinite(total):
        raise NoWeights
    return [weight / total for weight in weights]


def weighted_sum(weights: list[float], values: numpy.ndarray) -> numpy.ndarray:
    """100 times the sum, term after term in the order of the criteria: another order rounds otherwise."""
    total = numpy.zeros(values.shape[1])
    for weight, row in zip(weights, values):
        total = total + weight * row
    return numpy.minimum(100.0, 100.0 * total)


def theme_scores(recorded: Recorded, weights: list[float], theme: str) -> list[float | None]:
    """100 times the weighted mean of a theme's criteria; None without positive weight."""
    total_weight = 0.0
    total = numpy.zeros(len(recorded.plot_ids))
    for criterion, weight, row in zip(recorded.criteria, weights, recorded.values):
        if criterion.theme == theme and weight > 0.0:
            total_weight += weight
            total = total + weight * row
    if not total_weight > 0.0:
        return [None] * len(recorded.plot_ids)
    return numbers(100.0 * (total / total_weight))


def numbers(values: numpy.ndarray) -> list[float | None]:
    return [None if number != number else number for number in values.tolist()]


def ranks_of(recorded: Recorded, scores: numpy.ndarray) -> list[int | None]:
    """1 is best; equal scores share a rank and the next is skipped; ties chain, each within 1e-9 of the one before."""
    competing = numpy.flatnonzero(recorded.competes)
    best_first = competing[numpy.argsort(-scores[competing], kind="stable")]
    sorted_scores = scores[best_first]
    begins = numpy.ones(len(best_first), dtype=bool)
    begins[1:] = sorted_scores[:-1] - sorted_scores[1:] > TIE
    places = numpy.maximum.accumulate(numpy.where(begins, numpy.arange(1, len(best_first) + 1), 0))
    ranks: list[int | None] = [None] * len(scores)
    for plot, place in zip(best_first.tolist(), places.tolist()):
        ranks[plot] = place
    return ranks


def rerank(recorded: Recorded, weights: dict[str, float]) -> Ranking:
    """The ranking under these weights (as given, one a criterion). Raises NoWeights."""
    shares = normalised([weights[criterion.id] for criterion in recorded.criteria])
    scores = weighted_sum(shares, recorded.values)
    ranks = ranks_of(recorded, scores)
    unranked = len(ranks) + 1
    order = sorted(range(len(ranks)), key=lambda plot: (ranks[plot] or unranked, recorded.id_bytes[plot]))
    themes = {theme: theme_scores(recorded, shares, theme) for theme in recorded.themes}
    return Ranking(numbers(scores), ranks, order, themes)


def scaled(weight: float, percent: int) -> float:
    """A criterion's weight when its theme counts for so many percent; four decimals, so that it can be written down."""
    return weight if percent == 100 else round(weight * percent / 100.0, 4)
