# SPDX-License-Identifier: EUPL-1.2
"""What goes with an agreement: the region's map, a sheet a plot, and the assessment framework, on paper."""
