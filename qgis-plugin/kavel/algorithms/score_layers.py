# SPDX-License-Identifier: EUPL-1.2
"""kavel:scorelayers: a study out of layers of the project, written, kept and scored."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..compat import enum_of
from ..kept_files import KeptFiles
from ..layer_sources import ExportProblem, export, source_as_it_lies, why_not_as_it_lies
from ..run import Cancelled
from ..study_text import Choice, Source, is_rule_file, study_text
from ..texts import language, say
from .base import ScoringAlgorithm
from .given_layers import GivenLayer, given_layer

CANDIDATES = "CANDIDATES"
ID = "ID"
RULES = "RULES"
LAYERS = "LAYERS"
YEAR = "YEAR"
STUDY = "STUDY"
NAME_FIELDS = ("naam", "name")


class ScoreLayersAlgorithm(ScoringAlgorithm):
    def __init__(self) -> None:
        super().__init__()
        self.kept: KeptFiles | None = None
        self.study = ""
        self.output = ""

    def name(self) -> str:
        return "scorelayers"

    def displayName(self) -> str:  # noqa: N802
        return say("Lagen van het project rangschikken", "Rank layers of the project")

    def shortHelpString(self) -> str:  # noqa: N802
        return say(
            "Schrijft uit lagen van het project een studie (STUDY, die blijft) en rangschikt haar kavels. Een laag uit "
            "een bestand wordt gelezen waar zij ligt, met haar filter; een laag met niet opgeslagen wijzigingen, een "
            "tijdelijke laag of alleen de selectie komt in een GeoPackage naast de studie. De rollen, zoals natura2000 "
            "of motorway-ramps, staan in de hulp.",
            "Writes a study out of layers of the project (STUDY, which is kept) and ranks its plots. A layer of a file "
            "is read where it lies, with its filter; a layer with unsaved edits, a temporary layer or a selection "
            "goes into a GeoPackage beside the study. The roles, such as natura2000, are in the help.",
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:  # noqa: N802
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                CANDIDATES, say("Kavels", "Plots"), [enum_of(QgsProcessing, "SourceType", "TypeVectorPolygon")]
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                ID,
                say("Veld met het unieke nummer", "Field with the unique id"),
                optional=True,
                parentLayerParameterName=CANDIDATES,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                RULES, say("Regels (naam of bestand)", "Rules (name or file)"), defaultValue="rpw-logistiek"
            )
        )
        self.addParameter(
            QgsProcessingParameterMatrix(
                LAYERS, say("Lagen", "Layers"), headers=[say("Rol", "Role"), say("Laag", "Layer")], optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                YEAR, say("Jaar van de studie", "Year of the study"), optional=True, minValue=2000, maxValue=2200
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                STUDY, say("Studie die bewaard wordt", "Study that is kept"), fileFilter="Kavel (*.toml)"
            )
        )
        self.add_results()

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In QGIS's main thread, where layers and their unsaved edits may be touched: writes study and exports."""
        self.binary_found = self.binary(feedback)
        self.output = self.output_path(parameters, context)
        self.study = os.path.abspath(self.parameterAsFileOutput(parameters, STUDY, context))
        candidates = given_layer(parameters[CANDIDATES], context)
        if candidates.layer is None:
            raise QgsProcessingException(f"CANDIDATES: {candidates.path}: {say('geen laag', 'no layer')}")
        layers = self.roles_and_layers(parameters, context)
        exports = self.free_file([candidates, *(layer for _, layer in layers)])
        try:
            self.kept = KeptFiles(self.study, exports)
            choice = self.choice(parameters, context, candidates, layers, exports, feedback)
            with open(self.study, "w", encoding="utf-8", newline="\n") as file:
                file.write(study_text(choice, self.study, self.binary_found.paths))
        except (OSError, ExportProblem) as problem:
            self.put_back()
            raise QgsProcessingException(str(problem)) from problem
        except QgsProcessingException:
            self.put_back()
            raise
        feedback.pushInfo(say(f"studie geschreven: {self.study}", f"study written: {self.study}"))
        return True

    def free_file(self, given: list[GivenLayer]) -> str:
        """The file beside the study for exports; another name where a layer is read from it, by an earlier run."""
        used = {os.path.realpath(one.layer.source().split("|")[0]) for one in given if one.layer is not None}
        stem = os.path.splitext(self.study)[0]
        names = (f"{stem}-layers{f'-{number}' if number > 1 else ''}.gpkg" for number in range(1, 1000))
        return next(name for name in names if os.path.realpath(name) not in used)

    def choice(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        candidates: GivenLayer,
        layers: list[tuple[str, GivenLayer]],
        exports: str,
        feedback: QgsProcessingFeedback,
    ) -> Choice:
        """What the study says; layers that kavel cannot read as they lie are exported on the way."""
        names = ["candidates", *(role for role, _ in layers)]
        given = [candidates, *(layer for _, layer in layers)]
        sources: list[Source] = []
        for index, (name, layer) in enumerate(zip(names, given)):
            earlier = names[:index].count(name)
            self.stop_if_cancelled(feedback)
            sources.append(self.source(layer, exports, f"{name}-{earlier + 1}" if earlier else name, feedback))
        rules = self.parameterAsString(parameters, RULES, context).strip()
        fields = {field.name().lower(): field.name() for field in candidates.layer.fields()}
        has_year = parameters.get(YEAR) not in (None, "")
        return Choice(
            title=candidates.layer.name(),
            rules=os.path.abspath(rules) if is_rule_file(rules) else rules,
            candidates=sources[0],
            layers=[(role, source) for (role, _), source in zip(layers, sources[1:])],
            id_field=self.parameterAsString(parameters, ID, context),
            name_field=next((fields[name] for name in NAME_FIELDS if name in fields), ""),
            year=self.parameterAsInt(parameters, YEAR, context) if has_year else None,
            language=language(),
            remarks=[say("Geschreven door QGIS (kavel:scorelayers).", "Written by QGIS (kavel:scorelayers).")],
        )

    def source(self, given: GivenLayer, exports: str, name: str, feedback: QgsProcessingFeedback) -> Source:
        """Where kavel reads the layer. Raises ExportProblem."""
        if given.layer is None:
            return Source(given.path)
        why = given.why_exported or why_not_as_it_lies(given.layer, given.selected_only)
        if not why:
            return source_as_it_lies(given.layer)
        feedback.pushInfo(
            say(
                f"{given.layer.name()}: {why}; geschreven naar {exports} (laag {name})",
                f"{given.layer.name()}: {why}; written to {exports} (layer {name})",
            )
        )
        return export(given.layer, exports, name, given.request, given.selected_only)

    def roles_and_layers(self, parameters: dict, context: QgsProcessingContext) -> list[tuple[str, GivenLayer]]:
        """The matrix, row by row. Raises QgsProcessingException for a row that is half filled in, or names no layer."""
        cells = parameters.get(LAYERS)
        if not isinstance(cells, (list, tuple)):
            cells = self.parameterAsMatrix(parameters, LAYERS, context)
        if len(cells) % 2:
            raise QgsProcessingException(f"LAYERS: {say('een rij heeft rol en laag', 'a row has role and layer')}")
        rows = []
        for role, layer in zip(cells[::2], cells[1::2]):
            if str(role).strip() or (isinstance(layer, str) and layer.strip()):
                if not str(role).strip() or not layer:
                    raise QgsProcessingException(
                        f"LAYERS: '{role}', '{layer}': {say('een rij heeft rol en laag', 'a row has role and layer')}"
                    )
                rows.append((str(role).strip(), given_layer(layer, context)))
        return rows

    def stop_if_cancelled(self, feedback: QgsProcessingFeedback) -> None:
        if feedback.isCanceled():
            raise QgsProcessingException(say("Afgebroken; er is niets geschreven.", "Cancelled; nothing was written."))

    def put_back(self) -> None:
        if self.kept:
            self.kept.put_back()

    def processAlgorithm(  # noqa: N802
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        try:
            results = self.score(self.binary_found, self.study, [], self.output, context, feedback)
        except QgsProcessingException as problem:
            # Of a run that failed the study stays: kavel's lines point into it.
            if isinstance(problem.__cause__, Cancelled):
                self.put_back()
            else:
                self.kept.keep()
            raise
        self.kept.keep()
        return {**results, STUDY: self.study}
