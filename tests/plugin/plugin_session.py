# SPDX-License-Identifier: EUPL-1.2
"""A QGIS without a screen, with the plugin of a profile loaded as QGIS itself loads it."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

warnings.filterwarnings("ignore", category=DeprecationWarning)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir() + f"/runtime-{os.getuid()}")
sys.dont_write_bytecode = True


@contextmanager
def qgis_session(profile: str, language: str = "en", window: Callable[[], object] | None = None) -> Iterator[object]:
    """QGIS with Processing and the plugin Kavel of the profile (its folder `python/plugins`).

    `window` makes what stands for QGIS's window (`iface`); Processing keeps it from when it is first imported.
    """
    from qgis.core import QgsApplication
    from qgis.PyQt.QtCore import QLocale

    QLocale.setDefault(QLocale(language))
    application = QgsApplication([], True, os.path.dirname(os.path.dirname(profile)))
    QgsApplication.setLocale(QLocale(language)) if hasattr(QgsApplication, "setLocale") else None
    application.initQgis()
    plugins = os.path.join(profile, "python", "plugins")
    sys.path[:0] = [plugins, os.path.join(QgsApplication.pkgDataPath(), "python", "plugins")]
    from qgis import utils

    if window:
        utils.iface = window()
    from processing.core.Processing import Processing

    Processing.initialize()

    utils.plugin_paths = [plugins]
    utils.updateAvailablePlugins()
    if not (utils.loadPlugin("kavel") and utils.startProcessingPlugin("kavel")):
        raise RuntimeError("QGIS does not load the plugin")
    try:
        yield application
    finally:
        utils.unloadPlugin("kavel")
        application.exitQgis()


def feedback_that_keeps() -> object:
    """A feedback whose errors, infos and warnings can be looked at afterwards."""
    from qgis.core import QgsProcessingFeedback

    class Kept(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__(False)
            self.errors: list[str] = []
            self.infos: list[str] = []
            self.warnings: list[str] = []
            self.seen: list[float] = []
            self.cancel_at = 1000.0
            self.progressChanged.connect(self.look)

        def look(self, progress: float) -> None:
            self.seen.append(progress)
            if progress >= self.cancel_at:
                self.cancel()

        def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803
            self.errors.append(error)

        def pushInfo(self, info: str) -> None:  # noqa: N802
            self.infos.append(info)

        def pushWarning(self, warning: str) -> None:  # noqa: N802
            self.warnings.append(warning)

    return Kept()


def end(code: int) -> None:
    """Ends the process at once: QGIS's own end, with widgets of Python still about, may crash after the work."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
