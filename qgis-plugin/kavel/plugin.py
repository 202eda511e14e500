# SPDX-License-Identifier: EUPL-1.2
"""The plugin as QGIS sees it: the provider, a menu, and the panel, each made when it is first asked for."""

from __future__ import annotations

import os

from qgis.core import QgsApplication

ICON = os.path.join(os.path.dirname(__file__), "icon.svg")


class KavelPlugin:
    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.actions: list = []
        self.dock = None
        self.dialog = None

    def initProcessing(self) -> None:  # noqa: N802 (QGIS's name; qgis_process calls it)
        from .provider import KavelProvider

        self.provider = KavelProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:  # noqa: N802
        from qgis.PyQt.QtGui import QIcon
        from qgis.PyQt.QtWidgets import QAction

        from .texts import say

        self.initProcessing()
        icon = QIcon(ICON)
        for title, does, in_toolbar in (
            (say("Kavels: rangschikking", "Plots: the ranking"), self.show_panel, True),
            (
                say("Studie uit een map met downloads…", "Study from a folder of downloads…"),
                lambda: self.show_algorithm("init"),
                False,
            ),
            (say("Studie rangschikken…", "Rank a study…"), lambda: self.show_algorithm("score"), False),
            (say("Lagen rangschikken…", "Rank layers…"), lambda: self.show_algorithm("scorelayers"), False),
            (say("Kaarten bij de afspraken…", "Maps with the agreement…"), self.show_maps, False),
            (say("Instellingen", "Settings"), self.show_settings, False),
            (say("Hulp", "Help"), self.show_help, False),
        ):
            action = QAction(icon, title, self.iface.mainWindow())
            action.triggered.connect(does)
            self.iface.addPluginToMenu("Kavel", action)
            if in_toolbar:
                self.iface.addToolBarIcon(action)
            self.actions.append(action)

    def unload(self) -> None:
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        for action in self.actions:
            self.iface.removePluginMenu("Kavel", action)
            self.iface.removeToolBarIcon(action)
        self.actions = []
        if self.dock is not None:
            self.dock.close_result()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None

    def show_panel(self) -> None:
        from qgis.PyQt.QtCore import Qt

        from .panel.dock import KavelDock

        if self.dock is None:
            self.dock = KavelDock(self.iface.mapCanvas(), self.iface.mainWindow())
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.show()
        self.dock.open_what_is_in_the_project()

    def show_algorithm(self, name: str, parameters: dict | None = None) -> None:
        """The dialog of Processing for one of the algorithms."""
        import processing

        self.dialog = processing.createAlgorithmDialog(f"kavel:{name}", parameters or {})
        if self.dialog is not None:
            self.dialog.show()

    def show_maps(self) -> None:
        """Of the result that the panel shows, if it shows one."""
        result = self.dock.result if self.dock is not None else None
        self.show_algorithm("maps", {"RESULT": result.path} if result else None)

    def show_settings(self) -> None:
        from .settings_dialog import SettingsDialog

        self.dialog = SettingsDialog(self.iface.mainWindow())
        self.dialog.open()

    def show_help(self) -> None:
        from qgis.PyQt.QtCore import QUrl
        from qgis.PyQt.QtGui import QDesktopServices

        from .texts import language

        QDesktopServices.openUrl(
            QUrl.fromLocalFile(os.path.join(os.path.dirname(__file__), "help", f"{language()}.html"))
        )
