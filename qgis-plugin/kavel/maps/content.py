# SPDX-License-Identifier: EUPL-1.2
"""What the maps say, out of a result: classes, rules, sources, hectares. No Qt, no QGIS.

The hectares, megawatts and the score from which a plot is promising are kavel's; nothing is worked out here but which
of the four classes a plot is in.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field

from ..result import NoResult, Row, account, has_table, opened, rows, theme_titles
from ..rule_words import limit_words, own_limit_words, result_words
from ..texts import Wording

PROMISING, ON_CONDITIONS, LITTLE, EXCLUDED = "promising", "on_conditions", "little", "excluded"
CLASSES = (PROMISING, ON_CONDITIONS, LITTLE, EXCLUDED)
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@dataclass
class Source:
    """A file that the result was made of."""

    role: str
    source: str
    layer: str
    date: str  # yyyy-mm-dd: what the source says of itself, else when its file was last changed
    is_own_date: bool
    used: int


@dataclass
class Content:
    """A result, read once; titles in one language."""

    path: str
    say: Wording
    run: dict[str, str]
    plots: list[Row]
    criteria: list[Row]
    constraints: list[Row]
    summary: list[Row]
    stations: list[Row]
    sources: list[Source]
    themes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)  # of ranked_sites: name ignoring case, name
    asks_whether: set[str] = field(default_factory=set)  # constraints of `min = 1` that found nothing but 1 and 0

    @property
    def promising_score(self) -> float:
        return float(self.run.get("promising_score") or 50.0)

    @property
    def has_grid(self) -> bool:
        return "grid_status" in self.fields

    def class_of(self, plot: Row) -> str:
        """As src/decide/prospect.cpp says."""
        if plot["light"] == "red":
            return EXCLUDED
        if plot["score"] is None or plot["score"] < self.promising_score:
            return LITTLE
        return PROMISING if plot["light"] == "green" else ON_CONDITIONS

    def standing(self, plot: Row) -> str:
        """The class in words; of a plot that cannot be judged, that."""
        if plot["status"] == "unusable":
            return self.say("niet te beoordelen", "cannot be judged")
        return class_title(self.class_of(plot), self.say)

    def limit(self, rule: Row) -> str:
        """A constraint's limit in words."""
        return self.say("ja", "yes") if rule["id"] in self.asks_whether else limit_words(rule, self.say)

    def own_limit(self, rule: Row, check: Row) -> str:
        """The limit that holds for this plot."""
        return self.limit(rule) if rule["id"] in self.asks_whether else own_limit_words(rule, check, self.say)

    def found(self, rule: Row, check: Row) -> str:
        """What a constraint measured on a plot."""
        return result_words(rule, check, rule["id"] in self.asks_whether, self.say)

    def own_field(self, plot: Row, *names: str) -> str:
        """The first of the candidates' own fields that says something."""
        for name in names:
            value = plot.get(self.fields.get(name, ""))
            if value not in (None, ""):
                return str(value)
        return ""

    def municipality(self, plot: Row) -> str:
        return self.own_field(plot, "municipality", "gemeente")

    def title(self, rule: Row) -> str:
        return rule[f"title_{self.say.language}"] or rule["id"]

    def date(self) -> str:
        return long_date(self.run.get("started", "")[:10], self.say.language)

    def date_of(self, role: str) -> str:
        """The date of a role's (first) source, in words; empty where there is none."""
        found = next((source for source in self.sources if source.role == role and source.date), None)
        return long_date(found.date, self.say.language) if found else ""

    def study_folder(self) -> str:
        """Where relative sources lie: beside the study."""
        return os.path.dirname(self.study_path())

    def study_path(self) -> str:
        shown = self.run.get("study_path", "")
        beside = os.path.join(os.path.dirname(self.path), shown)
        return shown if os.path.isabs(shown) or not os.path.exists(beside) else beside


def long_date(text: str, language: str) -> str:
    """2026-01-31 as 31 januari 2026; another text as it is."""
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return f"{day} {MONTHS[language][month - 1]} {year}"
    except (ValueError, IndexError):
        return text


def read_content(path: str, language: str) -> Content:
    """Raises NoResult for what kavel did not write, or an older kavel that counted no classes."""
    with opened(path) as database:
        columns = [row["name"] for row in rows(database, "SELECT name FROM pragma_table_info('ranked_sites')")]
        if not columns:
            raise NoResult(f"{path}: no table ranked_sites")
        run = account(database)
        summary = rows(database, "SELECT * FROM summary ORDER BY fid")
        if "promising_score" not in run:
            raise NoResult(f"{path}: written by an older kavel; score the study again")
        themes = theme_titles(database)
        return Content(
            os.path.abspath(path),
            Wording(language),
            run,
            rows(database, "SELECT * FROM ranked_sites ORDER BY fid"),
            rows(database, "SELECT * FROM criteria ORDER BY fid"),
            rows(database, "SELECT * FROM constraints ORDER BY fid"),
            summary,
            rows(database, "SELECT * FROM grid_stations ORDER BY fid") if has_table(database, "grid_stations") else [],
            sources_of(run),
            themes,
            {name.lower(): name for name in columns},
            {
                row["id"]
                for row in rows(
                    database,
                    "SELECT r.id FROM constraints r JOIN checks c ON c.constraint_id = r.id "
                    "WHERE r.limit_text = 'min = 1' AND coalesce(r.unit, '') = '' "
                    "GROUP BY r.id HAVING count(c.raw) > 0 AND sum(c.raw NOT IN (0, 1)) = 0",
                )
            },
        )


def sources_of(run: dict[str, str]) -> list[Source]:
    found = []
    number = 1
    while f"source.{number}" in run:
        row = json.loads(run[f"source.{number}"])
        own = str(row.get("dated") or "")
        date = own or str(row.get("modified") or "")[:10]
        found.append(
            Source(row["role"], row["source"], row.get("layer") or "", date, bool(own), int(row.get("used") or 0))
        )
        number += 1
    return found


def files_and_dates(content: Content) -> list[tuple[str, str, list[str]]]:
    """(file, date, roles), each file once, in the order in which the study names them."""
    found: dict[tuple[str, str], list[str]] = {}
    for source in content.sources:
        roles = found.setdefault((os.path.basename(source.source), source.date), [])
        role = source.role.replace(" (covers)", "")
        if role not in roles:
            roles.append(role)
    return [(name, long_date(date, content.say.language), roles) for (name, date), roles in found.items()]


def class_title(name: str, say: Wording) -> str:
    return {
        PROMISING: say("kansrijk", "promising"),
        ON_CONDITIONS: say("kansrijk onder voorwaarden", "promising on conditions"),
        LITTLE: say("weinig kansrijk", "little promise"),
        EXCLUDED: say("uitgesloten", "excluded"),
    }[name]


def class_meaning(name: str, content: Content) -> str:
    say, score = content.say, content.say.number(content.promising_score)
    return {
        PROMISING: say(
            f"geen belemmering gevonden, volledig beoordeeld, score {score} of meer",
            f"no obstacle found, completely judged, score {score} or more",
        ),
        ON_CONDITIONS: say(
            f"voorwaarden of nog onbekende punten, score {score} of meer",
            f"conditions or points still unknown, score {score} or more",
        ),
        LITTLE: say(f"niet uitgesloten, score onder {score}", f"not excluded, score below {score}"),
        EXCLUDED: say(
            "voldoet niet aan een uitsluitende eis, of niet te beoordelen",
            "fails an excluding constraint, or cannot be judged",
        ),
    }[name]


def rules_line(content: Content) -> str:
    run = content.run
    name = f"{run.get('rules_title') or run.get('rules_name', '')}".strip()
    version = content.say(f", versie {run['rules_version']}", f", version {run['rules_version']}")
    return name + (version if run.get("rules_version") else "") + f" ({run.get('rules_name', '')})"


def applied_line(content: Content) -> str:
    """`51 van 51 regels toegepast`, in the language of the maps."""
    run, say = content.run, content.say
    applied, total = run.get("rules_applied", "?"), run.get("rules_total", "?")
    text = say(f"{applied} van {total} regels toegepast", f"{applied} of {total} rules applied")
    left_out = run.get("rules_left_out") or ""
    return f"{text}; {say('niet', 'not')}: {left_out}" if left_out else text


def grid_disclaimer(say: Wording) -> str:
    return say(
        "Netcijfers zijn een verkenning met gegevens van de netbeheerder, geen netberekening en geen toezegging: "
        "alleen de netbeheerder beslist over een aansluiting. Kosten indicatief, excl. btw.",
        "Grid figures are a screening on data of the grid operator, no load-flow study and no promise: only the "
        "grid operator decides on a connection. Costs indicative, excl. VAT.",
    )


def screening_disclaimer(say: Wording) -> str:
    return say(
        "Verkenning: vervangt geen vergunning, ecologisch of geluidsonderzoek. Onbekend is nooit 'geen bezwaar'.",
        "A screening: it replaces no permit, ecological or noise study. Unknown is never 'no objection'.",
    )
