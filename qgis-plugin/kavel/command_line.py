# SPDX-License-Identifier: EUPL-1.2
"""A command as one text, and paths that are called otherwise where that command runs. No Qt, no QGIS."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUOTES = "\"'"
# What may stand before a path in a line of output: the line's begin, a space, a quote, a bracket, an equals sign.
BEFORE_PATH = r"(?:^|(?<=[\s\"'(=]))"


def split_command(text: str) -> list[str]:
    """Words of a command. Quotes hold a word together; a backslash is only a backslash, for Windows has it in paths.

    Raises ValueError for a quote that is not closed.
    """
    words: list[str] = []
    word: list[str] = []
    begun = False
    quote = ""
    for letter in text.strip():
        if quote:
            if letter == quote:
                quote = ""
            else:
                word.append(letter)
        elif letter in QUOTES:
            quote, begun = letter, True
        elif letter.isspace():
            if begun:
                words.append("".join(word))
            word, begun = [], False
        else:
            word.append(letter)
            begun = True
    if quote:
        raise ValueError(f"{quote} is not closed in: {text}")
    if begun:
        words.append("".join(word))
    return words


@dataclass(frozen=True)
class Pair:
    """A folder here, and what it is called there; both without a separator at the end, so that a root is empty."""

    local: str
    remote: str

    @property
    def is_windows_here(self) -> bool:
        return "\\" in self.local or re.match(r"^[A-Za-z]:", self.local) is not None

    def begins(self, path: str) -> bool:
        """Whether a path of this machine lies in the folder: in Windows with either separator, in any case."""
        if not self.is_windows_here:
            return path == self.local or path.startswith(self.local + "/")
        return re.match(re.escape(plain(self.local)) + "(/|$)", plain(path), re.IGNORECASE) is not None


def plain(path: str) -> str:
    return path.replace("\\", "/")


class PathMap:
    """Pairs `local=remote`, apart by `;` or on lines of their own. Without pairs nothing changes."""

    def __init__(self, text: str = "") -> None:
        """Raises ValueError for a pair without `=` or with an empty side."""
        self.pairs: list[Pair] = []
        for part in re.split(r"[;\n]", text):
            if not part.strip():
                continue
            local, _, remote = (piece.strip() for piece in part.partition("="))
            if not local or not remote:
                raise ValueError(f"path_map: '{part.strip()}' is no pair local=remote")
            self.pairs.append(Pair(local.rstrip("\\/"), remote.rstrip("\\/")))
        # The longest first: a folder within another may have a name of its own.
        self.to_there = sorted(self.pairs, key=lambda pair: -len(pair.local))
        self.to_here = sorted(self.pairs, key=lambda pair: -len(pair.remote))

    def there(self, path: str) -> str:
        """A path of this machine, as the binary calls it."""
        pair = self.pair_of(path)
        if not pair:
            return path
        rest = path[len(pair.local) :]
        return pair.remote + (plain(rest) if pair.is_windows_here else rest) or "/"

    def argument_there(self, argument: str) -> str:
        """A path, or KEY=VALUE whose value is a path (quoted, as in TOML, or not)."""
        key, equals, value = argument.partition("=")
        if not equals or not re.fullmatch(r"[\w.-]+", key):
            return self.there(argument)
        bare = value.strip()
        if len(bare) > 1 and bare[0] in QUOTES and bare[-1] == bare[0]:
            return f"{key}={bare[0]}{self.there(bare[1:-1])}{bare[0]}"
        return f"{key}={self.there(value)}"

    def here(self, text: str) -> str:
        """What the binary says, with its paths as they are called on this machine (with forward slashes)."""
        if not self.to_here:
            return text
        # In one pass: what was translated is not translated again.
        sides = {pair.remote: plain(pair.local) for pair in reversed(self.to_here)}
        ends = {remote: r"(?=/|[\s\"':;,)]|$)" if remote else "(?=/)" for remote in sides}
        several = "|".join(re.escape(pair.remote) + ends[pair.remote] for pair in self.to_here)
        return re.sub(f"{BEFORE_PATH}({several})", lambda found: sides[found.group(1)], text, flags=re.MULTILINE)

    def same_tree(self, one: str, other: str) -> bool:
        """Whether a relative path from one to the other means the same there."""
        return self.pair_of(one) == self.pair_of(other)

    def pair_of(self, path: str) -> Pair | None:
        return next((pair for pair in self.to_there if pair.begins(path)), None)
