# SPDX-License-Identifier: EUPL-1.2
"""What must hold of any result, whatever the study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whole_program import everything_wrong, rows_of


def broken_rules(result: Path) -> Iterator[str]:
    """In words, one for each row that must not be so."""
    yield from everything_wrong(result)
    plots = rows_of(result, "SELECT rank, plot_id, status, score, score_low, score_high FROM ranked_sites ORDER BY fid")
    for plot in plots:
        if plot["score"] is None:
            continue
        if not -1e-9 <= plot["score_low"] <= plot["score"] + 1e-9 <= plot["score_high"] + 2e-9 <= 100 + 3e-9:
            yield f"plot {plot['plot_id']}: {plot['score_low']} <= {plot['score']} <= {plot['score_high']}"
    ranked = [plot for plot in plots if plot["rank"] is not None]
    yield from wrong_ranks(ranked)
    shares = rows_of(
        result,
        "SELECT plot_id, criterion_id, raw FROM scores JOIN criteria c ON c.id = criterion_id WHERE c.measure IN "
        "('covered_share', 'attribute_share', 'compactness', 'rectangularity') AND raw NOT BETWEEN 0 AND 1",
    )
    yield from (f"plot {row['plot_id']}: {row['criterion_id']} is {row['raw']}" for row in shares)


def wrong_ranks(ranked: list[dict[str, object]]) -> Iterator[str]:
    """1, 2, 2, 4; ties chain along the sorted scores, each within 1e-9 of the one before."""
    expected, before = 0, None
    for place, plot in enumerate(sorted(ranked, key=lambda plot: -plot["score"]), start=1):
        tied = before is not None and before["score"] - plot["score"] <= 1e-9
        expected = expected if tied else place
        before = plot
        if plot["rank"] != expected:
            yield f"plot {plot['plot_id']} has rank {plot['rank']}, not {expected}"
    if ranked != sorted(ranked, key=lambda plot: (plot["rank"], str(plot["plot_id"]).encode())):
        yield "the rows do not stand by rank and id"
