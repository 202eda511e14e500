# SPDX-License-Identifier: EUPL-1.2
"""What the user set: the command that starts kavel, and the path map. The environment goes before the settings."""

from __future__ import annotations

import os

from qgis.core import QgsSettings

BINARY = "kavel/binary"
PATH_MAP = "kavel/path_map"


def binary_setting() -> str:
    return str(QgsSettings().value(BINARY, "") or "").strip()


def path_map_text() -> str:
    """`local=remote` pairs; KAVEL_PATH_MAP in the environment goes first."""
    return os.environ.get("KAVEL_PATH_MAP") or str(QgsSettings().value(PATH_MAP, "") or "")


def save(binary: str, path_map: str) -> None:
    QgsSettings().setValue(BINARY, binary.strip())
    QgsSettings().setValue(PATH_MAP, path_map.strip())
