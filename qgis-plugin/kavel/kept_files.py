# SPDX-License-Identifier: EUPL-1.2
"""Files that a run writes before kavel starts: kept when it goes on, put back as they were when it is stopped."""

from __future__ import annotations

import os
import tempfile


class KeptFiles:
    """Sets existing files aside, so that a cancelled run leaves nothing behind."""

    def __init__(self, *paths: str) -> None:
        """Raises OSError where a file cannot be moved."""
        self.aside: dict[str, str] = {}
        for path in paths:
            self.aside[path] = ""
            if os.path.exists(path):
                handle, spare = tempfile.mkstemp(prefix=".kavel-", suffix=".old", dir=os.path.dirname(path))
                os.close(handle)
                os.replace(path, spare)
                self.aside[path] = spare

    def keep(self) -> None:
        """The new files stand; the old ones go."""
        for spare in filter(None, self.aside.values()):
            os.remove(spare)
        self.aside = {}

    def put_back(self) -> None:
        """As if nothing was written."""
        for path, spare in self.aside.items():
            for written in (path, path + "-wal", path + "-shm", path + "-journal"):
                if os.path.exists(written):
                    os.remove(written)
            if spare:
                os.replace(spare, path)
        self.aside = {}
