# SPDX-License-Identifier: EUPL-1.2
"""Weights written into a study's `[weights]`, all else in the file left as it is. No Qt, no QGIS."""

from __future__ import annotations

import json
import re

NUMBER = r"[+-]?[0-9a-zA-Z_.+-]+"


class CannotEdit(ValueError):
    """The study holds its weights in a way that is better edited by hand; the text says how."""


def outside_strings(lines: list[str]) -> list[bool]:
    """Of each line, whether it begins outside a text of several lines."""
    flags = []
    within = ""
    for line in lines:
        flags.append(not within)
        at = 0
        while at < len(line):
            if within:
                end = line.find(within, at)
                if within == '"""':
                    while end > 0 and line[end - 1] == "\\" and (end < 2 or line[end - 2] != "\\"):
                        end = line.find(within, end + 1)
                if end < 0:
                    break
                at, within = end + 3, ""
                continue
            letter = line[at]
            if letter == "#":
                break
            if line.startswith(('"""', "'''"), at):
                within = line[at : at + 3]
                at += 3
            elif letter in "\"'":
                found = re.compile(r'"(?:\\.|[^"\\])*"' if letter == '"' else r"'[^']*'").match(line, at)
                at = found.end() if found else len(line)
            else:
                at += 1
    return flags


def spellings(key: str) -> str:
    """A regular expression of the ways to write a key."""
    quoted = [re.escape(json.dumps(key, ensure_ascii=False)), re.escape(f"'{key}'")]
    bare = [re.escape(key)] if re.fullmatch(r"[A-Za-z0-9_-]+", key) else []
    return "(?:" + "|".join(bare + quoted) + ")"


def number_text(weight: float) -> str:
    """As short as it can be read back; whole numbers without a point."""
    return str(int(weight)) if weight == int(weight) and abs(weight) < 1e15 else repr(weight)


def key_text(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def with_weights(text: str, weights: dict[str, float]) -> str:
    """The study's text with these weights. Raises CannotEdit for an inline table `weights = {...}`."""
    if not weights:
        return text
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    is_free = outside_strings(lines)
    headers = [i for i, line in enumerate(lines) if is_free[i] and re.match(r"\s*\[", line) and not in_value(lines, i)]
    first_header = headers[0] if headers else len(lines)
    section = next((i for i in headers if re.match(r"\s*\[\s*" + spellings("weights") + r"\s*\]", lines[i])), None)
    for line in lines[:first_header]:
        if re.match(r"\s*" + spellings("weights") + r"\s*=", line):
            raise CannotEdit("weights = { ... }")
    rest = dict(weights)
    if section is not None:
        end = next((i for i in headers if i > section), len(lines))
        change(lines, is_free, range(section + 1, end), "", rest)
        insert(lines, section, end, rest, "", end_of_line)
        return "\n".join(lines)
    prefix = spellings("weights") + r"\s*\.\s*"
    dotted = [i for i in range(first_header) if is_free[i] and re.match(r"\s*" + prefix, lines[i])]
    if dotted:
        change(lines, is_free, dotted, prefix, rest)
        insert(lines, dotted[0], dotted[-1] + 1, rest, "weights.", end_of_line)
        return "\n".join(lines)
    ending = "" if not text or text.endswith("\n") else end_of_line
    table = [f"{key_text(key)} = {number_text(weight)}" for key, weight in rest.items()]
    return text + ending + end_of_line.join(["", "[weights]", *table, ""])


def in_value(lines: list[str], index: int) -> bool:
    """Whether a line that begins with a bracket goes on with an array of an earlier line."""
    before = next((line for line in reversed(lines[:index]) if line.split("#")[0].strip()), "")
    return before.split("#")[0].rstrip().endswith(("[", ",", "="))


def change(lines: list[str], is_free: list[bool], where: object, prefix: str, rest: dict[str, float]) -> None:
    """Puts new numbers in lines that have the key; what was found goes out of `rest`."""
    for index in where:
        if not is_free[index]:
            continue
        for key in list(rest):
            found = re.match(rf"(\s*{prefix}{spellings(key)}\s*=\s*)({NUMBER})", lines[index])
            if found:
                lines[index] = found[1] + number_text(rest.pop(key)) + lines[index][found.end() :]
                break


def insert(lines: list[str], begin: int, end: int, rest: dict[str, float], prefix: str, end_of_line: str) -> None:
    """New keys below the last line of the section that says something."""
    last = max((i for i in range(begin, end) if lines[i].split("#")[0].strip()), default=begin)
    return_mark = end_of_line[:-1]
    if last == len(lines) - 1 and rest:
        lines[last] += return_mark if not lines[last].endswith(return_mark) or not return_mark else ""
        lines.append("")
    for offset, (key, weight) in enumerate(rest.items()):
        lines.insert(last + 1 + offset, f"{prefix}{key_text(key)} = {number_text(weight)}{return_mark}")
