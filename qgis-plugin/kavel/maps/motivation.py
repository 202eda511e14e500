# SPDX-License-Identifier: EUPL-1.2
"""One paragraph that says why: figures, names of features, dates of sources, all from the result. No Qt, no QGIS."""

from __future__ import annotations

from ..result import Row
from ..words import GRID, euros, measured, price_level, word
from .content import EXCLUDED, LITTLE, ON_CONDITIONS, PROMISING, Content

MOST_NAMED = 6


def motivation(content: Content, plot: Row, checks: list[Row], scores: list[Row], evidence: list[Row]) -> str:
    """Sentences in the language of the maps."""
    parts = [verdict(content, plot, checks), not_met(content, plot, checks), themes(content, plot)]
    parts.append(nearest(content, scores, evidence))
    still_open = "" if plot["status"] == "unusable" else unknowns(content, checks)
    return " ".join(part for part in [*parts, grid(content, plot, evidence), still_open] if part)


def verdict(content: Content, plot: Row, checks: list[Row]) -> str:
    say = content.say
    name = plot["name"] or f"{say('Kavel', 'Plot')} {plot['plot_id']}"
    where = content.municipality(plot)
    size = f"{say.number(plot['area_ha'], 2)} ha" if plot["area_ha"] else ""
    about = ", ".join(part for part in (size, where) if part)
    place = f"{name} ({about})" if about else name
    met, total = sum(1 for check in checks if check["passed"] == 1), len(checks)
    score = say.number(plot["score"])
    group = content.class_of(plot)
    if group == EXCLUDED:
        failed = [failure(content, check) for check in checks if check["passed"] == 0 and check["on_fail"] == "exclude"]
        if not failed:
            return say(f"{place} is niet te beoordelen.", f"{place} cannot be judged.")
        return say(f"{place} is uitgesloten: {'; '.join(failed)}.", f"{place} is excluded: {'; '.join(failed)}.")
    if group == LITTLE:
        return say(
            f"{place} is weinig kansrijk: {met} van {total} eisen zijn vervuld, en de score is {score} van 100.",
            f"{place} has little promise: {met} of {total} constraints are met, and the score is {score} of 100.",
        )
    if group == PROMISING:
        return say(
            f"{place} is kansrijk: aan alle {total} eisen is voldaan, en de score is {score} van 100.",
            f"{place} is promising: all {total} constraints are met, and the score is {score} of 100.",
        )
    assert group == ON_CONDITIONS
    return say(
        f"{place} is kansrijk onder voorwaarden: {met} van {total} eisen zijn vervuld, en de score is {score} van 100.",
        f"{place} is promising on conditions: {met} of {total} constraints are met, and the score is {score} of 100.",
    )


def not_met(content: Content, plot: Row, checks: list[Row]) -> str:
    """What a plot that stays in the ranking fails; of an excluded one the verdict says it."""
    if content.class_of(plot) == EXCLUDED:
        return ""
    failed = "; ".join(failure(content, check) for check in checks if check["passed"] == 0)
    return content.say(f"Niet vervuld: {failed}.", f"Not met: {failed}.") if failed else ""


def failure(content: Content, check: Row) -> str:
    rule = next((row for row in content.constraints if row["id"] == check["constraint_id"]), None)
    if not rule:
        return check["constraint_id"]
    asked = content.say("eis", "limit")
    return f"{content.title(rule)}: {content.found(rule, check)} ({asked}: {content.own_limit(rule, check)})"


def themes(content: Content, plot: Row) -> str:
    """The strongest and the weakest theme."""
    scored = [(plot[column], title) for column, title in content.themes.items() if plot.get(column) is not None]
    if len(scored) < 2 or content.class_of(plot) == EXCLUDED:
        return ""
    (best, strong), (worst, weak) = max(scored), min(scored)
    best, worst = content.say.number(best), content.say.number(worst)
    return content.say(
        f"Het sterkst is {strong} ({best} van 100), het zwakst {weak} ({worst}).",
        f"Strongest is {strong} ({best} of 100), weakest {weak} ({worst}).",
    )


def nearest(content: Content, scores: list[Row], evidence: list[Row]) -> str:
    """What lies nearest, of the criteria that weigh most, by name, with the date of the source."""
    say = content.say
    rules = {row["id"]: row for row in content.criteria}
    seen = {row["rule_id"]: row for row in reversed(evidence) if row["kind"] in ("nearest", "route") and row["label"]}
    named: list[tuple[str, str]] = []  # what, date of its source
    for score in sorted(scores, key=lambda row: -(row["weight"] or 0.0)):
        row = seen.get(score["criterion_id"])
        has_name = row is not None and not row["label"].startswith("#")  # a number in a file tells a reader nothing
        if not has_name or len(named) == MOST_NAMED or row["amount"] is None:
            continue
        rule = rules[score["criterion_id"]]
        distance = measured(row["amount"], None, row["unit"], "", say)
        text = f"{content.title(rule).lower()}: {row['label']} ({distance}"
        named.append((text, content.date_of(rule["layer"] or "")))
    if not named:
        return ""
    dates = {date for _, date in named if date}
    if len(dates) == 1:  # told once
        what = ", ".join(f"{text})" for text, _ in named)
        date = dates.pop()
        return say(f"In de omgeving: {what}; bronnen van {date}.", f"Around it: {what}; sources of {date}.")
    source = say("bron van", "source of")
    what = ", ".join(f"{text}; {source} {date})" if date else f"{text})" for text, date in named)
    return say(f"In de omgeving: {what}.", f"Around it: {what}.")


def grid(content: Content, plot: Row, evidence: list[Row]) -> str:
    if not content.has_grid or content.class_of(plot) == EXCLUDED:
        return ""
    say = content.say
    station = plot["station_name"] or plot["station_id"] or say("een onbekend station", "an unknown station")
    text = say(
        f"Stroom: {word(GRID, plot['grid_status'], say)}; vraag {say.number(plot['demand_mw'], 1)} MW bij "
        f"{say.number(plot['headroom_mw'], 1)} MW ruimte in {content.run.get('year', '')} op {station}",
        f"Power: {word(GRID, plot['grid_status'], say)}; demand {say.number(plot['demand_mw'], 1)} MW with "
        f"{say.number(plot['headroom_mw'], 1)} MW of headroom in {content.run.get('year', '')} at {station}",
    )
    if plot["earliest_year"]:
        text += say(f", past vanaf {plot['earliest_year']}", f", fits from {plot['earliest_year']}")
    if plot["connection_class"]:
        metres, cost = say.number(plot["connection_distance_m"]), euros(plot["connection_cost_eur"], say)
        text += say(
            f"; aansluiting over {metres} m, indicatief {cost}{price_level(evidence, say)}",
            f"; connection of {metres} m, indicatively {cost}{price_level(evidence, say)}",
        )
    date = content.date_of("grid-stations") or content.date_of("capacity-map")
    return text + (say(f" (bron van {date}).", f" (source of {date}).") if date else ".")


def unknowns(content: Content, checks: list[Row]) -> str:
    unknown = {row["id"]: row for row in content.constraints}
    titles = [
        content.title(unknown[c["constraint_id"]])
        for c in checks
        if c["passed"] is None and c["constraint_id"] in unknown
    ]
    if not titles:
        return ""
    return content.say(f"Nog onbekend: {', '.join(titles)}.", f"Still unknown: {', '.join(titles)}.")
