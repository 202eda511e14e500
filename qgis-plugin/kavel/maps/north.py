# SPDX-License-Identifier: EUPL-1.2
"""The north arrow, a drawing of our own."""

from __future__ import annotations

import os

NORTH = os.path.join(os.path.dirname(__file__), "north.svg")
