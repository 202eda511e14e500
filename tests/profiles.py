#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The hourly profiles are what their README says, and what their script makes.

profiles.py (arguments are ignored: it needs no program)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from whole_program import Tally

PROFILES = Path(__file__).resolve().parent.parent / "rules" / "profiles"
HOURS = 8760
LARGEST_FILE = 120_000
FIRST_DAY = date(2030, 1, 1)  # a Tuesday

# Dry 3,000 to 3,500 h and cold 4,500 to 5,000 h: ../shared/domain-grid.md, section 5. The others: the README.
FULL_LOAD_HOURS = {
    "warehouse": (3000, 3500),
    "cold-store": (4500, 5000),
    "office": (2900, 3100),
    "depot-day": (2600, 2750),
    "depot-evening": (1300, 1450),
    "depot-night": (2400, 2600),
    "station": (4300, 4600),
    "pv-nl": (874.5, 875.5),
}
NOON = 12
OVER_MIDNIGHT = ("depot-evening", "depot-night")
BUSIER_IN_WINTER = ("warehouse", "office", "depot-day", "depot-evening", "depot-night", "station")


def read(name: str, tally: Tally) -> list[float]:
    """The values of a file of which the form is checked on the way."""
    path = PROFILES / f"{name}.csv"
    lines = path.read_text(encoding="ascii").splitlines()
    tally.check(lines[0] == "hour,value", f"{name}: the header")
    rows = [line.split(",") for line in lines[1:]]
    tally.check(len(rows) == HOURS, f"{name}: {len(rows)} rows")
    tally.check([hour for hour, _ in rows] == [str(hour) for hour in range(HOURS)], f"{name}: hours count on from 0")
    tally.check(all(len(value.partition(".")[2]) <= 4 for _, value in rows), f"{name}: four decimals")
    tally.check(path.stat().st_size < LARGEST_FILE, f"{name}: {path.stat().st_size} bytes")
    return [float(value) for _, value in rows]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def days_of(values: list[float]) -> list[list[float]]:
    return [values[start : start + 24] for start in range(0, HOURS, 24)]


def of_months(values: list[float], *months: int) -> list[float]:
    days = days_of(values)
    return [x for n, day in enumerate(days) if (FIRST_DAY + timedelta(n)).month in months for x in day]


def of_weekdays(values: list[float], *weekdays: int) -> list[float]:
    """Monday is 0."""
    days = days_of(values)
    return [x for n, day in enumerate(days) if (FIRST_DAY + timedelta(n)).weekday() in weekdays for x in day]


def check_loads(values: dict[str, list[float]], tally: Tally) -> None:
    for name, load in values.items():
        low, high = FULL_LOAD_HOURS[name]
        tally.check(low <= sum(load) <= high, f"{name}: {sum(load):.1f} full-load hours, not {low} to {high}")
        tally.check(0 <= min(load) and max(load) <= 1, f"{name}: from {min(load)} to {max(load)}")
        if name == "pv-nl":
            continue
        tally.check(max(load) == 1, f"{name}: the highest hour is {max(load)}")
        winter, summer = mean(of_months(load, 12, 1, 2)), mean(of_months(load, 6, 7, 8))
        busier = winter > summer if name in BUSIER_IN_WINTER else summer > winter
        tally.check(busier, f"{name}: {winter:.3f} in winter, {summer:.3f} in summer")
        after = NOON if name in OVER_MIDNIGHT else 0  # a night belongs to the day before it
        load = load[after:] + load[:after]
        work, saturday, sunday = (mean(of_weekdays(load, *days)) for days in (range(5), (5,), (6,)))
        tally.check(work > saturday > sunday, f"{name}: {work:.3f} on working days, {saturday:.3f}, {sunday:.3f}")
        if name == "office" or name.startswith("depot"):
            tally.check(saturday < 0.6 * work and sunday < 0.35 * work, f"{name}: the weekend is quiet")


def check_hours(values: dict[str, list[float]], tally: Tally) -> None:
    """Each depot charges when its name says."""
    for name, inside in (("depot-day", range(6, 20)), ("depot-evening", (16, 17, 18, 19, 20, 21, 22, 23, 0))):
        of_day = [sum(day[hour] for day in days_of(values[name])) for hour in range(24)]
        share = sum(of_day[hour] for hour in inside) / sum(of_day)
        tally.check(share > 0.95, f"{name}: {share:.3f} of it in its hours")
    night = [sum(day[hour] for day in days_of(values["depot-night"])) for hour in range(24)]
    tally.check(sum(night[8:20]) == 0, "depot-night: nothing by day")
    worst = max(range(HOURS), key=values["station"].__getitem__)
    tally.check(17 <= worst % 24 <= 19 and not 60 <= worst // 24 < 300, f"station: the worst hour is {worst}")


def check_sun(sun: list[float], tally: Tally) -> None:
    tally.check(abs(sum(sun) - 875) <= 0.5, f"pv-nl: {sum(sun)} MWh per MWp")
    days = days_of(sun)
    # 21 June: 4:19 to 21:03 (5:19 to 22:03 summer time); 21 December: 8:46 to 16:29
    tally.check(all(day[hour] == 0 for day in days for hour in (22, 23, 0, 1, 2, 3)), "pv-nl: none at night")
    december = days[345:361]
    short = all(sum(day[:8]) + sum(day[17:]) == 0 for day in december)
    tally.check(short, "pv-nl: none in December before 8 or after 17")
    tally.check(all(sum(day) > 0 for day in days), "pv-nl: some light every day")
    tally.check(all(max(day) == max(day[8:17]) for day in days), "pv-nl: the best hour is in the middle of the day")
    summer, winter = sum(of_months(sun, 5, 6, 7)), sum(of_months(sun, 11, 12, 1))
    tally.check(summer > 5 * winter, f"pv-nl: {summer:.0f} from May to July, {winter:.0f} from November to January")
    by_hour = [sum(day[hour] for day in days) for hour in range(24)]
    noon = sum((hour + 0.5) * light for hour, light in enumerate(by_hour)) / sum(by_hour)
    tally.check(abs(noon - 12.66) < 0.2, f"pv-nl: noon is at {noon:.2f}, at 5.18 E it is 12:39 on average")
    sums = [sum(day) for day in days]
    changes = sum(abs(a - b) > 0.3 * max(a, b) for a, b in pairwise(sums))
    tally.check(changes > 100, f"pv-nl: the weather changes on {changes} days")


def check_script(tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, PROFILES / "make-profiles", folder], check=True)
        made = {file.name: file.read_bytes() for file in Path(folder).iterdir()}
    here = {file.name: file.read_bytes() for file in PROFILES.glob("*.csv")}
    tally.check(made.keys() == here.keys(), f"make-profiles makes {sorted(made)}")
    for name, text in here.items():
        tally.check(made.get(name) == text, f"{name} is what make-profiles makes")


def check_readme(values: dict[str, list[float]], tally: Tally) -> None:
    """The table tells the full-load hours as they are."""
    text = (PROFILES / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `"): row[3].strip() for row in rows}
    for name, load in values.items():
        tally.check(told.get(name) == f"{sum(load):,.0f}", f"README tells {told.get(name)} full-load hours of {name}")


def main() -> int:
    tally = Tally()
    values = {name: read(name, tally) for name in FULL_LOAD_HOURS}
    tally.check({path.stem for path in PROFILES.glob("*.csv")} == values.keys(), "no other profile is there")
    check_loads(values, tally)
    check_hours(values, tally)
    check_sun(values["pv-nl"], tally)
    check_script(tally)
    check_readme(values, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
