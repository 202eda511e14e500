# SPDX-License-Identifier: EUPL-1.2
"""`kavel explain` for the chosen plot, started beside QGIS and not waited for."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, QProcess, pyqtSignal

from ..binary import BinaryProblem, find_binary
from ..texts import language


class Explanation(QObject):
    """`told(plot_id, text)` when kavel has answered; of a plot that is no longer asked for, nothing."""

    told = pyqtSignal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.process: QProcess | None = None

    def ask(self, result: str, plot_id: str) -> None:
        self.stop()
        try:
            binary = find_binary()
        except BinaryProblem as problem:
            self.told.emit(plot_id, str(problem))
            return
        process = QProcess(self)
        self.process = process
        process.finished.connect(lambda *_: self.finished(process, plot_id, binary))
        process.errorOccurred.connect(lambda *_: self.told.emit(plot_id, process.errorString()))
        binary.start(process, ["explain", result, plot_id, "--lang", language()])
        process.closeWriteChannel()

    def finished(self, process: QProcess, plot_id: str, binary: object) -> None:
        if process is not self.process:
            return
        said = bytes(process.readAllStandardOutput()).decode("utf-8", "replace")
        wrong = bytes(process.readAllStandardError()).decode("utf-8", "replace")
        self.told.emit(plot_id, binary.paths.here(said or wrong))

    def stop(self) -> None:
        """Ends a question whose answer nobody waits for."""
        process, self.process = self.process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(500)
            process.deleteLater()
