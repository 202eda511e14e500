# SPDX-License-Identifier: EUPL-1.2
"""Where Qt 5 and Qt 6, and QGIS 3.22 and later, call the same thing otherwise."""

from __future__ import annotations

from typing import Any


def enum_of(owner: Any, scope: str, name: str) -> Any:
    """A value of an enumeration that later QGIS keeps elsewhere, and then leaves its old name at the class."""
    scoped = getattr(owner, scope, None)
    return getattr(scoped, name) if hasattr(scoped, name) else getattr(owner, name)


def as_int(*flags: Any) -> int:
    """Flags together as a number: PyQt6's are no numbers, and a painter or a table wants one."""
    total = 0
    for flag in flags:
        total |= int(getattr(flag, "value", flag))
    return total
