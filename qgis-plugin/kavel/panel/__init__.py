# SPDX-License-Identifier: EUPL-1.2
"""The panel: the ranking, a plot's dossier, and weights that can be tried."""
