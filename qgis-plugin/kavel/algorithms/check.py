# SPDX-License-Identifier: EUPL-1.2
"""kavel:check: everything that scoring would complain about."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
)

from ..run import Answer
from ..texts import say
from .base import KavelAlgorithm

STUDY = "STUDY"


class CheckAlgorithm(KavelAlgorithm):
    def name(self) -> str:
        return "check"

    def displayName(self) -> str:  # noqa: N802
        return say("Studie controleren", "Check a study")

    def shortHelpString(self) -> str:  # noqa: N802
        return say(
            "Zegt alles wat er aan een studie niet klopt, met bestand, regel en kolom, zonder te rangschikken. "
            "Slaagt ook als er fouten zijn: PROBLEMS telt ze, REPORT noemt ze.",
            "Tells everything that is wrong with a study, with file, line and column, without ranking. Succeeds "
            "when there are errors, too: PROBLEMS counts them, REPORT names them.",
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:  # noqa: N802
        self.addParameter(
            QgsProcessingParameterFile(STUDY, say("Studie (TOML)", "Study (TOML)"), fileFilter="Kavel (*.toml)")
        )
        self.addOutput(QgsProcessingOutputNumber("PROBLEMS", say("Aantal fouten", "Number of problems")))
        self.addOutput(QgsProcessingOutputString("REPORT", say("Verslag", "Report")))

    def processAlgorithm(  # noqa: N802
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        study = os.path.abspath(self.parameterAsFile(parameters, STUDY, context))
        answer = self.start(self.binary(feedback), ["check", study], feedback)
        problems = answer.errors
        if answer.code != 0 and not problems:
            raise QgsProcessingException(answer.why())
        report = "\n".join(problems) if problems else all_is_well(answer)
        (feedback.pushWarning if problems else feedback.pushInfo)(report)
        return {"PROBLEMS": len(problems), "REPORT": report}


def all_is_well(answer: Answer) -> str:
    """What kavel tells of a study without errors, a line each."""
    told = answer.document or {}
    lines = list(told.get("warnings", []))
    left_out = told.get("rules_left_out", [])
    for one in left_out:
        lines.append(f"{say('niet toegepast', 'not applied')}: {one['rule']} ({one['why']})")
    plots, rules = told.get("plots"), told.get("rules_applied")
    lines.append(
        say(
            f"geen fouten; {plots} kavels, {rules} regels toe te passen",
            f"no errors; {plots} plots, {rules} rules can be applied",
        )
    )
    return "\n".join(lines)
