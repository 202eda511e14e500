# SPDX-License-Identifier: EUPL-1.2
"""Limits and value functions as a planner reads them, from the notation of a result's tables. No Qt, no QGIS."""

from __future__ import annotations

import re

from .result import Row
from .texts import Wording
from .words import FIELDS, GRID, SHARES, measured, word

NUMBER = r"[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf)"


def figure(text: str, rule: Row, say: Wording) -> str:
    """A number of a rule, with the unit of its measure; shares as per cent."""
    value = float(text)
    if rule["measure"] in SHARES:
        return f"{say.number(100.0 * value, 0 if value * 100 == int(value * 100) else 1)} %"
    if rule["unit"] == "m2" and abs(value) >= 10_000:
        return f"{say.number(value / 10_000.0, 0 if value % 10_000 == 0 else 1)} ha"
    decimals = 0 if value == int(value) else len(text.split(".")[-1])
    unit = (rule["unit"] or "").replace("m2", "m²")
    return f"{say.number(value, decimals)} {unit}".strip()


def value_words(rule: Row, say: Wording) -> str:
    """`0 bij 10.000 m tot 1 bij 500 m`; what is not recognised stays in its notation."""
    text = rule["value_function"] or ""
    kind, _, inside = text.partition(" ")
    if kind == "linear":
        found = re.fullmatch(rf"\{{worst = ({NUMBER}), best = ({NUMBER})\}}", inside)
        if found:
            worst, best = (figure(one, rule, say) for one in found.groups())
            return say(f"van 0 bij {worst} tot 1 bij {best}", f"from 0 at {worst} to 1 at {best}")
    if kind == "points":
        pairs = re.findall(rf"\[({NUMBER}), ({NUMBER})\]", inside)
        if pairs:
            at = say("bij", "at")
            shown = "; ".join(f"{plain(value, say)} {at} {figure(x, rule, say)}" for x, value in pairs)
            return shown + say("; daartussen lineair", "; linear in between")
    if kind == "bands":
        steps = re.findall(rf"\{{upto = ({NUMBER}), value = ({NUMBER})\}}", inside)
        last = re.search(rf"\{{value = ({NUMBER})\}}", inside)
        if steps and last:
            upto = say("tot en met", "up to")
            shown = "; ".join(f"{upto} {figure(x, rule, say)}: {plain(value, say)}" for x, value in steps)
            return shown + say("; daarboven: ", "; above: ") + plain(last[1], say)
    if kind == "gaussian":
        found = re.fullmatch(rf"\{{best = ({NUMBER}), sigma = ({NUMBER})\}}", inside)
        if found:
            best, away = (figure(one, rule, say) for one in found.groups())
            return say(
                f"1 bij {best}, naar weerszijden lager: 0,61 bij een verschil van {away} (klokvormig)",
                f"1 at {best}, lower to both sides: 0.61 at a difference of {away} (bell-shaped)",
            )
    if kind == "logistic":
        found = re.fullmatch(rf"\{{midpoint = ({NUMBER}), worst = ({NUMBER}), best = ({NUMBER})\}}", inside)
        if found:
            middle, half = float(found[1]), (float(found[3]) - float(found[2])) / 2.0
            low, mid, high = (figure(repr(one), rule, say) for one in (middle - half, middle, middle + half))
            return say(
                f"0,05 bij {low}, 0,5 bij {mid}, 0,95 bij {high} (S-vormig)",
                f"0.05 at {low}, 0.5 at {mid}, 0.95 at {high} (S-shaped)",
            )
    if kind == "classes":
        pairs = re.findall(rf"(\"(?:\\.|[^\"\\])*\"|[\w.-]+) = ({NUMBER})", inside.split("}")[0])
        other = re.search(rf"other = ({NUMBER})", inside)
        if pairs:
            shown = "; ".join(f"{key.strip(chr(34))} = {plain(value, say)}" for key, value in pairs)
            return shown + (say("; anders ", "; else ") + plain(other[1], say) if other else "")
    return text


def plain(text: str, say: Wording) -> str:
    return text.replace(".", ",") if say.language == "nl" else text


def limit_words(rule: Row, say: Wording) -> str:
    text = rule["limit_text"] or ""
    parts = []
    for kind, number in re.findall(rf"\b(min|max) = ({NUMBER})", text):
        how = say("ten minste", "at least") if kind == "min" else say("ten hoogste", "at most")
        is_none = kind == "max" and float(number) == 0.0
        parts.append(say("niets", "none") if is_none else f"{how} {figure(number, rule, say)}")
    if parts and "{" not in text and "one_of" not in text:
        return say(" en ", " and ").join(parts)
    listed = re.fullmatch(r"one_of = \[(.*)\]", text)
    if listed:
        words = [one.strip().strip('"') for one in listed[1].split(",")]
        if rule["measure"] == "grid_status":
            words = [word(GRID, one, say) for one in words]
        return say("een van: ", "one of: ") + ", ".join(words)
    by = re.fullmatch(rf"(min|max) = \{{by = \"(.*?)\", table = \{{(.*?)\}}(?:, other = ({NUMBER}))?\}}", text)
    if by:
        how = say("ten minste", "at least") if by[1] == "min" else say("ten hoogste", "at most")
        pairs = re.findall(rf"\"?([^\",=]+?)\"? = ({NUMBER})", by[3])
        shown = "; ".join(f"{key.strip()}: {figure(value, rule, say)}" for key, value in pairs)
        other = say("; anders ", "; else ") + figure(by[4], rule, say) if by[4] else ""
        field = word(FIELDS, by[2], say).replace("_", " ")
        return f"{how}, {say('naar', 'by')} {field}: {shown}{other}"
    return text


def own_limit_words(rule: Row, check: Row, say: Wording) -> str:
    """The limit that holds for this plot, where the rule looks it up; else the rule's."""
    limit = check["limit"] or ""
    if "by =" in (rule["limit_text"] or "") and limit:
        how = "min" if limit.startswith(">=") else "max"
        return limit_words({**rule, "limit_text": f"{how} = {limit.lstrip('<>= ')}"}, say)
    return limit_words(rule, say)


def result_words(rule: Row, check: Row, asks_whether: bool, say: Wording) -> str:
    """What was measured, in the words and the unit of the limit that it stands beside."""
    if asks_whether and check["raw"] is not None:
        return say("ja", "yes") if check["raw"] else say("nee", "no")
    if rule["measure"] == "area" and check["raw"] is not None:
        return f"{say.number(check['raw'] / 10_000.0, 2)} ha"
    return measured(check["raw"], check["raw_text"], rule["unit"], rule["measure"], say)
