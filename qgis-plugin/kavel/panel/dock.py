# SPDX-License-Identifier: EUPL-1.2
"""The panel: the ranking, the dossier of the chosen plot, why it stands there, and weights to try."""

from __future__ import annotations

import html
import os

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QItemSelection, QModelIndex, QTimer
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from .. import messages
from ..result import NoResult
from ..texts import Wording, language, say
from .dock_widgets import DockWidgets
from .dossier_text import dossier_html
from .explanation import Explanation
from .map_view import MapView, is_ranking, not_adopted, table_of
from .ranking_model import THEME, RankingModel
from .recorded import Result, plot_geometry, read_dossier, read_result, study_path
from .reranking import NoWeights, Ranking, rerank
from .weights_text import CannotEdit, with_weights

REDRAW_AFTER_MS = 120


class KavelDock(QgsDockWidget):
    """Everything of one result; figures of other weights are marked as such wherever they stand."""

    def __init__(self, canvas, parent: QWidget | None = None) -> None:
        super().__init__(say("Kavel: rangschikking", "Kavel: ranking"), parent)
        self.setObjectName("KavelDock")
        self.wording = Wording(language())
        self.result: Result | None = None
        self.ranking: Ranking | None = None  # of other weights; None: that of the result
        self.plot: int | None = None
        self.model = RankingModel(self.wording, self)
        self.widgets = DockWidgets(self.model)
        self.setWidget(self.widgets.root)
        self.map = MapView(canvas, self.choose_id)
        self.explanation = Explanation(self)
        self.explanation.told.connect(self.show_explanation)
        self.redraw = QTimer(self)
        self.redraw.setSingleShot(True)
        self.redraw.setInterval(REDRAW_AFTER_MS)
        self.redraw.timeout.connect(self.draw_map)
        self.connect_widgets()
        QgsApplication.messageLog().messageReceived.connect(self.hear)
        self.show_mark()

    def connect_widgets(self) -> None:
        widgets = self.widgets
        widgets.open_button.clicked.connect(self.ask_for_result)
        widgets.zoom_button.clicked.connect(self.zoom)
        widgets.pick_button.toggled.connect(self.map.use_tool)
        widgets.search.textChanged.connect(self.filter)
        for box in (widgets.municipality, widgets.theme, widgets.light):
            box.currentIndexChanged.connect(self.filter)
        widgets.table.selectionModel().selectionChanged.connect(self.selected)
        widgets.table.doubleClicked.connect(self.zoom)
        widgets.weights.weights_changed.connect(self.weigh)
        widgets.back_button.clicked.connect(widgets.weights.take_adopted)
        widgets.save_button.clicked.connect(self.save_weights)
        widgets.messages.anchorClicked.connect(widgets.open_place)

    # -- which result -------------------------------------------------------------------------------------------------

    def open_what_is_in_the_project(self) -> None:
        """The first ranking among the project's layers, where none is open yet."""
        if self.result is None:
            layer = next(filter(is_ranking, QgsProject.instance().mapLayers().values()), None)
            if layer:
                self.open_layer(layer)

    def ask_for_result(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, say("Resultaat van Kavel", "Result of Kavel"), "", "GeoPackage (*.gpkg)"
        )
        if path:
            self.open_file(path)

    def open_file(self, path: str) -> None:
        """Opens a result; its plots come on the map where they are not yet."""
        same = os.path.realpath(path)
        layers = filter(is_ranking, QgsProject.instance().mapLayers().values())
        layer = next((one for one in layers if os.path.realpath(table_of(one)[0]) == same), None)
        if layer is None:
            layer = QgsVectorLayer(f"{path}|layername=ranked_sites", say("Gerangschikte kavels", "Ranked plots"), "ogr")
            if layer.isValid() and is_ranking(layer):
                QgsProject.instance().addMapLayer(layer)
        self.open_layer(layer) if layer.isValid() else self.tell(f"error: {path}: {say('geen resultaat', 'no result')}")

    def open_layer(self, layer: QgsVectorLayer) -> None:
        path = table_of(layer)[0]
        try:
            self.result = read_result(path, language())
        except NoResult as wrong:
            self.tell(f"error: {wrong}")
            return
        self.ranking = None
        self.plot = None
        self.map.set_layer(layer)
        self.model.set_result(self.result)
        self.widgets.set_result(self.result)
        self.widgets.table.setColumnHidden(THEME, True)
        self.show_mark()

    def close_result(self) -> None:
        """Puts the map back as it was, and listens no more."""
        QgsApplication.messageLog().messageReceived.disconnect(self.hear)
        self.redraw.stop()
        self.explanation.stop()
        self.map.use_tool(False)
        self.map.set_layer(None)

    # -- which plots, which plot --------------------------------------------------------------------------------------

    def filter(self, *_: object) -> None:
        if self.result:
            widgets = self.widgets
            self.model.set_filter(
                widgets.municipality.currentData() or "",
                widgets.theme.currentData() or "",
                widgets.light.currentData() or "",
                widgets.search.text(),
            )
            widgets.table.setColumnHidden(THEME, not self.model.theme)

    def selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        rows = self.widgets.table.selectionModel().selectedRows()
        if rows and self.result:
            self.show_plot(self.model.rows[rows[0].row()])

    def choose_id(self, plot_id: str) -> None:
        """Chooses a plot, as a click on the map does; a filter that hides it is taken away."""
        if not self.result or plot_id not in self.result.recorded.plot_ids:
            return
        plot = self.result.recorded.plot_ids.index(plot_id)
        if self.model.row_of(plot) < 0:
            self.widgets.clear_filter()
        index: QModelIndex = self.model.index(self.model.row_of(plot), 0)
        self.widgets.table.selectRow(index.row())
        self.widgets.table.scrollTo(index)

    def show_plot(self, plot: int) -> None:
        self.plot = plot
        row = self.result.plots[plot]
        try:
            dossier = read_dossier(self.result, row)
            outline = plot_geometry(self.result, row["plot_id"])
        except NoResult as wrong:
            self.tell(f"error: {wrong}")
            return
        scores = {theme: values[plot] for theme, values in self.model.theme_scores.items()}
        page = dossier_html(self.result, dossier, self.model.ranks[plot], self.model.scores[plot], scores, self.wording)
        mark = f"<p><b>{html.escape(self.mark_text())}</b></p>" if self.ranking else ""
        self.widgets.dossier.setHtml(mark + page)
        self.map.mark(outline, [one["geom"] for one in dossier.evidence])
        self.widgets.why.setPlainText(say("kavel explain loopt ...", "kavel explain is running ..."))
        self.explanation.ask(self.result.path, row["plot_id"])

    def show_explanation(self, plot_id: str, text: str) -> None:
        if self.result and self.plot is not None and self.result.plots[self.plot]["plot_id"] == plot_id:
            mark = say("(van de vastgestelde gewichten)\n\n", "(of the adopted weights)\n\n") if self.ranking else ""
            self.widgets.why.setPlainText(mark + text)

    def zoom(self, *_: object) -> None:
        if self.result and self.plot is not None:
            self.map.zoom_to(plot_geometry(self.result, self.result.plots[self.plot]["plot_id"]))

    # -- weights ------------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Ranks anew from the recorded values: the table at once, the map when the slider rests."""
        if not self.result or not self.result.can_rerank:
            return
        try:
            changed = self.widgets.weights.changed_weights()
            self.ranking = rerank(self.result.recorded, self.widgets.weights.weights()) if changed else None
        except NoWeights:
            self.tell(say("Geef ten minste één criterium gewicht.", "Give at least one criterion some weight."))
            return
        self.model.set_ranking(self.ranking)
        self.show_mark()
        self.redraw.start()

    def draw_map(self) -> None:
        if self.ranking:
            self.map.show_ranking(self.result, self.ranking)
        else:
            self.map.show_adopted()
        if self.plot is not None:
            self.show_plot(self.plot)

    def mark_text(self) -> str:
        return not_adopted().capitalize()

    def show_mark(self) -> None:
        self.widgets.mark.setText(self.mark_text())
        self.widgets.mark.setVisible(self.ranking is not None)
        for button in (self.widgets.back_button, self.widgets.save_button):
            button.setEnabled(self.ranking is not None)

    def save_weights(self) -> None:
        """Writes the weights into the study; the ranking stays what it is until the study is run."""
        path = study_path(self.result)
        if not os.path.isfile(path):
            path, _ = QFileDialog.getOpenFileName(
                self, say("In welke studie?", "Into which study?"), os.path.dirname(self.result.path), "TOML (*.toml)"
            )
        if path:
            self.save_into(path)

    def save_into(self, path: str) -> None:
        """Of a run with --set or a scenario, all weights are written: the study alone has others."""
        run = self.result.run
        own = run.get("scenario") or run.get("sets") not in ("", "[]", None)
        weights = self.widgets.weights.weights() if own else self.widgets.weights.changed_weights()
        try:
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(with_weights(text, weights))
        except CannotEdit as why:
            nl = f"De studie houdt haar gewichten op één regel ({why}); pas die zelf aan: {weights}"
            self.tell(say(nl, f"The study keeps its weights on one line ({why}); edit that by hand: {weights}"))
            return
        except (OSError, UnicodeError) as wrong:
            self.tell(f"error: {path}: {wrong}")
            return
        nl = f"{len(weights)} gewichten bewaard in {path}; rangschik de studie opnieuw om ze vast te stellen."
        self.tell(say(nl, f"{len(weights)} weights saved in {path}; rank the study again to adopt them."))

    def tell(self, line: str) -> None:
        """Shows a line in the panel, with a link where it names a place, and in QGIS's log."""
        self.widgets.tabs.setCurrentWidget(self.widgets.messages)
        messages.log(line)

    def hear(self, line: str, tag: str, _level: object) -> None:
        """What any run of kavel says comes into the panel, too: here its links open at the line."""
        if tag == messages.TAG:
            self.widgets.messages.append(messages.as_html(line))
