# SPDX-License-Identifier: EUPL-1.2
"""The Processing provider `kavel`: its algorithms in the toolbox, in models and in qgis_process."""

from __future__ import annotations

import os

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms import algorithms

ICON = os.path.join(os.path.dirname(__file__), "icon.svg")


class KavelProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "kavel"

    def name(self) -> str:
        return "Kavel"

    def icon(self) -> QIcon:
        return QIcon(ICON)

    def loadAlgorithms(self) -> None:  # noqa: N802
        for algorithm in algorithms():
            self.addAlgorithm(algorithm)

    def supportedOutputVectorLayerExtensions(self) -> list[str]:  # noqa: N802
        return ["gpkg"]

    def supportsNonFileBasedOutput(self) -> bool:  # noqa: N802
        return False

    def versionInfo(self) -> str:  # noqa: N802
        """kavel's own version; asked for only when a run is logged."""
        from .binary import BinaryProblem, find_binary

        try:
            return find_binary().version
        except BinaryProblem:
            return ""
