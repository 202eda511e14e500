# SPDX-License-Identifier: EUPL-1.2
"""What the algorithms share: starting kavel, telling its words, loading its result."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingParameterVectorDestination,
)
from qgis.PyQt.QtCore import QUrl

from ..binary import Binary, BinaryProblem, find_binary
from ..run import Answer, Cancelled, run
from ..texts import language, say

OUTPUT = "OUTPUT"
HELP = os.path.join(os.path.dirname(os.path.dirname(__file__)), "help")


class KavelAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that starts kavel."""

    def createInstance(self) -> KavelAlgorithm:  # noqa: N802
        return type(self)()

    def helpUrl(self) -> str:  # noqa: N802
        page = QUrl.fromLocalFile(os.path.join(HELP, f"{language()}.html"))
        page.setFragment(self.name())
        return page.toString()

    def shortDescription(self) -> str:  # noqa: N802
        return self.shortHelpString()

    def binary(self, feedback: QgsProcessingFeedback) -> Binary:
        """Raises QgsProcessingException, with what to do, when there is no usable kavel."""
        try:
            found = find_binary()
        except BinaryProblem as problem:
            raise QgsProcessingException(str(problem)) from problem
        feedback.pushInfo(f"kavel {found.version} ({found.origin}: {' '.join(found.command)})")
        return found

    def start(self, binary: Binary, arguments: list[str], feedback: QgsProcessingFeedback, output: str = "") -> Answer:
        """Runs kavel. Raises QgsProcessingException when the user cancels."""
        try:
            answer = run(binary, arguments, feedback, output)
        except Cancelled as cancelled:
            raise QgsProcessingException(
                say("Afgebroken; er is niets geschreven.", "Cancelled; nothing was written.")
            ) from cancelled
        for line in answer.lines:
            if line not in answer.errors:
                feedback.pushInfo(line)
        if isinstance(answer.document, dict):
            for warning in answer.document.get("warnings", []):
                feedback.pushWarning(warning)
        return answer


class ScoringAlgorithm(KavelAlgorithm):
    """An algorithm whose result is a GeoPackage of ranked plots."""

    def add_results(self) -> None:
        self.addParameter(QgsProcessingParameterVectorDestination(OUTPUT, say("Gerangschikte kavels", "Ranked plots")))
        self.addOutput(QgsProcessingOutputNumber("RANKED", say("Gerangschikt", "Ranked")))
        self.addOutput(QgsProcessingOutputNumber("CONDITIONAL", say("Onder voorwaarden", "Conditional")))
        self.addOutput(QgsProcessingOutputNumber("EXCLUDED", say("Uitgesloten", "Excluded")))

    def output_path(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Where the GeoPackage comes. Raises QgsProcessingException for another format."""
        output = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        if not output.lower().endswith(".gpkg"):
            raise QgsProcessingException(
                say(
                    f"{output}: het resultaat is een GeoPackage (.gpkg)",
                    f"{output}: the result is a GeoPackage (.gpkg)",
                )
            )
        return os.path.abspath(output)

    def score(
        self,
        binary: Binary,
        study: str,
        sets: list[str],
        output: str,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict:
        """Scores, and has the result loaded in its style. Raises QgsProcessingException with kavel's own lines."""
        arguments = ["score", study, "-o", output]
        for one in sets:
            arguments += ["--set", one]
        answer = self.start(binary, arguments, feedback, output)
        if answer.code != 0:
            raise QgsProcessingException(answer.why())
        told = answer.document or {}
        load_tables(output, context)
        return {
            OUTPUT: output,
            "RANKED": told.get("ranked"),
            "CONDITIONAL": told.get("conditional"),
            "EXCLUDED": told.get("excluded"),
        }


class InItsOwnStyle(QgsProcessingLayerPostProcessorInterface):
    """Processing loads layers bare; a result brings its style along.

    The context deletes it when it is done, each layer's its own; until then Python must not.
    """

    made: list[InItsOwnStyle] = []

    def __init__(self) -> None:
        super().__init__()
        self.made.append(self)

    def postProcessLayer(self, layer, context, feedback) -> None:  # noqa: N802
        layer.loadDefaultStyle()
        layer.triggerRepaint()


def load_tables(output: str, context: QgsProcessingContext) -> None:
    """Where Processing is to load the result, it loads the plots and the stations, each in its own style."""
    from ..result import spatial_tables

    wanted = context.layersToLoadOnCompletion()
    mine = [path for path in wanted if os.path.abspath(path) == output]
    if not mine:
        return
    details = wanted.pop(mine[0])
    tables = dict(spatial_tables(output))
    for table in ("grid_stations", "ranked_sites"):  # the last one lies on top
        if table in tables:
            layer = QgsProcessingContext.LayerDetails(
                tables[table], details.project, details.outputName if table == "ranked_sites" else ""
            )
            layer.setPostProcessor(InItsOwnStyle())
            wanted[f"{output}|layername={table}"] = layer
    context.setLayersToLoadOnCompletion(wanted)
