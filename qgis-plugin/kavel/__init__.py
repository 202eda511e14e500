# SPDX-License-Identifier: EUPL-1.2
"""The Kavel plugin of QGIS. Nothing is imported before QGIS asks for it: the plugin must cost no start-up time."""

from __future__ import annotations


def classFactory(iface):  # noqa: N802 (QGIS's name)
    """QGIS's entry. `iface` is None in qgis_process."""
    from .plugin import KavelPlugin

    return KavelPlugin(iface)
