# SPDX-License-Identifier: EUPL-1.2
"""The annex: the assessment framework made from the rules, the ranks, the summary and the sources, page after page."""

from __future__ import annotations

from html import escape

from ..result import Row
from ..rule_words import value_words
from ..words import GRID_SHORT, word
from . import colours
from .content import (
    CLASSES,
    Content,
    applied_line,
    class_meaning,
    class_title,
    long_date,
    rules_line,
)
from .paper import FOOT, MARGIN, MM, WIDTH, Canvas, breaks, document, draw_stretch
from .region_map import name_of, summary_title
from .sheet_text import TABLE
from .sheets import draw_foot

TOP = 16.0 * MM
PAGE = FOOT - TOP
ROLES = {
    "accelerate": ("versnellen", "accelerate"),
    "connect": ("verbinden", "connect"),
    "signal": ("signaleren", "signal"),
    "research": ("onderzoeken", "research"),
    "synergy": ("synergie", "synergy"),
}


class Annex:
    """Its pages are known when it is made."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.text = document(annex_html(content), WIDTH - 2.0 * MARGIN, 7.5)
        self.stretches = breaks(self.text, PAGE, PAGE)
        self.pages = len(self.stretches)

    def title(self) -> str:
        return annex_title(self.content)

    def draw(self, canvas: Canvas, number: int) -> None:
        canvas.fill(0.0, 0.0, WIDTH, 10.0 * MM, colours.BAND)
        canvas.line(self.title(), MARGIN, 2.6 * MM, WIDTH - 2 * MARGIN, 10, "#ffffff")
        draw_stretch(canvas, self.text, self.stretches[number], MARGIN, TOP)
        draw_foot(canvas, self.content, number + 1, self.pages)


def annex_title(content: Content) -> str:
    return (
        content.say("Bijlage: beoordelingskader", "Annex: assessment framework") + f" – {content.run.get('title', '')}"
    )


# Before these a long Dutch word may break.
PARTS = (
    "bescherming",
    "gebied",
    "infrastructuur",
    "capaciteit",
    "ontwikkeling",
    "verwerking",
    "aansluiting",
    "oppervlakte",
)


def soft(text: str) -> str:
    """HTML of a text whose long words may break at a part."""
    words = []
    for one in text.split(" "):
        if len(one) > 15:
            for part in PARTS:
                one = one[:1] + one[1:].replace(part, f"\u00ad{part}")
        words.append(one)
    return escape(" ".join(words))


def table(head: list[str], lines: list[list[str]], widths: list[int], right: tuple[int, ...] = ()) -> str:
    """Cells are HTML; `right` are the columns of figures. Widths are shares: the table is as wide as the page."""
    whole = [100 * width // sum(widths) for width in widths]
    widest = whole.index(max(whole))
    widths = [width + (100 - sum(whole) if index == widest else 0) for index, width in enumerate(whole)]
    side = ["right" if index in right else "left" for index in range(len(head))]
    top = "".join(f"<th width='{width}%' align='{one}'>{title}</th>" for title, width, one in zip(head, widths, side))
    body = "".join(
        "<tr>" + "".join(f"<td align='{one}'>{cell}</td>" for cell, one in zip(line, side)) + "</tr>" for line in lines
    )
    return f"{TABLE}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def annex_html(content: Content) -> str:
    say, run = content.say, content.run
    source = f"<p>{say('Bron', 'Source')}: {escape(run['rules_source'])}</p>" if run.get("rules_source") else ""
    parts = [
        f"<p><b>{escape(rules_line(content))}</b>. {escape(applied_line(content))}. "
        f"{say('Jaar van de studie', 'Year of the study')} {run.get('year')}; {content.date()}.</p>{source}",
        f"<p class='h2'>{say('Hoe een kavel beoordeeld wordt', 'How a plot is judged')}</p>",
        f"<p>{how(content)}</p>",
        table(
            [say("Klasse", "Class"), say("Betekenis", "Meaning")],
            [[f"<b>{class_title(name, say)}</b>", class_meaning(name, content)] for name in CLASSES],
            [30, 70],
        ),
        constraints_part(content),
        criteria_part(content),
        summary_part(content),
        ranks_part(content),
        sources_part(content),
    ]
    return "".join(parts)


def how(content: Content) -> str:
    method = content.run.get("rules_method", "")
    text = content.say(
        "Eisen zeggen wat moet: wie een uitsluitende eis niet haalt, is uitgesloten; wie een andere niet haalt, krijgt "
        "een voorwaarde. Criteria geven elke kavel een waarde van 0 (slechtst) tot 1 (best). Een onbekende uitkomst "
        "haalt noch mist een eis.",
        "Constraints say what must be: a plot that fails an excluding one is excluded; one that fails another gets a "
        "condition. Criteria give each plot a value from 0 (worst) to 1 (best). An unknown result neither meets nor "
        "fails a constraint.",
    )
    if method == "weighted-sum":
        return text + content.say(
            " De score is 100 maal het gewogen gemiddelde van de waarden.",
            " The score is 100 times the weighted mean of the values.",
        )
    return text + content.say(
        f" De score volgt uit de methode {method}.", f" The score is that of the method {method}."
    )


def applied(rule: Row, content: Content) -> str:
    if rule["applied"]:
        return content.say("ja", "yes")
    return content.say("nee", "no") + (f": {escape(rule['why_not'])}" if rule["why_not"] else "")


def role_of(rule: Row, content: Content) -> str:
    return word(ROLES, rule["region_role"], content.say) if rule["region_role"] else "–"


def constraints_part(content: Content) -> str:
    say = content.say
    lines = []
    for rule in content.constraints:
        fails = say("uitgesloten", "excluded")
        if rule["on_fail"] == "condition":
            text = rule[f"condition_{say.language}"] or ""
            fails = say("voorwaarde", "condition") + (f": {escape(text)}" if text else "")
        title = f"{soft(content.title(rule))}<br/><span class='small'>{escape(rule['id'])}</span>"
        lines.append(
            [
                title,
                escape(content.limit(rule)),
                fails,
                escape(rule["source"] or "–"),
                role_of(rule, content),
                applied(rule, content),
            ]
        )
    head = [say("Eis", "Constraint"), say("Grens", "Limit"), say("Anders", "Else"), say("Bron", "Source")]
    head += [say("Rol regio", "Region's role"), say("Toegepast", "Applied")]
    return f"<p class='h2'>{say('Eisen', 'Constraints')}</p>" + table(head, lines, [18, 17, 21, 22, 12, 10])


def criteria_part(content: Content) -> str:
    say = content.say
    parts = [f"<p class='h2'>{say('Criteria', 'Criteria')}</p>"]
    head = [say("Criterium", "Criterion"), say("Waarde", "Value"), say("Gewicht", "Weight"), say("Bron", "Source")]
    head += [say("Rol regio", "Region's role"), say("Toegepast", "Applied")]
    for theme in dict.fromkeys(rule["theme"] or "" for rule in content.criteria):
        rules = [rule for rule in content.criteria if (rule["theme"] or "") == theme]
        share = sum(rule["weight_share"] or 0.0 for rule in rules)
        title = content.themes.get("theme_" + theme.replace("-", "_"), theme) or say("zonder thema", "without a theme")
        of_all = say("van het gewicht", "of the weight")
        parts.append(f"<p class='h3'>{escape(title)} ({say.number(100 * share)} % {of_all})</p>")
        lines = []
        for rule in rules:
            name = f"{soft(content.title(rule))}<br/><span class='small'>{escape(rule['id'])}</span>"
            weight = say.number(rule["weight"], 0 if rule["weight"] == int(rule["weight"]) else 2)
            weight += f"<br/><span class='small'>{say.number(100 * (rule['weight_share'] or 0.0), 1)} %</span>"
            value = escape(value_words(rule, say))
            lines.append(
                [name, value, weight, escape(rule["source"] or "–"), role_of(rule, content), applied(rule, content)]
            )
        parts.append(table(head, lines, [20, 25, 8, 25, 12, 10], (2,)))
    return "".join(parts)


def summary_part(content: Content) -> str:
    say = content.say
    head = [say("Gemeente", "Municipality"), "Segment", say("Kavels", "Plots"), say("ha bruto", "gross ha")]
    head += [
        say("ha netto", "net ha"),
        say("ha kansrijk", "ha promis\u00ading"),
        say("ha onder voorw.", "ha on condit."),
    ]
    head += [say("ha weinig", "ha little"), say("ha uitgesl.", "ha exclud\u00aded")]
    columns = ["gross_ha", "net_ha", *(f"ha_{name}" for name in CLASSES)]
    if content.has_grid:
        head += [say("MW vraag", "MW demand"), say("MW ruimte", "MW head\u00adroom")]
        columns += ["demand_mw", "headroom_mw"]
    lines = []
    only_total = sum(1 for row in content.summary if not row["total"]) == 1
    for row in content.summary[-1:] if only_total else content.summary:
        cells = [escape(name_of(row["municipality"], content)), escape(name_of(row["segment"], content))]
        cells += [say.number(row["plots"]), *(say.number(row[column], 1) for column in columns)]
        lines.append([f"<b>{cell}</b>" for cell in cells] if row["total"] else cells)
    title = summary_title(content)
    rest = (100 - 28) // (len(head) - 2)
    return f"<p class='h2'>{title}</p>" + table(
        head, lines, [14, 14] + [rest] * (len(head) - 2), tuple(range(2, len(head)))
    )


def ranks_part(content: Content) -> str:
    """A line a plot, short enough not to be broken."""
    say = content.say
    head = [say("Rang", "Rank"), say("Kavel", "Plot"), say("Naam", "Name"), say("Gemeente", "Municipal\u00adity"), "ha"]
    head += [say("Klasse", "Class"), say("Score (laag, hoog)", "Score (low, high)")]
    widths = [6, 14, 20, 12, 8, 25, 15]
    if content.has_grid:
        head.append(say("Net", "Grid"))
        widths = [5, 14, 16, 11, 6, 24, 13, 11]
    lines = []
    for plot in content.plots:
        line = [str(plot["rank"] or "–"), escape(plot["plot_id"]), escape(plot["name"] or "")]
        line += [escape(content.municipality(plot)), say.number(plot["area_ha"], 2)]
        line += [content.standing(plot), short_score(plot, content)]
        if content.has_grid:
            later = plot["grid_status"] == "later" and plot["earliest_year"]
            line.append(word(GRID_SHORT, plot["grid_status"], say) + (f" ({plot['earliest_year']})" if later else ""))
        lines.append(line)
    right = {0, 4}
    for column in (3, 2):  # where no plot has a municipality, or a name, there is no column for it
        if not any(line[column] for line in lines):
            for row in (head, widths, *lines):
                del row[column]
            right = {one - 1 if one > column else one for one in right}
    return f"<p class='h2'>{say('Rangschikking', 'Ranking')}</p>" + table(head, lines, widths, tuple(right))


def short_score(plot: Row, content: Content) -> str:
    """`78 (70, 84)` in whole points."""
    if plot["score"] is None:
        return "–"
    score, low, high = (content.say.number(plot[column]) for column in ("score", "score_low", "score_high"))
    return f"{score} ({low}, {high})"


def sources_part(content: Content) -> str:
    say = content.say
    head = [
        say("Rol", "Role"),
        say("Bestand", "File"),
        say("Laag", "Layer"),
        say("Datum", "Date"),
        say("Objecten", "Features"),
    ]
    lines = []
    for source in content.sources:
        date = long_date(source.date, say.language)
        own = "" if source.is_own_date else say(" (bestand)", " (file)")
        name = source.source.replace("\\", "/").split("/")[-1]
        lines.append([escape(source.role), escape(name), escape(source.layer), f"{date}{own}", say.number(source.used)])
    note = say(
        "Datum van de bron zelf, of (bestand) de laatste wijziging van het bestand.",
        "The source's own date, or (file) when the file was last changed.",
    )
    warnings = [value for key, value in content.run.items() if key.startswith("warning.")]
    told = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    rest = f"<p class='h2'>{say('Waarschuwingen', 'Warnings')}</p><ul>{told}</ul>" if told else ""
    return (
        f"<p class='h2'>{say('Bronnen', 'Sources')}</p><p>{note}</p>"
        + table(head, lines, [21, 26, 21, 23, 9], (4,))
        + rest
    )
