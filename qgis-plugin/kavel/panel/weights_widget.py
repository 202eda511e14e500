# SPDX-License-Identifier: EUPL-1.2
"""Sliders for the weights: one a criterion, and one a theme that scales its criteria together."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QScrollArea, QSlider, QVBoxLayout, QWidget

from ..texts import say
from .recorded import Result
from .reranking import scaled

STEPS_A_UNIT = 10  # a slider's step is a tenth
LEAST_TOP = 10.0
PERCENT_TOP = 300
PERCENT_STEP = 10


class CriterionWeight:
    """A slider and a box that show one weight."""

    def __init__(self, title: str, adopted: float, top: float, changed: Any) -> None:
        self.adopted = adopted
        self.exact = adopted
        self.changed = changed
        self.label = QLabel(title)
        self.label.setWordWrap(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round(top * STEPS_A_UNIT))
        self.slider.setSingleStep(1)
        self.slider.setPageStep(STEPS_A_UNIT)
        self.box = QDoubleSpinBox()
        self.box.setRange(0.0, top)
        self.box.setDecimals(1)
        self.box.setSingleStep(1.0 / STEPS_A_UNIT)
        self.show(adopted)
        self.slider.valueChanged.connect(self.slid)
        self.box.valueChanged.connect(self.typed)
        for widget in (self.slider, self.box):
            widget.setAccessibleName(say(f"Gewicht van {title}", f"Weight of {title}"))

    def show(self, weight: float) -> None:
        """Sets it without telling anybody. A weight finer than a step stays exact until it is moved."""
        self.exact = weight
        for widget, value in ((self.slider, round(weight * STEPS_A_UNIT)), (self.box, weight)):
            widget.blockSignals(True)
            widget.setValue(value)
            widget.blockSignals(False)

    def slid(self, steps: int) -> None:
        self.show(steps / STEPS_A_UNIT)
        self.changed()

    def typed(self, weight: float) -> None:
        self.show(round(weight, 1))
        self.changed()


class WeightsWidget(QScrollArea):
    """`weights_changed` after every move."""

    weights_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.criteria: dict[str, CriterionWeight] = {}
        self.themes: dict[str, QSlider] = {}
        self.theme_of: dict[str, str] = {}

    def set_result(self, result: Result | None) -> None:
        self.criteria, self.themes, self.theme_of = {}, {}, {}
        inside = QWidget()
        layout = QVBoxLayout(inside)
        if result and not result.can_rerank:
            method = result.run.get("rules_method", "?")
            text = QLabel(
                say(
                    f"De methode '{method}' vergelijkt kavels op een manier die een nieuwe run vraagt; hier valt "
                    "niets te verschuiven.",
                    f"The method '{method}' compares plots in a way that needs a new run; "
                    "there is nothing to move here.",
                )
            )
            text.setWordWrap(True)
            layout.addWidget(text)
        elif result:
            self.add_themes(layout, result)
        layout.addStretch(1)
        self.setWidget(inside)

    def add_themes(self, layout: QVBoxLayout, result: Result) -> None:
        criteria = result.recorded.criteria
        top = max([LEAST_TOP, *(2.0 * criterion.weight for criterion in criteria)])
        titles = {theme.id: theme.title for theme in result.themes}
        for theme in dict.fromkeys(criterion.theme for criterion in criteria):
            grid = QGridLayout()
            grid.setColumnStretch(1, 1)
            self.add_theme(grid, theme, titles.get(theme) or say("Zonder thema", "Without a theme"))
            for row, criterion in enumerate((one for one in criteria if one.theme == theme), 1):
                weight = CriterionWeight(criterion.title, criterion.weight, top, self.weights_changed.emit)
                self.criteria[criterion.id] = weight
                self.theme_of[criterion.id] = theme
                grid.addWidget(weight.label, row, 0)
                grid.addWidget(weight.slider, row, 1)
                grid.addWidget(weight.box, row, 2)
            layout.addLayout(grid)

    def add_theme(self, grid: QGridLayout, theme: str, title: str) -> None:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, PERCENT_TOP // PERCENT_STEP)
        slider.setValue(100 // PERCENT_STEP)
        slider.setAccessibleName(say(f"Thema {title}, in procenten", f"Theme {title}, in per cent"))
        percent = QLabel("100 %")
        slider.valueChanged.connect(lambda steps: percent.setText(f"{steps * PERCENT_STEP} %"))
        slider.valueChanged.connect(lambda _: self.weights_changed.emit())
        grid.addWidget(QLabel(f"<b>{title}</b>"), 0, 0)
        grid.addWidget(slider, 0, 1)
        grid.addWidget(percent, 0, 2)
        self.themes[theme] = slider

    def weights(self) -> dict[str, float]:
        """What each criterion weighs now, its theme's share worked in."""
        percents = {theme: slider.value() * PERCENT_STEP for theme, slider in self.themes.items()}
        return {
            criterion: scaled(weight.exact, percents[self.theme_of[criterion]])
            for criterion, weight in self.criteria.items()
        }

    def changed_weights(self) -> dict[str, float]:
        """Those that are not the adopted ones."""
        return {
            criterion: weight
            for criterion, weight in self.weights().items()
            if weight != self.criteria[criterion].adopted
        }

    def take_adopted(self) -> None:
        for weight in self.criteria.values():
            weight.show(weight.adopted)
        for slider in self.themes.values():
            slider.blockSignals(True)
            slider.setValue(100 // PERCENT_STEP)
            slider.blockSignals(False)
            slider.valueChanged.emit(slider.value())
        self.weights_changed.emit()
