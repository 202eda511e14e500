# SPDX-License-Identifier: EUPL-1.2
"""The grid model of Kavel a second time, from its description alone and without Kavel's code."""
