# SPDX-License-Identifier: EUPL-1.2
"""What a run costs: wall time, CPU time of all its threads, and the most memory that it held at once."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

# The words of 'kavel score --progress lines --lang en', in their order, and the phase that each begins.
PHASES = {
    "reading plots, opening sources": "reading",
    "reading layers": "reading",
    "measuring plots": "measuring",
    "writing the result": "writing",
}


@dataclass
class Cost:
    """Seconds and MiB of one run; `phases` where the program told them."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    code: int = 0
    out: str = ""
    err: str = ""
    phases: dict[str, float] = field(default_factory=dict)


def run(command: list[object], limit_s: float | None = None, folder: Path | None = None) -> Cost:
    """Runs to the end, or until the limit (code 124).

    CPU time is the kernel's own (wait4). Memory is what time(1) tells: the kernel counts what this process holds
    towards what it starts itself.
    """
    began = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.NamedTemporaryFile("r") as memory:
        timed = ["/usr/bin/time", "-o", memory.name, "-f", "%M", *(str(word) for word in command)]
        process = subprocess.Popen(timed, stdout=out, stderr=subprocess.PIPE, cwd=folder, start_new_session=True)
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit_s, stop) if limit_s else None
        if timer:
            timer.start()
        marks: list[tuple[float, str]] = []
        lines: list[str] = []
        assert process.stderr is not None
        for raw in process.stderr:
            line = raw.decode(errors="replace").rstrip("\n")
            words = line.split(" ", 2)
            if words[0] == "progress" and len(words) == 3:
                marks.append((time.monotonic() - began, words[2]))
            else:
                lines.append(line)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if timer:
            timer.cancel()
        out.seek(0)
        text = out.read().decode(errors="replace")
        held = memory.read().split()
    code = 124 if stopped.is_set() else process.returncode
    cpu = usage.ru_utime + usage.ru_stime
    peak = int(held[-1]) / 1024 if held else 0.0
    return Cost(wall, cpu, peak, code, text, "\n".join(lines), phases_of(marks, wall))


def phases_of(marks: list[tuple[float, str]], wall_s: float) -> dict[str, float]:
    """Seconds from a phase's first word to that of the next. What comes before the first is reading."""
    begins: dict[str, float] = {}
    for at, word in marks:
        if word in PHASES:
            begins.setdefault(PHASES[word], 0.0 if not begins else at)
    ends = [*begins.values(), wall_s][1:]
    return {name: end - begin for (name, begin), end in zip(begins.items(), ends, strict=True)}
