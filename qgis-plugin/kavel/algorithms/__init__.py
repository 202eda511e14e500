# SPDX-License-Identifier: EUPL-1.2
"""The algorithms; each module has one."""

from __future__ import annotations


def algorithms() -> list:
    from .check import CheckAlgorithm
    from .init import InitAlgorithm
    from .maps import MapsAlgorithm
    from .score import ScoreAlgorithm
    from .score_layers import ScoreLayersAlgorithm

    return [InitAlgorithm(), CheckAlgorithm(), ScoreAlgorithm(), ScoreLayersAlgorithm(), MapsAlgorithm()]
