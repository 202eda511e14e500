# SPDX-License-Identifier: EUPL-1.2
"""What a plot's sheet says, as HTML: key figures in whole points, why, conditions, constraints. No Qt, no QGIS."""

from __future__ import annotations

from html import escape

from ..result import Row
from ..texts import Wording
from ..words import GRID, euros, word, years
from .content import Content
from .motivation import motivation

VERDICT = {1: ("✓", "voldoet", "meets"), 0: ("✗", "voldoet niet", "fails"), None: ("?", "onbekend", "unknown")}
TABLE = (
    "<table width='100%' cellspacing='0' cellpadding='14' border='1' "
    "style='border-collapse: collapse; border-color: #9aa5ad; margin-top: 40px'>"
)


def whole(plot: Row, content: Content) -> str:
    """`78 (70 tot 84)`: whole points, with low and high by what is unknown."""
    say = content.say
    if plot["score"] is None:
        return "–"
    low, high = say.number(plot["score_low"]), say.number(plot["score_high"])
    return f"{say.number(plot['score'])} ({say('laag', 'low')} {low}, {say('hoog', 'high')} {high})"


def key_figures(content: Content, plot: Row) -> str:
    say = content.say
    lines = [
        (say("Klasse", "Class"), content.standing(plot)),
        (say("Score (0–100)", "Score (0–100)"), whole(plot, content)),
        (say("Oppervlakte", "Area"), f"{say.number(plot['area_ha'], 2)} ha" if plot["area_ha"] else "–"),
    ]
    for value, title in (
        (content.municipality(plot), say("Gemeente", "Municipality")),
        (content.own_field(plot, "segment"), "Segment"),
    ):
        if value:
            lines.append((title, escape(value)))
    for column, title in content.themes.items():
        if plot.get(column) is not None:
            lines.append((escape(title), say.number(plot[column])))
    if content.has_grid:
        lines += grid_figures(content, plot)
    rows = "".join(f"<tr><td>{what}</td><td align='right'><b>{figure}</b></td></tr>" for what, figure in lines)
    return f"<table width='100%' cellspacing='0' cellpadding='12'>{rows}</table>"


def grid_figures(content: Content, plot: Row) -> list[tuple[str, str]]:
    say = content.say
    lines = [
        (say("Netruimte", "Grid"), word(GRID, plot["grid_status"], say)),
        (say("Past vanaf", "Fits from"), years(plot["earliest_year"], say, plot["grid_status"])),
        (say("Vraag", "Demand"), megawatts(plot["demand_mw"], say)),
        (
            f"{say('Ruimte in', 'Headroom in')} {content.run.get('year', '')}",
            megawatts(plot["headroom_mw"], say),
        ),
    ]
    if plot["connection_cost_eur"] is not None:
        lines.append(
            (say("Aansluiting, indicatief", "Connection, indicative"), euros(plot["connection_cost_eur"], say))
        )
    return lines


def megawatts(amount: float | None, say: Wording) -> str:
    return "–" if amount is None else f"{say.number(amount, 1)} MW"


def sheet_html(content: Content, plot: Row, checks: list[Row], scores: list[Row], evidence: list[Row]) -> str:
    say = content.say
    parts = [f"<p class='h2'>{say('Motivering', 'Motivation')}</p>"]
    parts.append(f"<p>{escape(motivation(content, plot, checks, scores, evidence))}</p>")
    told = conditions(content, checks)
    if told:
        parts.append(f"<p class='h2'>{say('Voorwaarden', 'Conditions')}</p><p>{'<br/>'.join(map(escape, told))}</p>")
    parts.append(checks_table(content, checks))
    return "".join(parts)


def conditions(content: Content, checks: list[Row]) -> list[str]:
    """What has to be done to be able to build here, in the language of the sheet."""
    rules = {row["id"]: row for row in content.constraints}
    told = []
    for check in checks:
        rule = rules[check["constraint_id"]]
        if check["passed"] == 0 and check["on_fail"] == "condition":
            text = rule[f"condition_{content.say.language}"]
            told.append(f"{content.title(rule)}: {text}." if text else f"{content.title(rule)}.")
    return told


def checks_table(content: Content, checks: list[Row]) -> str:
    say = content.say
    if not checks:
        return ""
    rules = {row["id"]: row for row in content.constraints}
    head = (say("Eis", "Constraint"), say("Gemeten", "Measured"), say("Grens", "Limit"), say("Oordeel", "Verdict"))
    lines = []
    for check in checks:
        rule = rules[check["constraint_id"]]
        sign, nl, en = VERDICT[check["passed"]]
        figure = content.found(rule, check)
        verdict = f"{sign} {say(nl, en)}"
        if check["passed"] == 0:
            verdict += ": " + (
                say("uitgesloten", "excluded") if check["on_fail"] == "exclude" else say("voorwaarde", "condition")
            )
        cells = (escape(content.title(rule)), escape(figure), escape(content.own_limit(rule, check)), verdict)
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    shown = "".join(f"<th width='{width}%'>{title}</th>" for title, width in zip(head, (38, 13, 26, 23)))
    body = f"<thead><tr>{shown}</tr></thead><tbody>{''.join(lines)}</tbody>"
    return f"<p class='h2'>{say('Eisen', 'Constraints')}</p>{TABLE}{body}</table>"
