# SPDX-License-Identifier: EUPL-1.2
"""The ranking as a table: filtered by municipality, light and text, a theme's score beside the whole."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QBrush, QColor

from ..compat import as_int
from ..texts import Wording
from ..words import LIGHT, STATUS, word
from .recorded import Result, theme_column
from .reranking import Ranking

RANK, NAME, PLOT, SCORE, LIGHT_COLUMN, THEME, STATUS_COLUMN, MUNICIPALITY, AREA = range(9)


class RankingModel(QAbstractTableModel):
    """Rows are plots; each has its index in the result at Qt.ItemDataRole.UserRole."""

    def __init__(self, wording: Wording, parent: Any = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self.result: Result | None = None
        self.ranks: list[int | None] = []
        self.scores: list[float | None] = []
        self.theme_scores: dict[str, list[float | None]] = {}
        self.order: list[int] = []
        self.rows: list[int] = []
        self.sorted_by = (RANK, Qt.SortOrder.AscendingOrder)
        self.theme = ""
        self.municipality = ""
        self.light = ""
        self.text = ""

    def set_result(self, result: Result | None) -> None:
        self.beginResetModel()
        self.result = result
        self.theme = self.municipality = self.light = self.text = ""
        if result:
            self.take_adopted()
        self.rows = self.visible_rows() if result else []
        self.endResetModel()

    def take_adopted(self) -> None:
        """The figures of the result itself."""
        plots = self.result.plots
        self.ranks = [plot["rank"] for plot in plots]
        self.scores = [plot["score"] for plot in plots]
        self.theme_scores = {
            theme.id: [plot.get(theme_column(theme.id)) for plot in plots] for theme in self.result.themes
        }
        self.order = list(range(len(plots)))

    def set_ranking(self, ranking: Ranking | None) -> None:
        """Another ranking of the same plots; None for that of the result."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        plots = [self.rows[index.row()] for index in kept]
        if ranking is None:
            self.take_adopted()
        else:
            self.ranks, self.scores = ranking.ranks, ranking.scores
            self.theme_scores, self.order = ranking.themes, ranking.order
        self.rows = self.visible_rows()
        self.follow(kept, plots)
        self.layoutChanged.emit()

    def set_filter(self, municipality: str = "", theme: str = "", light: str = "", text: str = "") -> None:
        """Empty: everything. A theme shows its own score, and the plots that have one."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        plots = [self.rows[index.row()] for index in kept]
        self.municipality, self.theme, self.light, self.text = municipality, theme, light, text.strip().casefold()
        self.rows = self.visible_rows()
        self.follow(kept, plots)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, THEME, THEME)

    def follow(self, kept: list[QModelIndex], plots: list[int]) -> None:
        """A chosen plot stays chosen, wherever it went."""
        row_of = {plot: row for row, plot in enumerate(self.rows)}
        for index, plot in zip(kept, plots):
            row = row_of.get(plot)
            self.changePersistentIndex(index, QModelIndex() if row is None else self.index(row, index.column()))

    def visible_rows(self) -> list[int]:
        shown = [plot for plot in self.order if self.is_shown(plot)]
        column, direction = self.sorted_by
        if column == RANK and direction == Qt.SortOrder.AscendingOrder:
            return shown
        # None stands last in both directions; equals keep the order of the ranking.
        have = [plot for plot in shown if self.sort_value(plot, column) is not None]
        have.sort(key=lambda plot: self.sort_value(plot, column), reverse=direction == Qt.SortOrder.DescendingOrder)
        return have + [plot for plot in shown if self.sort_value(plot, column) is None]

    def is_shown(self, plot: int) -> bool:
        row = self.result.plots[plot]
        if self.light and row["light"] != self.light:
            return False
        if self.municipality and self.result.municipality(row) != self.municipality:
            return False
        if self.theme and self.theme_scores.get(self.theme, [None])[plot] is None:
            return False
        return not self.text or self.text in f"{row['plot_id']}\n{row['name'] or ''}".casefold()

    def sort_value(self, plot: int, column: int) -> Any:
        row = self.result.plots[plot]
        if column == RANK:
            return self.ranks[plot]
        if column == SCORE:
            return self.scores[plot]
        if column == THEME:
            return self.theme_score(plot)
        if column == AREA:
            return row["area_ha"]
        return str(self.text_of(plot, column)).casefold()

    def theme_score(self, plot: int) -> float | None:
        return self.theme_scores[self.theme][plot] if self.theme in self.theme_scores else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        plots = [self.rows[index.row()] for index in kept]
        self.sorted_by = (column, order)
        self.rows = self.visible_rows() if self.result else []
        self.follow(kept, plots)
        self.layoutChanged.emit()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else AREA + 1

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        say = self.wording
        theme = next((one.title for one in self.result.themes if one.id == self.theme), "") if self.result else ""
        return (
            say("Rang", "Rank"),
            say("Naam", "Name"),
            say("Kavel", "Plot"),
            "Score",
            say("Licht", "Light"),
            theme or say("Thema", "Theme"),
            "Status",
            say("Gemeente", "Municipality"),
            say("Oppervlakte (ha)", "Area (ha)"),
        )[section]

    def text_of(self, plot: int, column: int) -> str:
        row = self.result.plots[plot]
        say = self.wording
        if column == RANK:
            return "–" if self.ranks[plot] is None else str(self.ranks[plot])
        if column == NAME:
            return row["name"] or ""
        if column == PLOT:
            return row["plot_id"]
        if column == SCORE:
            return say.number(self.scores[plot], 1)
        if column == THEME:
            return say.number(self.theme_score(plot), 0, "")
        if column == LIGHT_COLUMN:
            sign = LIGHT.get(row["light"], ("", "", "", ""))[2]
            return f"{sign} {word(LIGHT, row['light'], say)}"
        if column == STATUS_COLUMN:
            return word(STATUS, row["status"], say)
        if column == MUNICIPALITY:
            return self.result.municipality(row)
        return say.number(row["area_ha"], 2)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.result is None:
            return None
        plot = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_of(plot, index.column())
        if role == Qt.ItemDataRole.UserRole:
            return plot
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == LIGHT_COLUMN:
            return QBrush(QColor(LIGHT.get(self.result.plots[plot]["light"], ("", "", "", "#000000"))[3]))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (RANK, SCORE, THEME, AREA):
            return as_int(Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter)
        return None

    def row_of(self, plot: int) -> int:
        """The row that shows a plot; -1 where the filter hides it."""
        return self.rows.index(plot) if plot in self.rows else -1
