# SPDX-License-Identifier: EUPL-1.2
"""A file at the line that an error names."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QColor, QDesktopServices, QFontDatabase, QTextCursor, QTextFormat
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from ..texts import say

LARGEST = 5_000_000  # characters; more is no text that people write


def show_place(url: QUrl, parent: QWidget) -> QDialog | None:
    """Shows the text at the line of the link's fragment; what is no text is left to the program for it."""
    path = url.toLocalFile()
    line, _, column = url.fragment().partition(":")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(LARGEST)
    except (OSError, UnicodeError):
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))
        return None
    window = QDialog(parent)
    window.setWindowTitle(path)
    window.resize(820, 520)
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    go_to(shown, int(line or 1), int(column or 1))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    other = buttons.addButton(say("Open om te wijzigen", "Open to edit"), QDialogButtonBox.ButtonRole.ActionRole)
    other.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
    buttons.rejected.connect(window.reject)
    layout = QVBoxLayout(window)
    layout.addWidget(shown)
    layout.addWidget(buttons)
    window.open()
    return window


def go_to(shown: QPlainTextEdit, line: int, column: int) -> None:
    block = shown.document().findBlockByNumber(max(0, line - 1))
    cursor = QTextCursor(block)
    cursor.movePosition(
        QTextCursor.MoveOperation.Right,
        QTextCursor.MoveMode.MoveAnchor,
        min(max(0, column - 1), max(0, block.length() - 1)),
    )
    shown.setTextCursor(cursor)
    shown.centerCursor()
    mark = QTextEdit.ExtraSelection()
    mark.cursor = QTextCursor(block)
    mark.format.setBackground(QColor("#fff3b0"))
    mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
    shown.setExtraSelections([mark])
