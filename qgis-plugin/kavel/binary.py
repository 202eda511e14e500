# SPDX-License-Identifier: EUPL-1.2
"""The kavel program: where it is, which version, and what is told where there is none or one too old."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass

from qgis.PyQt.QtCore import QProcess, QProcessEnvironment

from . import settings
from .command_line import PathMap, split_command
from .texts import say

LEAST_VERSION = (0, 1, 0)
VERSION_WAIT_MS = 20_000
HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = "kavel.exe" if os.name == "nt" else "kavel"
# QGIS for Windows sets these for its own libraries; another program brings its own.
QGIS_ONLY = ("GDAL_DATA", "GDAL_DRIVER_PATH", "PROJ_LIB", "PROJ_DATA", "PYTHONHOME", "PYTHONPATH")


class BinaryProblem(Exception):
    """There is no usable kavel; the text says what to do, in QGIS's language."""


@dataclass(frozen=True)
class Binary:
    """A command that starts kavel, and how paths are called where it runs."""

    command: tuple[str, ...]
    paths: PathMap
    origin: str  # where the command was found, for people
    version: str = ""

    def start(self, process: QProcess, arguments: list[str]) -> None:
        """Starts it with arguments whose paths are those of this machine. No shell takes part."""
        process.setProcessEnvironment(surroundings())
        process.setProgram(self.command[0])
        process.setArguments([*self.command[1:], *(self.paths.argument_there(word) for word in arguments)])
        process.start()


def surroundings() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    if os.name == "nt":
        for name in QGIS_ONLY:
            environment.remove(name)
    return environment


def candidates() -> list[tuple[str, str]]:
    """Commands to consider, the first that is given counts: (command, where it stands)."""
    found = []
    if os.environ.get("KAVEL_BINARY", "").strip():
        found.append((os.environ["KAVEL_BINARY"].strip(), "KAVEL_BINARY"))
    if settings.binary_setting():
        found.append((settings.binary_setting(), say("instelling van de plugin", "setting of the plugin")))
    for folder in (HERE, os.path.join(HERE, "bin")):
        beside = os.path.join(folder, PROGRAM)
        if os.path.isfile(beside) and os.access(beside, os.X_OK):
            found.append((quoted(beside), say("naast de plugin", "beside the plugin")))
    on_path = shutil.which("kavel")
    if on_path:
        found.append((quoted(on_path), "PATH"))
    return found


def quoted(path: str) -> str:
    return f'"{path}"' if '"' not in path else f"'{path}'"


def command_words(text: str) -> list[str]:
    """The words of a command. A path with spaces that is a file need not be quoted.

    Raises BinaryProblem for what is no command.
    """
    if os.path.isfile(text):
        return [text]
    try:
        words = split_command(text)
    except ValueError as wrong:
        raise BinaryProblem(
            f"{say('Het commando voor kavel klopt niet', 'The command for kavel is wrong')}: {wrong}"
        ) from wrong
    if not words:
        raise BinaryProblem(none_found())
    return words


def how_to_get() -> str:
    return say(
        "Installeer kavel (zie de hulp van de plugin) en wijs het aan onder Plugins > Kavel > Instellingen, "
        'met de omgevingsvariabele KAVEL_BINARY, of zet het op PATH. In Windows: "wsl.exe kavel" met path_map '
        '"C:\\=/mnt/c".',
        "Install kavel (see the plugin's help) and point to it under Plugins > Kavel > Settings, with the "
        'environment variable KAVEL_BINARY, or put it on PATH. In Windows: "wsl.exe kavel" with path_map '
        '"C:\\=/mnt/c".',
    )


def none_found() -> str:
    return say("Het programma kavel is niet gevonden.", "The program kavel was not found.") + " " + how_to_get()


def does_not_start(command: str, origin: str, why: str) -> str:
    return (
        say(f"'{command}' ({origin}) start niet: {why}.", f"'{command}' ({origin}) does not start: {why}.")
        + " "
        + how_to_get()
    )


def too_old(command: str, origin: str, version: str) -> str:
    least = ".".join(map(str, LEAST_VERSION))
    return (
        say(
            f"'{command}' ({origin}) is kavel {version}; deze plugin heeft {least} of nieuwer nodig.",
            f"'{command}' ({origin}) is kavel {version}; this plugin needs {least} or later.",
        )
        + " "
        + how_to_get()
    )


_known: dict[tuple, str] = {}


def find_binary() -> Binary:
    """The kavel to use, its version known and good. Raises BinaryProblem, whose text says what to do."""
    found = candidates()
    if not found:
        raise BinaryProblem(none_found())
    command, origin = found[0]
    words = command_words(command)
    try:
        paths = PathMap(settings.path_map_text())
    except ValueError as wrong:
        raise BinaryProblem(str(wrong)) from wrong
    key = (*words, modified(words))
    if key not in _known:
        _known[key] = ask_version(words, command, origin)
    return Binary(tuple(words), paths, origin, _known[key])


def modified(words: list[str]) -> float:
    """When the programs among the words changed last: a new version has to be asked for anew."""
    times = [0.0]
    for word in words:
        path = word if os.path.isfile(word) else shutil.which(word)
        if path:
            times.append(os.path.getmtime(path))
    return max(times)


def ask_version(words: list[str], command: str, origin: str) -> str:
    """The version that `--version` tells. Raises BinaryProblem when it does not, or is too old."""
    process = QProcess()
    process.setProcessEnvironment(surroundings())
    process.setProgram(words[0])
    process.setArguments([*words[1:], "--version"])
    process.start()
    if not process.waitForStarted(VERSION_WAIT_MS):
        raise BinaryProblem(does_not_start(command, origin, process.errorString()))
    process.closeWriteChannel()
    if not process.waitForFinished(VERSION_WAIT_MS):
        process.kill()
        process.waitForFinished(1000)
        raise BinaryProblem(does_not_start(command, origin, say("het antwoordt niet", "it does not answer")))
    said = bytes(process.readAllStandardOutput()).decode("utf-8", "replace")
    version = re.search(r"^kavel (\d+)\.(\d+)\.(\d+)\S*\s*$", said, re.MULTILINE)
    if not version:
        told = bytes(process.readAllStandardError()).decode("utf-8", "replace").strip().splitlines()
        why = told[0] if told else say("het zegt geen versie van kavel", "it tells no version of kavel")
        raise BinaryProblem(does_not_start(command, origin, why))
    text = ".".join(version.groups())
    if tuple(map(int, version.groups())) < LEAST_VERSION:
        raise BinaryProblem(too_old(command, origin, text))
    return text
