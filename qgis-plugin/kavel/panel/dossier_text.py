# SPDX-License-Identifier: EUPL-1.2
"""A plot's dossier as HTML: a bar per theme, its checks with figures, its connection and year. No Qt, no QGIS."""

from __future__ import annotations

from html import escape

from ..rule_words import own_limit_words, result_words
from ..texts import Wording
from ..words import GRID, LIGHT, STATUS, euros, measured, price_level, seen, word, years
from .recorded import Dossier, Result

BAR = "#2c7fb8"
EMPTY = "#e3e3e3"
PASSED = {1: ("✓", "voldoet", "meets"), 0: ("✗", "voldoet niet", "fails"), None: ("?", "onbekend", "unknown")}


def dossier_html(
    result: Result, dossier: Dossier, rank: int | None, score: float | None, themes: dict, say: Wording
) -> str:
    """`rank`, `score` and `themes` (id: score) are those of the weights that are shown."""
    plot = dossier.plot
    name = plot["name"] or plot["plot_id"]
    sign = LIGHT.get(plot["light"], ("", "", "", "#000"))
    parts = [f"<h3>{escape(name)}</h3>", "<p>"]
    if plot["name"]:
        parts.append(f"{escape(plot['plot_id'])} · ")
    if result.municipality(plot):
        parts.append(f"{escape(result.municipality(plot))} · ")
    parts.append(f"{say.number(plot['area_ha'], 2)} ha<br/>")
    if rank is not None:
        parts.append(f"<b>{say('rang', 'rank')} {rank}</b> · ")
    parts.append(f"score <b>{say.number(score, 1)}</b>")
    if score == plot["score"] and plot["score_low"] != plot["score_high"]:
        low, high = say.number(plot["score_low"], 0), say.number(plot["score_high"], 0)
        parts.append(f" ({say(f'{low} tot {high} naar gelang het onbekende', f'{low} to {high} by what is unknown')})")
    parts.append(
        f"<br/><span style='color:{sign[3]}'>{sign[2]} {word(LIGHT, plot['light'], say)}</span>: "
        f"{word(STATUS, plot['status'], say)}</p>"
    )
    if plot["conditions"]:
        parts.append(f"<p><b>{say('Voorwaarden', 'Conditions')}</b><br/>{escape(plot['conditions'])}</p>")
    parts += [theme_bars(result, themes, say), grid_part(dossier, say)]
    parts += [checks_part(result, dossier, say), scores_part(result, dossier, say)]
    return "".join(parts)


def theme_bars(result: Result, themes: dict, say: Wording) -> str:
    lines = []
    for theme in result.themes:
        score = themes.get(theme.id)
        if score is None:
            continue
        width = max(0, min(100, round(score)))
        bar = (f"<td width='{width}%' bgcolor='{BAR}'><small>&nbsp;</small></td>" if width else "") + (
            f"<td width='{100 - width}%' bgcolor='{EMPTY}'><small>&nbsp;</small></td>" if width < 100 else ""
        )
        lines.append(
            f"<tr><td>{escape(theme.title)}&nbsp;</td><td align='right'>{say.number(score, 0)}&nbsp;</td>"
            f"<td width='45%'><table width='100%' cellspacing='0' cellpadding='2'><tr>{bar}</tr></table></td></tr>"
        )
    if not lines:
        return ""
    return f"<h4>{say('Per thema (0 tot 100)', 'By theme (0 to 100)')}</h4><table width='100%'>{''.join(lines)}</table>"


def grid_part(dossier: Dossier, say: Wording) -> str:
    plot = dossier.plot
    if "grid_status" not in plot:
        return ""
    lines = [
        (say("Oordeel", "Verdict"), word(GRID, plot["grid_status"], say)),
        (say("Past vanaf", "Fits from"), years(plot["earliest_year"], say, plot["grid_status"])),
        (say("Vraag", "Demand"), f"{say.number(plot['demand_mw'], 2)} MW"),
        (say("Ruimte", "Headroom"), f"{say.number(plot['headroom_mw'], 1)} MW"),
        (say("Station", "Station"), escape(plot["station_name"] or plot["station_id"] or "–")),
        (say("Aansluiting", "Connection"), connection(plot, dossier.evidence, say)),
    ]
    if plot.get("battery_mwh"):
        lines.append((say("Batterij, ten minste", "Battery, at least"), f"{say.number(plot['battery_mwh'], 1)} MWh"))
    table = "".join(f"<tr><td>{what}&nbsp;</td><td>{figure}</td></tr>" for what, figure in lines)
    title = say("Stroom (een verkenning, geen netberekening)", "Power (a screening, no load-flow study)")
    return f"<h4>{title}</h4><table>{table}</table>"


def connection(plot: dict, evidence: list[dict], say: Wording) -> str:
    if not plot["connection_class"]:
        return say("geen bruikbare", "none usable")
    metres = say.number(plot["connection_distance_m"])
    cost = euros(plot["connection_cost_eur"], say)
    about = say("indicatief", "indicative") + price_level(evidence, say)
    return f"{escape(plot['connection_class'])}, {metres} m, {cost} ({about})"


def first_seen(dossier: Dossier, rule: str, say: Wording) -> str:
    row = next((one for one in dossier.evidence if one["rule_id"] == rule and one["label"]), None)
    return escape(seen(row, say)) if row else ""


def checks_part(result: Result, dossier: Dossier, say: Wording) -> str:
    lines = []
    for check in dossier.checks:
        rule = result.constraints.get(check["constraint_id"], {})
        sign, nl, en = PASSED[check["passed"]]
        figure = result_words(rule, check, False, say) if rule else str(check["raw"])
        limit = own_limit_words(rule, check, say) if rule else check["limit"] or "–"
        near = first_seen(dossier, check["constraint_id"], say)
        bold = ("<b>", "</b>") if check["passed"] != 1 else ("", "")
        title = escape(rule.get(f"title_{say.language}") or check["constraint_id"])
        lines.append(
            f"<tr><td>{sign}&nbsp;</td><td>{bold[0]}{title}{bold[1]}: "
            f"{escape(figure)} ({say(nl, en)}; {say('eis', 'limit')}: {escape(limit)})"
            f"{'<br/><small>' + near + '</small>' if near else ''}</td></tr>"
        )
    return f"<h4>{say('Eisen', 'Constraints')}</h4><table>{''.join(lines)}</table>" if lines else ""


def scores_part(result: Result, dossier: Dossier, say: Wording) -> str:
    parts = []
    titles = {theme.id: theme.title for theme in result.themes}
    groups: dict[str, list[dict]] = {}
    for row in dossier.scores:
        theme = result.criteria.get(row["criterion_id"], {}).get("theme") or ""
        groups.setdefault(theme, []).append(row)
    for theme, scores in groups.items():
        parts.append(f"<h4>{escape(titles.get(theme, theme) or say('Zonder thema', 'Without a theme'))}</h4><table>")
        for row in scores:
            rule = result.criteria.get(row["criterion_id"], {})
            figure = measured(row["raw"], row["raw_text"], row["unit"], rule.get("measure", ""), say)
            near = f"<br/><small>{escape(row['evidence'])}</small>" if row["evidence"] else ""
            title = escape(rule.get(f"title_{say.language}") or row["criterion_id"])
            parts.append(
                f"<tr><td>{title}: {escape(figure)}{near}</td>"
                f"<td align='right'>&nbsp;{say('waarde', 'value')}&nbsp;{say.number(row['value'], 2)}</td></tr>"
            )
        parts.append("</table>")
    return "".join(parts)
