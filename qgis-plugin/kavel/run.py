# SPDX-License-Identifier: EUPL-1.2
"""One run of kavel: its progress is shown, its words are kept as they are, and it can be stopped without a trace."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QProcess

from . import messages
from .binary import Binary

LOOK_EVERY_MS = 100
STOP_WAIT_MS = 3_000
PROGRESS = re.compile(r"^progress ([\d.]+) (.*)$")


class Cancelled(Exception):
    """The user stopped the run; nothing was written."""


@dataclass
class Answer:
    """What a run gave back; texts with the paths of this machine."""

    code: int
    document: Any = None  # what stood on stdout, as JSON; None when nothing did
    lines: list[str] = field(default_factory=list)  # of stderr, without the progress

    @property
    def errors(self) -> list[str]:
        """The lines that tell what is wrong, word for word."""
        return [line for line in self.lines if line.startswith("error: ")]

    def why(self) -> str:
        """What to show when it failed: its error lines, else all that it said, else its exit code."""
        return "\n".join(self.errors or self.lines or [f"kavel: exit {self.code}"])


def run(binary: Binary, arguments: list[str], feedback: QgsProcessingFeedback, output: str = "") -> Answer:
    """Runs kavel to its end. `output` is the file that it writes, of which nothing half may stay behind.

    Raises Cancelled. An exit code other than 0 is an answer too.
    """
    words = [*arguments, "--json", "--progress", "lines"] if arguments[0] in ("score", "check") else arguments
    listener = Listener(binary, feedback)
    before = unfinished_files(output)
    process = QProcess()
    binary.start(process, words)
    if not process.waitForStarted(-1):
        return Answer(127, None, [f"error: {binary.command[0]}: {process.errorString()}"])
    process.closeWriteChannel()
    process.setReadChannel(QProcess.ProcessChannel.StandardError)
    while process.state() != QProcess.ProcessState.NotRunning:
        process.waitForReadyRead(LOOK_EVERY_MS)
        listener.hear(bytes(process.readAllStandardError()))
        if feedback.isCanceled():
            stop(process)
            remove_unfinished(output, before)
            raise Cancelled
    listener.hear(bytes(process.readAllStandardError()), last=True)
    said = bytes(process.readAllStandardOutput()).decode("utf-8", "replace")
    crashed = process.exitStatus() == QProcess.ExitStatus.CrashExit
    if crashed:
        remove_unfinished(output, before)
    return Answer(process.exitCode() or (1 if crashed else 0), document_in(said, binary), listener.lines)


class Listener:
    """Takes stderr apart: progress goes to the progress bar, every other line to the logs."""

    def __init__(self, binary: Binary, feedback: QgsProcessingFeedback) -> None:
        self.binary = binary
        self.feedback = feedback
        self.lines: list[str] = []
        self.rest = b""
        self.told = ""

    def hear(self, said: bytes, last: bool = False) -> None:
        *whole, self.rest = (self.rest + said).split(b"\n")
        if last and self.rest:
            whole.append(self.rest)
        for line in whole:
            self.take(line.decode("utf-8", "replace").rstrip("\r"))

    def take(self, line: str) -> None:
        progress = PROGRESS.match(line)
        if progress:
            self.feedback.setProgress(100.0 * float(progress.group(1)))
            if progress.group(2) != self.told:
                self.told = progress.group(2)
                self.feedback.setProgressText(self.told)
        elif line.strip():
            shown = self.binary.paths.here(line)
            self.lines.append(shown)
            messages.log(shown)


def document_in(said: str, binary: Binary) -> Any:
    """The JSON on stdout, its paths those of this machine; None when there is none. A greeting before it is skipped."""
    begin = re.search(r"^[\[{]", said, re.MULTILINE)
    if not begin:
        return None
    try:
        return with_local_paths(json.loads(said[begin.start() :]), binary)
    except ValueError:
        return None


def with_local_paths(value: Any, binary: Binary) -> Any:
    if isinstance(value, str):
        return binary.paths.here(value)
    if isinstance(value, list):
        return [with_local_paths(item, binary) for item in value]
    if isinstance(value, dict):
        return {key: with_local_paths(item, binary) for key, item in value.items()}
    return value


def stop(process: QProcess) -> None:
    """Ends the process and what it started: a wrapper's child would go on without it."""
    below = descendants(process.processId())
    for one in below:
        tell_to_stop(one, 15)
    process.terminate()
    if not process.waitForFinished(STOP_WAIT_MS):
        for one in below:
            tell_to_stop(one, 9)
        process.kill()
        process.waitForFinished(STOP_WAIT_MS)
    for one in below:
        tell_to_stop(one, 9)


def tell_to_stop(process_id: int, signal_number: int) -> None:
    try:
        os.kill(process_id, signal_number)
    except OSError:
        pass  # it has ended by itself


def descendants(process_id: int) -> list[int]:
    """Children, and theirs; Linux only. Windows ends what wsl.exe started together with it."""
    found: list[int] = []
    try:
        with open(f"/proc/{process_id}/task/{process_id}/children", encoding="ascii") as children:
            for child in children.read().split():
                found += [int(child), *descendants(int(child))]
    except OSError:
        pass
    return found


def unfinished_files(output: str) -> set[str]:
    """What kavel writes before the result appears at once: `.NAME.N.tmp` in its folder, and SQLite's files of it."""
    folder, name = os.path.split(output)
    if not output or not os.path.isdir(folder or "."):
        return set()
    pattern = re.compile(re.escape(f".{name}.") + r"\d+\.tmp(-journal|-wal|-shm)?")
    return {os.path.join(folder, entry) for entry in os.listdir(folder or ".") if pattern.fullmatch(entry)}


def remove_unfinished(output: str, before: set[str]) -> None:
    """Only what appeared since: another run may be writing beside this one."""
    for path in unfinished_files(output) - before:
        try:
            os.remove(path)
        except OSError as wrong:
            messages.log(f"{path}: {wrong}")
