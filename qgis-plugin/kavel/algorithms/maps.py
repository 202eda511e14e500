# SPDX-License-Identifier: EUPL-1.2
"""kavel:maps: the map, the plot sheets and the annex of a result, as PDF and PNG."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from ..compat import enum_of
from ..result import NoResult
from ..texts import DUTCH, ENGLISH, language, say
from .base import KavelAlgorithm

RESULT = "RESULT"
LANGUAGE = "LANGUAGE"
FOLDER = "FOLDER"
ALL_PICTURES = "ALL_PICTURES"
LANGUAGES = [DUTCH, ENGLISH]


class MapsAlgorithm(KavelAlgorithm):
    """Draws what the result says; it needs no kavel."""

    def name(self) -> str:
        return "maps"

    def displayName(self) -> str:  # noqa: N802
        return say("Kaarten bij de afspraken", "Maps with the agreement")

    def shortHelpString(self) -> str:  # noqa: N802
        return say(
            "Tekent uit een resultaat van Kavel de kaart van de regio (A3), een blad per kavel (A4) met motivering, "
            "en de bijlage met het beoordelingskader, als PDF en PNG. De klassen staan in woorden; kansrijk "
            "is wie niet uitgesloten is en ten minste de helft van de punten haalt.",
            "Draws from a result of Kavel the map of the region (A3), a sheet a plot (A4) with its motivation, and the "
            "annex with the assessment framework, as PDF and PNG. The classes stand on the map in words; promising is "
            "what is not excluded and has at least half of the points.",
        )

    def flags(self) -> object:
        """Layers and layouts are made and drawn in the main thread."""
        return super().flags() | enum_of(QgsProcessingAlgorithm, "Flag", "FlagNoThreading")

    def initAlgorithm(self, configuration: dict | None = None) -> None:  # noqa: N802
        self.addParameter(
            QgsProcessingParameterFile(
                RESULT, say("Resultaat (GeoPackage)", "Result (GeoPackage)"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                LANGUAGE,
                say("Taal", "Language"),
                options=LANGUAGES,
                defaultValue=language(),
                usesStaticStrings=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFolderDestination(FOLDER, say("Map voor de kaarten", "Folder for the maps"))
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                ALL_PICTURES,
                say(
                    "Van elk kavelblad ook een PNG (anders van de eerste tien)",
                    "A PNG of every sheet (else of the first ten)",
                ),
                defaultValue=False,
            )
        )
        self.addOutput(QgsProcessingOutputFile("MAP", say("Kaart", "Map")))
        self.addOutput(QgsProcessingOutputFile("SHEETS", say("Kavelbladen", "Plot sheets")))
        self.addOutput(QgsProcessingOutputFile("ANNEX", say("Bijlage", "Annex")))

    def processAlgorithm(  # noqa: N802
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        from ..maps.draw import Stopped, draw_maps

        result = os.path.abspath(self.parameterAsFile(parameters, RESULT, context).split("|")[0])
        folder = os.path.abspath(self.parameterAsString(parameters, FOLDER, context))
        chosen = self.parameterAsEnumString(parameters, LANGUAGE, context)
        all_pictures = self.parameterAsBoolean(parameters, ALL_PICTURES, context)

        def progress(share: float, what: str) -> None:
            feedback.setProgress(100.0 * share)
            feedback.setProgressText(what)

        try:
            drawn = draw_maps(result, folder, chosen, progress, feedback.isCanceled, all_pictures)
        except (NoResult, OSError) as wrong:
            raise QgsProcessingException(f"error: {wrong}") from wrong
        except Stopped as stopped:
            raise QgsProcessingException(
                say("Afgebroken; er is niets geschreven.", "Cancelled; nothing was written.")
            ) from stopped
        return {**drawn, FOLDER: folder}
