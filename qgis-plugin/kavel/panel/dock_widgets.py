# SPDX-License-Identifier: EUPL-1.2
"""The panel's widgets and where they stand; what they do is in dock.py."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..texts import say
from ..words import LIGHT
from .place_window import show_place
from .ranking_model import LIGHT_COLUMN, NAME, PLOT, RANK, SCORE, THEME, RankingModel
from .recorded import Result
from .weights_widget import WeightsWidget

MARK_STYLE = "background: #7a0041; color: white; font-weight: bold; padding: 4px;"


class DockWidgets:
    def __init__(self, model: RankingModel) -> None:
        self.model = model
        self.root = QWidget()
        self.title = QLabel(say("Open een resultaat van Kavel.", "Open a result of Kavel."))
        self.title.setWordWrap(True)
        self.open_button = QPushButton(say("Openen…", "Open…"))
        self.mark = QLabel()
        self.mark.setStyleSheet(MARK_STYLE)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Zoek naam of nummer", "Search name or id"))
        self.search.setClearButtonEnabled(True)
        self.municipality, self.theme, self.light = QComboBox(), QComboBox(), QComboBox()
        self.table = QTableView()
        self.pick_button = QToolButton()
        self.pick_button.setText(say("Kies op de kaart", "Choose on the map"))
        self.pick_button.setCheckable(True)
        self.zoom_button = QToolButton()
        self.zoom_button.setText(say("Zoom naar kavel", "Zoom to plot"))
        self.dossier = QTextBrowser()
        self.dossier.setOpenLinks(False)
        self.dossier.setPlaceholderText(
            say("Kies een kavel in de tabel of op de kaart.", "Choose a plot in the table or on the map.")
        )
        self.why = QPlainTextEdit()
        self.why.setReadOnly(True)
        self.why.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.weights = WeightsWidget()
        self.back_button = QPushButton(say("Terug naar vastgestelde", "Back to adopted"))
        self.save_button = QPushButton(say("Bewaar in de studie", "Save into the study"))
        self.messages = QTextBrowser()
        self.messages.setOpenLinks(False)
        self.tabs = QTabWidget()
        self.arrange()

    def arrange(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(22)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)
        self.table.setAlternatingRowColors(True)
        self.table.setColumnHidden(THEME, True)
        for column, width in ((RANK, 72), (NAME, 196), (SCORE, 62), (THEME, 90), (LIGHT_COLUMN, 90), (PLOT, 140)):
            self.table.setColumnWidth(column, width)
        # Rank, name, score and light are in sight at the width that a panel has at first; the id stands behind them.
        columns = self.table.horizontalHeader()
        columns.moveSection(columns.visualIndex(PLOT), columns.visualIndex(LIGHT_COLUMN))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.open_button)
        filters = QHBoxLayout()
        for box in (self.municipality, self.theme, self.light):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
            filters.addWidget(box, 1)
        tools = QHBoxLayout()
        tools.addWidget(self.search, 1)
        tools.addWidget(self.pick_button)
        tools.addWidget(self.zoom_button)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.addLayout(filters)
        above.addLayout(tools)
        above.addWidget(self.table, 1)
        weights_page = QWidget()
        weighing = QVBoxLayout(weights_page)
        weighing.addWidget(self.weights, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.save_button)
        weighing.addLayout(buttons)
        self.tabs.addTab(self.dossier, say("Dossier", "Dossier"))
        self.tabs.addTab(self.why, say("Waarom hier", "Why here"))
        self.tabs.addTab(weights_page, say("Gewichten", "Weights"))
        self.tabs.addTab(self.messages, say("Berichten", "Messages"))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([400, 460])
        layout = QVBoxLayout(self.root)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addLayout(head)
        layout.addWidget(self.mark)
        layout.addWidget(splitter, 1)

    def set_result(self, result: Result) -> None:
        run = result.run
        parts = [
            run.get("title", ""),
            f"{run.get('rules_title', '')} {run.get('rules_version', '')}".strip(),
            run.get("rules_summary", ""),
        ]
        self.title.setText(" · ".join(part for part in parts if part))
        municipalities = sorted({result.municipality(plot) for plot in result.plots} - {""})
        fill(self.municipality, say("alle gemeenten", "all municipalities"), [(one, one) for one in municipalities])
        fill(self.theme, say("alle thema's", "all themes"), [(theme.id, theme.title) for theme in result.themes])
        lights = [(code, f"{sign} {say(nl, en)}") for code, (nl, en, sign, _) in LIGHT.items()]
        fill(self.light, say("elk licht", "every light"), lights)
        self.search.clear()
        self.weights.set_result(result)
        self.dossier.clear()
        self.why.clear()

    def clear_filter(self) -> None:
        self.search.clear()
        for box in (self.municipality, self.theme, self.light):
            box.setCurrentIndex(0)

    def open_place(self, url: QUrl) -> None:
        show_place(url, self.root)


def fill(box: QComboBox, everything: str, choices: list[tuple[str, str]]) -> None:
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, "")
    for code, title in choices:
        box.addItem(title, code)
    box.blockSignals(False)
