# SPDX-License-Identifier: EUPL-1.2
"""Do two programs give the same answers?

Numbers agree within one part in a million of the larger, or within 1e-6 (m, m2, share) absolutely; texts to the letter;
an answer that one has and the other has not is a difference.
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

RELATIVE = 1e-6
ABSOLUTE = 1e-6

Answers = dict[str, dict[str, str]]  # rule -> plot -> number or text; empty: none


@dataclass
class Agreement:
    """Answers compared, and those that differ: how much, and in words."""

    compared: int = 0
    worst: list[tuple[float, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.compared > 0 and not self.worst

    def told(self, most: int = 10) -> list[str]:
        return [text for _, text in sorted(self.worst, key=lambda one: -one[0])[:most]]


def of_kavel(result: Path) -> Answers:
    answers: Answers = {}
    with sqlite3.connect(f"file:{result}?mode=ro", uri=True) as file:
        texts = "SELECT plot_id, criterion_id, raw, CASE WHEN raw IS NULL THEN raw_text END FROM scores"
        for plot, rule, raw, text in file.execute(texts):
            none = raw is None and text in ("none", "geen", None)
            answers.setdefault(rule, {})[str(plot)] = "" if none else repr(raw) if raw is not None else text
    return answers


def of_csv(file: Path) -> Answers:
    with file.open(encoding="utf-8", newline="") as rows:
        table = csv.DictReader(rows)
        answers: Answers = {name: {} for name in table.fieldnames or [] if name != "plot"}
        for row in table:
            for rule, by_plot in answers.items():
                by_plot[row["plot"]] = "" if row[rule] in ("nan", "None") else row[rule]
    return answers


def apart(one: str, other: str) -> float:
    """0 when they agree; else how far they are apart, relative to the larger. Infinite for texts."""
    if one == other:
        return 0.0
    try:
        a, b = float(one), float(other)
    except ValueError:
        return math.inf
    far = abs(a - b)
    return 0.0 if far <= max(ABSOLUTE, RELATIVE * max(abs(a), abs(b))) else far / max(abs(a), abs(b))


def compare(kavel: Answers, peer: Answers, without: Iterable[str] = ()) -> Agreement:
    """Every answer that the peer gave; a rule that Kavel did not answer is a difference."""
    agreement = Agreement()
    for rule, by_plot in peer.items():
        if rule in without:
            continue
        for plot, theirs in by_plot.items():
            ours = kavel.get(rule, {}).get(plot, "no answer")
            agreement.compared += 1
            if far := apart(ours, theirs):
                agreement.worst.append((far, f"{rule}, plot {plot}: Kavel {ours!r}, the other {theirs!r}"))
    return agreement


def of_csvs(folder: Path) -> Answers:
    """A file a rule, each row a plot and its answer."""
    answers: Answers = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            answers[file.stem] = dict(csv.reader(rows))
    return answers
