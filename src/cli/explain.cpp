// SPDX-License-Identifier: EUPL-1.2
#include "cli/explain.hpp"

#include "base/wording.hpp"
#include "cli/teller.hpp"
#include "cli/text_layout.hpp"
#include "judge/verdict.hpp"
#include "write/grid_tables.hpp"
#include "write/phrases.hpp"
#include "write/plot_story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace kavel {

namespace {

/// The limit of a check, read back from its cell: "<= 0,1", ">= 5; <= 10", "een van: a, b".
struct LimitCell {
    std::optional<double> min;
    std::optional<double> max;
    std::string allowed;
};

LimitCell read_limit(const std::string& cell)
{
    LimitCell limit;
    for (std::size_t at = 0; at < cell.size();) {
        const bool is_list = cell.compare(at, 2, ">=") != 0 && cell.compare(at, 2, "<=") != 0;
        const std::size_t end = is_list ? cell.size() : std::min(cell.find("; ", at), cell.size());
        std::string part = cell.substr(at, end - at);
        if (is_list) {
            const std::size_t colon = part.find(": ");
            limit.allowed = colon == std::string::npos ? part : part.substr(colon + 2);
        } else {
            std::replace(part.begin(), part.end(), ',', '.');
            (part.starts_with('>') ? limit.min : limit.max) = as_number(std::string_view(part).substr(2));
        }
        at = end + 2;
    }
    return limit;
}

std::string status_words(const std::string& status, Language language)
{
    for (const Status known : {Status::suitable, Status::conditional, Status::excluded, Status::unusable}) {
        if (to_text(known) == status) {
            return title_of(known).in(language);
        }
    }
    return status;
}

std::string light_words(const std::string& light, Language language)
{
    for (const Light known : {Light::green, Light::amber, Light::red}) {
        if (to_text(known) == light) {
            return title_of(known).in(language);
        }
    }
    return light;
}

std::string name_of(const StoredPlot& plot)
{
    return plot.name.empty() ? plot.id : plot.name;
}

std::string heading(const std::string& text)
{
    return "\n" + text + "\n";
}

std::string opening(const PlotStory& story, const Teller& tell)
{
    const StoredPlot& plot = story.plot;
    std::string text = name_of(plot);
    if (!plot.name.empty()) {
        text += fmt::format(" ({})", plot.id);
    }
    if (!story.municipality.empty()) {
        text += ", " + story.municipality;
    }
    text += plot.area_ha > 0.0
        ? fmt::format(", {} ha\n", tell.number(plot.area_ha, plot.area_ha < 10.0 ? 2 : 1))
        : "\n";
    const std::string status = fmt::format(
        "{} ({})", status_words(plot.status, tell.language()), light_words(plot.light, tell.language()));
    if (plot.status == "unusable") {
        return text + paragraph("", fmt::format("{}: {}", status, story.why_unusable));
    }
    const std::string score = tell.points(plot.score.value_or(0.0));
    std::string line;
    if (plot.rank) {
        const std::string shared = story.sharing_rank == 0
            ? std::string()
            : tell.say(" (gedeeld met {})", " (shared with {})", {tell.count(story.sharing_rank)});
        line = tell.say("Rang {} van {}{}; score {}; {}.", "Rank {} of {}{}; score {}; {}.",
            {tell.count(*plot.rank), tell.count(story.ranked), shared, score, status});
    } else {
        line = tell.say("{}; score {}, waarmee de kavel op rang {} van {} zou staan.",
            "{}; score {}, with which the plot would stand at rank {} of {}.",
            {status, score, tell.count(story.rank_of_score.value_or(0)), tell.count(story.ranked + 1)});
    }
    if (plot.low && plot.high && *plot.high - *plot.low > 1e-9) {
        line += tell.say(" Zolang niet alles bekend is, ligt de score tussen {} en {}.",
            " As long as not everything is known, the score lies between {} and {}.",
            {tell.points(*plot.low), tell.points(*plot.high)});
    }
    return text + paragraph("", line);
}

/// "ten minste 100 m"
std::string limit_words(const LimitCell& limit, const StoredRule& rule, const Teller& tell)
{
    std::string words;
    const auto add = [&words](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
    if (limit.min) {
        add(tell.say("ten minste ", "at least ") + tell.figure(*limit.min, rule));
    }
    if (limit.max) {
        const bool of_something = rule.measure.ends_with("_share") || rule.measure.ends_with("_area");
        add(*limit.max == 0.0 && of_something
                ? tell.say("niets toegestaan", "nothing allowed")
                : tell.say("ten hoogste ", "at most ") + tell.figure(*limit.max, rule));
    }
    if (!limit.allowed.empty()) {
        add(tell.say("toegestaan: ", "allowed: ") + limit.allowed);
    }
    return words;
}

std::string constraint_line(const CheckedConstraint& checked, const Teller& tell)
{
    const StoredRule& rule = checked.rule;
    const StoredCheck& check = checked.check;
    const LimitCell limit = read_limit(check.limit);
    int finer = 0;
    if (check.raw.number && check.passed == false) {
        for (const auto& side : {limit.min, limit.max}) {
            finer = side ? std::max(finer, tell.finer_for(*check.raw.number, *side, rule)) : finer;
        }
    }
    std::string line = fmt::format("{}: {}", tell.title(rule), tell.raw(check.raw, rule, finer));
    if (check.raw.number && (rule.measure == "covered_share" || rule.measure == "attribute_share")) {
        line += tell.say(" van de kavel", " of the plot");
    }
    if (const std::string words = limit_words(limit, rule, tell); !words.empty()) {
        line += fmt::format(" ({})", words);
    } else if (check.raw.number && !check.passed) {
        line += tell.say(" (voor deze kavel is geen grens bekend)", " (no limit is known for this plot)");
    }
    if (check.passed == false && checked.seen) {
        line += checked.seen->kind == "nearest" ? tell.say("; dichtstbij: ", "; nearest: ") : "; ";
        line += tell.seen(*checked.seen);
    }
    if (check.passed == false && !tell.text(rule.condition).empty()) {
        line += tell.say(". Voorwaarde: {}", ". Condition: {}", {tell.text(rule.condition)});
    }
    return line;
}

std::string constraints_text(const PlotStory& story, const Teller& tell)
{
    if (story.constraints.empty()) {
        return {};
    }
    std::string text = heading(tell.say("Eisen", "Constraints"));
    // What fails first: that is what people look for.
    for (const std::optional<bool> wanted :
        {std::optional(false), std::optional<bool>(), std::optional(true)}) {
        for (const CheckedConstraint& checked : story.constraints) {
            if (checked.check.passed != wanted) {
                continue;
            }
            const std::string verdict = !wanted      ? tell.say("  onbekend       ", "  unknown  ")
                : *wanted                            ? tell.say("  voldoet        ", "  passes   ")
                : checked.check.on_fail == "exclude" ? tell.say("  sluit uit      ", "  excludes ")
                                                     : tell.say("  voldoet niet   ", "  fails    ");
            text += paragraph(verdict, constraint_line(checked, tell));
        }
    }
    return text;
}

std::string raw_or_unknown(
    const StoredRaw& raw, bool unknown, const StoredRule& rule, int finer, const Teller& tell)
{
    return unknown ? tell.say("onbekend", "unknown") : tell.raw(raw, rule, finer);
}

std::string difference_line(const PointsApart& apart, const Teller& tell)
{
    int finer = 0;
    if (apart.here.number && apart.there.number) {
        finer = tell.finer_for(*apart.here.number, *apart.there.number, apart.rule);
    }
    return tell.say("{}: hier {}, daar {}", "{}: here {}, there {}",
        {tell.title(apart.rule), raw_or_unknown(apart.here, apart.unknown_here, apart.rule, finer, tell),
            raw_or_unknown(apart.there, apart.unknown_there, apart.rule, finer, tell)});
}

std::string comparison_text(const PlotStory& story, const Teller& tell)
{
    if (!story.compared_with) {
        return {};
    }
    const StoredPlot& other = *story.compared_with;
    const double apart = *story.plot.score - *other.score;
    const bool behind = *other.rank < *story.plot.rank;
    const int decimals = std::abs(apart) < 0.05 ? 4 : 1;
    const std::initializer_list<std::string> parts{tell.count(*other.rank), name_of(other),
        tell.number(std::abs(apart), decimals), tell.points(*other.score)};
    std::string text = heading(behind ? tell.say("Waarom niet op rang {}: {} heeft {} punten meer (score {})",
                                   "Why not at rank {}: {} has {} points more (score {})", parts)
                                      : tell.say("Waarom boven rang {}: {} heeft {} punten minder (score {})",
                                          "Why above rank {}: {} has {} points less (score {})", parts));
    constexpr std::size_t most_lines = 8;
    double smaller = 0.0;
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < story.differences.size(); ++i) {
        const PointsApart& difference = story.differences[i];
        if (i >= most_lines || std::abs(difference.points) < 0.05) {
            smaller += difference.points;
            ++left_out;
            continue;
        }
        const std::string sign = difference.points > 0.0 ? tell.say("  levert op", "  earns")
                                                         : tell.say("  kost     ", "  costs");
        text += paragraph(fmt::format("{} {:>5}  ", sign, tell.points(std::abs(difference.points))),
            difference_line(difference, tell));
    }
    if (left_out > 0) {
        text += paragraph("  ",
            left_out == 1 ? tell.say("en één kleiner verschil, van {} punten",
                "and one smaller difference, of {} points", {tell.points(smaller)})
                          : tell.say("en {} kleinere verschillen, samen {} punten",
                              "and {} smaller differences, together {} points",
                              {tell.count(left_out), tell.points(smaller)}));
    }
    return text;
}

std::string overtaking_line(const Overtaking& way, const Teller& tell)
{
    const std::string wanted
        = way.figures ? tell.figures(*way.figures, way.rule) : joined(way.classes, tell.say(" of ", " or "));
    const std::string line = tell.say(
        "{}: {}, nu {}", "{}: {}, now {}", {tell.title(way.rule), wanted, tell.raw(way.now, way.rule)});
    return line
        + tell.say(" (waarde van {} naar boven {})", " (value from {} to above {})",
            {tell.number(way.value_now, 2), tell.number(way.value_needed, 2)});
}

std::string overtaking_text(const PlotStory& story, const Teller& tell)
{
    const bool behind = story.compared_with && *story.compared_with->rank < *story.plot.rank;
    if (!behind) {
        return {};
    }
    std::string text = heading(tell.say("Wat er zou moeten veranderen om {} voorbij te gaan",
        "What would have to change to overtake {}", {name_of(*story.compared_with)}));
    if (story.overtaking.empty()) {
        return text
            + paragraph("  ",
                tell.say("Geen enkel bekend criterium is daarvoor alleen genoeg.",
                    "No single known criterion is enough for that."));
    }
    constexpr std::size_t most_lines = 3;
    text += paragraph("  ",
        tell.say("Eén hiervan is genoeg, als de rest gelijk blijft:",
            "One of these is enough, if all else stays the same:"));
    for (std::size_t i = 0; i < std::min(most_lines, story.overtaking.size()); ++i) {
        text += paragraph("  - ", overtaking_line(story.overtaking[i], tell));
    }
    return text;
}

std::string question_line(const OpenQuestion& question, const Teller& tell)
{
    std::string line = tell.say("{} ({}): telt nu als waarde {}; eenmaal bekend wordt de score {} tot {}",
        "{} ({}): counts as value {} now; once known the score becomes {} to {}",
        {tell.title(question.rule), question.why, rounded_text(question.counts_as, 2, tell.language()),
            tell.points(question.least_score), tell.points(question.most_score)});
    if (question.best_rank && question.worst_rank) {
        line += *question.best_rank == *question.worst_rank
            ? tell.say(", en de rang blijft {}", ", and the rank stays {}", {tell.count(*question.best_rank)})
            : tell.say(", de rang {} tot {}", ", the rank {} to {}",
                {tell.count(*question.best_rank), tell.count(*question.worst_rank)});
    }
    return line;
}

std::string questions_text(const PlotStory& story, const Teller& tell)
{
    if (story.unknown.empty()) {
        return {};
    }
    constexpr std::size_t most_lines = 5;
    std::string text = heading(tell.say("Wat nog onbekend is", "What is still unknown"));
    for (std::size_t i = 0; i < std::min(most_lines, story.unknown.size()); ++i) {
        text += paragraph("  - ", question_line(story.unknown[i], tell));
    }
    if (story.unknown.size() > most_lines) {
        text += paragraph("  ",
            tell.say("en {} andere, die minder wegen", "and {} others, which weigh less",
                {tell.count(story.unknown.size() - most_lines)}));
    }
    return text;
}

std::string nearby_text(const PlotStory& story, const Teller& tell)
{
    if (story.nearby.empty()) {
        return {};
    }
    // One feature may have been seen by several rules.
    std::vector<std::pair<std::string, std::string>> lines;
    for (const NearbyFeature& near : story.nearby) {
        const std::string seen = tell.seen(near.seen);
        const auto same
            = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.first == seen; });
        if (same == lines.end()) {
            lines.emplace_back(seen, tell.title(near.rule));
        } else {
            same->second += ", " + tell.title(near.rule);
        }
    }
    constexpr std::size_t most_lines = 8;
    lines.resize(std::min(most_lines, lines.size()));
    std::string text = heading(tell.say("In de buurt", "Nearby"));
    for (const auto& [seen, rules] : lines) {
        text += paragraph("  - ", fmt::format("{}: {}", seen, rules));
    }
    return text;
}

std::string grid_status_words(const std::string& status, Language language)
{
    for (const GridStatus known : grid_statuses) {
        if (to_text(known) == status) {
            return title_of(known).in(language);
        }
    }
    return status;
}

/// "a, b" of "a,b".
std::string spaced(const std::string& ids)
{
    std::string text;
    for (const char c : ids) {
        text += c;
        text += c == ',' ? " " : "";
    }
    return text;
}

/// Why it fits on the grid, or since when, or with what, or with whom.
std::string grid_text(const PlotStory& story, const Teller& tell)
{
    if (!story.grid) {
        return {};
    }
    const GridStory& grid = *story.grid;
    std::string text = heading(
        tell.say("Stroom (een verkenning, geen netberekening)", "Power (a screening, no load-flow study)"));
    std::string first = grid_status_words(grid.status, tell.language());
    if (grid.demand_mw) {
        first += tell.say("; vraag {} MW", "; demand {} MW", {tell.number(*grid.demand_mw, 2)});
    }
    if (grid.headroom_mw) {
        first += tell.say(", ruimte {} MW", ", headroom {} MW", {tell.number(*grid.headroom_mw, 2)});
    }
    if (!grid.station.empty()) {
        first += tell.say("; station {}", "; station {}", {grid.station});
        first += grid.station_assumed
            ? tell.say(" (aangenomen: het dichtstbijzijnde)", " (assumed: the nearest)")
            : "";
    }
    text += paragraph("  ", first);
    for (const StoredEvidence& line : grid.lines) {
        const bool in_metres = line.amount && line.unit == "m";
        const bool in_mw = line.amount && line.unit == "MW";
        text += paragraph("  - ",
            line.label
                + (in_metres    ? fmt::format(" ({} m)", tell.number(*line.amount, 0))
                        : in_mw ? fmt::format(" ({} MW)", tell.number(*line.amount, 2))
                                : std::string()));
    }
    if (grid.hub) {
        const std::string& id = story.plot.id;
        const bool joined = ("," + grid.hub->joined + ",").find("," + id + ",") != std::string::npos;
        text += paragraph("  - ",
            (joined ? tell.say("samen met buren past het, binnen {} MW (verkenning; vraagt afspraak met de "
                               "netbeheerder): {}",
                 "together with neighbours it fits, within {} MW (an exploration; asks for an agreement with "
                 "the grid "
                 "operator): {}",
                 {tell.number(grid.hub->limit_mw.value_or(0.0), 2), spaced(grid.hub->joined)})
                    : tell.say("ook samen met de buren past het niet binnen {} MW: {}",
                        "together with the neighbours it does not fit within {} MW either: {}",
                        {tell.number(grid.hub->limit_mw.value_or(0.0), 2), spaced(grid.hub->members)})));
    }
    return text;
}

} // namespace

std::string explain(
    const std::filesystem::path& result, const std::string& plot, std::optional<Language> language)
{
    StoredResult stored(result);
    const Teller tell(language.value_or(stored.language()));
    const PlotStory story = plot_story(stored, plot, tell.language());
    return opening(story, tell) + constraints_text(story, tell) + comparison_text(story, tell)
        + overtaking_text(story, tell) + questions_text(story, tell) + grid_text(story, tell)
        + nearby_text(story, tell);
}

} // namespace kavel
