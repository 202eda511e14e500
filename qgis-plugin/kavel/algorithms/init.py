# SPDX-License-Identifier: EUPL-1.2
"""kavel:init: a study out of a folder of downloads."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..compat import enum_of
from ..run import Cancelled
from ..study_text import is_rule_file
from ..texts import language, say
from .base import KavelAlgorithm

FOLDER = "FOLDER"
RULES = "RULES"
STUDY = "STUDY"


class InitAlgorithm(KavelAlgorithm):
    def name(self) -> str:
        return "init"

    def displayName(self) -> str:  # noqa: N802
        return say("Studie uit een map met downloads", "Study from a folder of downloads")

    def shortHelpString(self) -> str:  # noqa: N802
        return say(
            "Zoekt in een map en haar submappen welk bestand welke rol speelt, aan namen en velden, en schrijft een "
            "studie (STUDY). REPORT zegt bij elke keuze waarom, wat ontbreekt en wat er nog te doen is; waar iets te "
            "halen is staat in de studie. Een bestand dat er al is, wordt niet vervangen. RULES: leeg is "
            "rpw-logistiek.",
            "Looks in a folder and its subfolders which file plays which role, by names and fields, and writes a study "
            "(STUDY). REPORT says why of every choice, what is missing and what is still to do; the study says where "
            "to get things. A file that is there is not replaced. RULES: left out, rpw-logistiek.",
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:  # noqa: N802
        self.addParameter(
            QgsProcessingParameterFile(
                FOLDER,
                say("Map met downloads", "Folder of downloads"),
                behavior=enum_of(QgsProcessingParameterFile, "Behavior", "Folder"),
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                RULES, say("Regels (naam of bestand)", "Rules (name or file)"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                STUDY, say("Studie die geschreven wordt", "Study that is written"), fileFilter="Kavel (*.toml)"
            )
        )
        self.addOutput(QgsProcessingOutputString("REPORT", say("Verslag", "Report")))

    def processAlgorithm(  # noqa: N802
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        folder = os.path.abspath(self.parameterAsFile(parameters, FOLDER, context))
        rules = self.parameterAsString(parameters, RULES, context).strip()
        study = os.path.abspath(self.parameterAsFileOutput(parameters, STUDY, context))
        arguments = ["init", folder, "-o", study, "--lang", language()]
        if rules:
            arguments += ["--rules", os.path.abspath(rules) if is_rule_file(rules) else rules]
        new = [path for path in (study, rules_beside(study)) if not os.path.exists(path)]
        try:
            answer = self.start(self.binary(feedback), arguments, feedback)
        except QgsProcessingException as problem:
            if isinstance(problem.__cause__, Cancelled):
                remove(new)
            raise
        if answer.code != 0:
            raise QgsProcessingException(answer.why())
        return {STUDY: study, "REPORT": "\n".join(answer.lines)}


def rules_beside(study: str) -> str:
    """Where kavel writes the rules that have no data as optional ones."""
    return os.path.splitext(study)[0] + "-rules.toml"


def remove(paths: list[str]) -> None:
    for path in paths:
        if os.path.exists(path):
            os.remove(path)
