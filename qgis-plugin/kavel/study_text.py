# SPDX-License-Identifier: EUPL-1.2
"""The text of a study.toml out of what was chosen in QGIS. No Qt, no QGIS."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """Where a layer's features are, as OGR knows it."""

    path: str
    layer: str = ""
    where: str = ""
    crs: str = ""  # only for a source that does not say its own


@dataclass
class Choice:
    """What a study says."""

    title: str
    rules: str  # a name, or the path of a file
    candidates: Source
    layers: list[tuple[str, Source]]  # role and source; a role may come more than once
    id_field: str = ""
    name_field: str = ""
    year: int | None = None
    language: str = "nl"
    remarks: list[str] = field(default_factory=list)


def toml_text(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(word: str) -> str:
    return word if re.fullmatch(r"[A-Za-z0-9_-]+", word) else toml_text(word)


def is_rule_file(rules: str) -> bool:
    """A rule set is a name, or a path: whatever has a slash or ends in .toml."""
    return "/" in rules or "\\" in rules or rules.endswith(".toml")


def path_from(folder: str, path: str, paths: object = None) -> str:
    """A path as a study in `folder` names it: relative where that means the same to kavel, else as kavel calls it.

    `paths` is a PathMap or None.
    """
    if path.startswith("/vsi") or re.match(r"^[A-Za-z][A-Za-z0-9+.-]+:", path):  # a drive has one letter
        return path
    whole = os.path.abspath(path)
    try:
        relative = os.path.relpath(whole, folder)
    except ValueError:  # another drive of Windows
        relative = ""
    if relative and (paths is None or paths.same_tree(whole, os.path.abspath(folder))):
        return relative.replace(os.sep, "/")
    there = paths.there(whole) if paths is not None else whole
    return there.replace("\\", "/") if os.sep == "\\" else there


def source_lines(source: Source, folder: str, paths: object) -> list[str]:
    lines = [f"source = {toml_text(path_from(folder, source.path, paths))}"]
    for key, value in (("layer", source.layer), ("where", source.where), ("crs", source.crs)):
        if value:
            lines.append(f"{key} = {toml_text(value)}")
    return lines


def study_text(choice: Choice, study_path: str, paths: object = None) -> str:
    """The study as a file at `study_path` holds it; the same choice gives the same text."""
    folder = os.path.dirname(os.path.abspath(study_path))
    rules = choice.rules
    if is_rule_file(rules):
        rules = path_from(folder, rules, paths)
        rules = rules if "/" in rules else f"./{rules}"
    lines = [f"# {remark}" for remark in choice.remarks]
    lines += ["[study]", f"title = {toml_text(choice.title)}", f"rules = {toml_text(rules)}"]
    if choice.year is not None:
        lines.append(f"year = {choice.year}")
    lines += [f"language = {toml_text(choice.language)}", "", "[candidates]"]
    lines += source_lines(choice.candidates, folder, paths)
    if choice.id_field:
        lines.append(f"id = {toml_text(choice.id_field)}")
    if choice.name_field:
        lines.append(f"name = {toml_text(choice.name_field)}")
    roles = [role for role, _ in choice.layers]
    for role, source in choice.layers:
        several = roles.count(role) > 1
        head = f"[[layers.{toml_key(role)}]]" if several else f"[layers.{toml_key(role)}]"
        lines += ["", head, *source_lines(source, folder, paths)]
    return "\n".join(lines) + "\n"
