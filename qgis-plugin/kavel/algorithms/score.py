# SPDX-License-Identifier: EUPL-1.2
"""kavel:score: rank the plots of a study."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..texts import say
from .base import ScoringAlgorithm

STUDY = "STUDY"
SET = "SET"


class ScoreAlgorithm(ScoringAlgorithm):
    def name(self) -> str:
        return "score"

    def displayName(self) -> str:  # noqa: N802
        return say("Kavels rangschikken", "Rank plots")

    def shortHelpString(self) -> str:  # noqa: N802
        return say(
            "Rangschikt de kavels van een studie en schrijft één GeoPackage met rangen, redenen en bewijs: "
            "hetzelfde bestand als 'kavel score' op de opdrachtregel. SET: regels KEY=VALUE die de studie of de "
            "regels voor deze keer veranderen, zoals criterion.homes-nearby.radius=500.",
            "Ranks the plots of a study and writes one GeoPackage with ranks, reasons and evidence: the same file "
            "as 'kavel score' on the command line. SET: lines of KEY=VALUE that change the study or the rules this "
            "once, such as criterion.homes-nearby.radius=500.",
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:  # noqa: N802
        self.addParameter(
            QgsProcessingParameterFile(STUDY, say("Studie (TOML)", "Study (TOML)"), fileFilter="Kavel (*.toml)")
        )
        self.addParameter(
            QgsProcessingParameterString(
                SET,
                say("Voor deze keer anders (regels KEY=VALUE)", "Other this once (lines of KEY=VALUE)"),
                multiLine=True,
                optional=True,
            )
        )
        self.add_results()

    def processAlgorithm(  # noqa: N802
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        study = os.path.abspath(self.parameterAsFile(parameters, STUDY, context))
        sets = [line.strip() for line in self.parameterAsString(parameters, SET, context).splitlines() if line.strip()]
        output = self.output_path(parameters, context)
        return self.score(self.binary(feedback), study, sets, output, context, feedback)
