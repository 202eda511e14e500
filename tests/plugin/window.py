#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The plugin in a real window: every entry of its menu and its toolbar is clicked, and what opens is looked at.

window.py BINARY PROFILE FOLDER SAMPLE_STUDY [PICTURES]      (started by ../plugin.py)

The window is a QMainWindow with a menu bar, a toolbar and a map, which stands for QGIS's own. With PICTURES, a folder,
what opens is drawn there.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # last: tests/qgis.py is not QGIS

from plugin_session import end, qgis_session  # noqa: E402
from whole_program import Tally, start  # noqa: E402

MENU = {
    "en": [
        "Plots: the ranking",
        "Study from a folder of downloads…",
        "Rank a study…",
        "Rank layers…",
        "Maps with the agreement…",
        "Settings",
        "Help",
    ],
    "nl": [
        "Kavels: rangschikking",
        "Studie uit een map met downloads…",
        "Studie rangschikken…",
        "Lagen rangschikken…",
        "Kaarten bij de afspraken…",
        "Instellingen",
        "Hulp",
    ],
}
DIALOGS = {1: "kavel:init", 2: "kavel:score", 3: "kavel:scorelayers", 4: "kavel:maps"}


def window_of_qgis() -> object:
    """What QGIS gives a plugin: the window, its menu of plugins, a toolbar, the map."""
    from qgis.gui import QgsBrowserGuiModel, QgsMapCanvas
    from qgis.PyQt.QtCore import QObject
    from qgis.PyQt.QtWidgets import QMainWindow

    class Interface(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.window = QMainWindow()
            self.canvas = QgsMapCanvas()
            self.browser = QgsBrowserGuiModel(self)
            self.window.setCentralWidget(self.canvas)
            self.window.resize(1200, 800)
            self.plugins = self.window.menuBar().addMenu("Plugins")
            self.menus: dict = {}
            self.toolbar = self.window.addToolBar("Plugins")
            self.window.show()

        def mainWindow(self) -> object:  # noqa: N802
            return self.window

        def mapCanvas(self) -> object:  # noqa: N802
            return self.canvas

        def addPluginToMenu(self, name: str, action: object) -> None:  # noqa: N802
            if name not in self.menus:
                self.menus[name] = self.plugins.addMenu(name)
            self.menus[name].addAction(action)

        def removePluginMenu(self, name: str, action: object) -> None:  # noqa: N802
            self.menus[name].removeAction(action)

        def addToolBarIcon(self, action: object) -> None:  # noqa: N802
            self.toolbar.addAction(action)

        def removeToolBarIcon(self, action: object) -> None:  # noqa: N802
            self.toolbar.removeAction(action)

        def addDockWidget(self, area: object, dock: object) -> None:  # noqa: N802
            self.window.addDockWidget(area, dock)

        def removeDockWidget(self, dock: object) -> None:  # noqa: N802
            self.window.removeDockWidget(dock)

        def browserModel(self) -> object:  # noqa: N802
            return self.browser

        def messageBar(self) -> None:  # noqa: N802
            return None

        def activeLayer(self) -> None:  # noqa: N802
            return None

    return Interface()


def pause(seconds: float = 0.2) -> None:
    from qgis.PyQt.QtTest import QTest

    QTest.qWait(int(seconds * 1000))


def click(interface: object, action: object) -> None:
    """As a hand does: the menu opens, and the entry in it is clicked."""
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    menu = interface.menus["Kavel"]
    menu.popup(interface.window.mapToGlobal(QPoint(40, 40)))
    pause()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    pause()


def check_window(language: str, result: Path, pictures: Path | None, tally: Tally) -> None:
    from qgis import utils
    from qgis.PyQt.QtCore import QObject, Qt, QUrl, pyqtSlot
    from qgis.PyQt.QtGui import QDesktopServices
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QToolButton

    class Browser(QObject):
        opened: list = []

        @pyqtSlot(QUrl)
        def open(self, url: QUrl) -> None:
            self.opened.append(url.toLocalFile())

    def keep(widget: object, name: str) -> None:
        if pictures:
            widget.grab().save(str(pictures / f"window-{language}-{name}.png"))

    interface = utils.iface
    tally.check(utils.loadPlugin("kavel") and utils.startPlugin("kavel"), f"{language}: the plugin starts in a window")
    plugin = utils.plugins["kavel"]
    actions = interface.menus["Kavel"].actions()
    tally.check(
        [one.text() for one in actions] == MENU[language], f"{language}: the menu {[one.text() for one in actions]}"
    )
    tally.check(all(not one.icon().isNull() and one.isEnabled() for one in actions), f"{language}: icons, all enabled")

    button = next(one for one in interface.toolbar.findChildren(QToolButton) if one.defaultAction() in actions)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    pause()
    dock = plugin.dock
    tally.check(dock is not None and dock.isVisible(), f"{language}: the toolbar opens the panel")
    area = interface.window.dockWidgetArea(dock)
    tally.check(area == Qt.DockWidgetArea.RightDockWidgetArea, f"{language}: on the right: {area}")
    tally.check("Kavel" in dock.windowTitle(), f"{language}: its title {dock.windowTitle()}")
    dock.close()
    click(interface, actions[0])
    tally.check(plugin.dock is dock and dock.isVisible(), f"{language}: the menu opens the same panel again")
    dock.open_file(str(result))
    tally.check(dock.result is not None and len(dock.model.rows) > 0, f"{language}: with a result in it")
    pause(0.5)
    keep(interface.window, "panel")

    for index, algorithm in DIALOGS.items():
        click(interface, actions[index])
        dialog = plugin.dialog
        good = dialog is not None and dialog.isVisible() and dialog.algorithm().id() == algorithm
        tally.check(good, f"{language}: '{actions[index].text()}' opens {algorithm}: {dialog}")
        if good:
            tally.check(dialog.algorithm().displayName() in dialog.windowTitle(), f"{language}: {dialog.windowTitle()}")
            keep(dialog, algorithm.split(":")[1])
            if algorithm == "kavel:maps":
                shown = dialog.mainWidget().createProcessingParameters()["RESULT"]
                tally.check(str(shown) == str(result), f"{language}: the maps are of the result in the panel: {shown}")
            dialog.close()

    click(interface, actions[5])
    settings = plugin.dialog
    tally.check(settings.isVisible() and settings.isModal(), f"{language}: the settings open")
    keep(settings, "settings")
    settings.reject()
    tally.check(not settings.isVisible(), f"{language}: and close")

    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser, "open")
    click(interface, actions[6])
    tally.check(
        len(browser.opened) == 1
        and browser.opened[0].endswith(f"help/{language}.html")
        and Path(browser.opened[0]).is_file(),
        f"{language}: the help page opens: {browser.opened}",
    )
    QDesktopServices.unsetUrlHandler("file")
    Browser.opened.clear()

    utils.unloadPlugin("kavel")
    pause()
    left = [*interface.menus["Kavel"].actions(), *(one for one in interface.toolbar.actions() if one in actions)]
    tally.check(left == [] and plugin.dock is None, f"{language}: nothing is left when it is unloaded: {left}")


def main() -> None:
    binary, profile, folder, study = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    pictures = Path(sys.argv[5]) if len(sys.argv) > 5 else None
    tally = Tally()
    result = folder / "window.gpkg"
    answer = start(binary, ["score", str(study), "-o", str(result), "--quiet"], folder)
    tally.check(answer.code == 0, f"score: {answer.err}")
    with qgis_session(profile, "en", window_of_qgis):
        from qgis import utils
        from qgis.core import QgsApplication, QgsProject
        from qgis.PyQt.QtCore import QLocale

        for language in ("en", "nl"):
            utils.unloadPlugin("kavel")
            QLocale.setDefault(QLocale(language))
            QgsApplication.setLocale(QLocale(language))
            QgsProject.instance().clear()
            check_window(language, result, pictures, tally)
        utils.loadPlugin("kavel")
        utils.startProcessingPlugin("kavel")
        end(tally.close())


if __name__ == "__main__":
    main()
