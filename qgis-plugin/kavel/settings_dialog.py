# SPDX-License-Identifier: EUPL-1.2
"""Where the user says how kavel starts here, and sees whether it does."""

from __future__ import annotations

import os

from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from . import settings
from .binary import BinaryProblem, find_binary
from .texts import say


class SettingsDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Instellingen van Kavel", "Settings of Kavel"))
        self.binary = QLineEdit(settings.binary_setting())
        self.binary.setPlaceholderText('kavel, "C:\\Program Files\\Kavel\\kavel.exe", wsl.exe kavel, ssh server kavel')
        self.path_map = QPlainTextEdit(settings.path_map_text())
        self.path_map.setPlaceholderText("C:\\=/mnt/c")
        self.path_map.setFixedHeight(70)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        form = QFormLayout()
        form.addRow(say("Commando", "Command"), self.binary)
        form.addRow(say("Paden (hier=daar, één per regel)", "Paths (here=there, one a line)"), self.path_map)
        try_it = QPushButton(say("Bewaren en proberen", "Save and try"))
        try_it.clicked.connect(self.save_and_try)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        if os.environ.get("KAVEL_BINARY"):
            layout.addWidget(
                QLabel(
                    say(
                        "De omgevingsvariabele KAVEL_BINARY gaat voor: ",
                        "The environment variable KAVEL_BINARY goes first: ",
                    )
                    + os.environ["KAVEL_BINARY"]
                )
            )
        layout.addWidget(try_it)
        layout.addWidget(self.verdict)
        layout.addWidget(buttons)
        self.resize(620, 300)

    def save_and_try(self) -> None:
        settings.save(self.binary.text(), self.path_map.toPlainText())
        try:
            found = find_binary()
        except BinaryProblem as problem:
            self.verdict.setText(str(problem))
            return
        self.verdict.setText(f"kavel {found.version} ({found.origin}: {' '.join(found.command)})")
