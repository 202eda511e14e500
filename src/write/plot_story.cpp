// SPDX-License-Identifier: EUPL-1.2
#include "write/plot_story.hpp"

#include "base/problem.hpp"
#include "write/figures_above.hpp"
#include "write/phrases.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace kavel {

namespace {

/// Scores this close are equal (contract section 3).
constexpr double equal_scores = 1e-9;

[[noreturn]] void complain(StoredResult& result, std::string wrong, std::string remedy)
{
    throw Problems(
        Problem{Fault::command_line, {result.file().string(), 0, 0}, std::move(wrong), std::move(remedy)});
}

std::size_t find_plot(StoredResult& result, const std::vector<StoredPlot>& plots, const std::string& wanted)
{
    std::vector<std::size_t> named;
    for (std::size_t i = 0; i < plots.size(); ++i) {
        if (plots[i].id == wanted) {
            return i;
        }
        if (plots[i].name == wanted) {
            named.push_back(i);
        }
    }
    if (named.size() == 1) {
        return named.front();
    }
    std::vector<std::string> known;
    if (named.size() > 1) {
        for (const std::size_t i : named) {
            known.push_back(plots[i].id);
        }
        known.resize(std::min<std::size_t>(known.size(), 10));
        complain(result, fmt::format("{} plots are called '{}'", named.size(), wanted),
            fmt::format(
                "give the plot_id of one: {}{}", joined(known), named.size() > known.size() ? ", ..." : ""));
    }
    for (const StoredPlot& plot : plots) {
        known.push_back(plot.id);
    }
    for (const StoredPlot& plot : plots) {
        if (!plot.name.empty()) {
            known.push_back(plot.name);
        }
    }
    complain(result, fmt::format("it has no plot '{}'", wanted),
        known.empty() ? "score a study with plots first" : suggest(wanted, known));
}

/// What is the same for every plot of a result.
struct Context {
    std::vector<StoredPlot> plots;
    std::map<std::string, StoredRule> criteria;
    std::map<std::string, StoredRule> constraints;
    std::map<std::string, std::string> unknown_texts; ///< as the result has them, and in the language wanted
    std::string none;

    Context(StoredResult& result, Language language)
        : plots(result.plots())
        , none(none_word().in(result.language()))
    {
        for (StoredRule& rule : result.criteria()) {
            criteria.emplace(rule.id, rule);
        }
        for (StoredRule& rule : result.constraints()) {
            constraints.emplace(rule.id, rule);
        }
        const char* const stored = result.language() == Language::nl ? "nl" : "en";
        const char* const wanted = language == Language::nl ? "nl" : "en";
        const auto texts = nlohmann::json::parse(result.run("unknown_texts"), nullptr, false);
        for (const auto& text : texts.is_array() ? texts : nlohmann::json::array()) {
            if (text.is_object()) {
                unknown_texts.emplace(text.value(stored, ""), text.value(wanted, ""));
            }
        }
    }

    /// A text that a function of numbers cannot read counts as unknown, too.
    bool is_unknown(const StoredRaw& raw, const StoredRule& criterion) const
    {
        if (raw.number || raw.text == none) {
            return false;
        }
        const bool takes_texts = criterion.value_function.starts_with("classes");
        return takes_texts ? unknown_texts.contains(raw.text) : !as_number(raw.text).has_value();
    }

    /// Why something is unknown, in the language wanted; any other text as it is.
    std::string translated(const std::string& text) const
    {
        const auto known = unknown_texts.find(text);
        return known == unknown_texts.end() ? text : known->second;
    }

    /// The rank that a score would have among the ranked plots, `except` for one of them.
    int rank_of(double score, const std::string& except) const
    {
        return 1 + static_cast<int>(std::count_if(plots.begin(), plots.end(), [&](const StoredPlot& plot) {
            return plot.rank && plot.id != except && *plot.score > score + equal_scores;
        }));
    }
};

std::vector<CheckedConstraint> checked_constraints(
    const Context& context, std::vector<StoredCheck> checks, const std::vector<StoredEvidence>& evidence)
{
    std::vector<CheckedConstraint> list;
    for (StoredCheck& check : checks) {
        check.raw.text = context.translated(check.raw.text);
        CheckedConstraint checked{context.constraints.at(check.rule), std::move(check), std::nullopt};
        const auto seen = std::find_if(evidence.begin(), evidence.end(),
            [&](const StoredEvidence& row) { return row.rule == checked.rule.id && !row.label.empty(); });
        if (seen != evidence.end()) {
            checked.seen = *seen;
        }
        list.push_back(std::move(checked));
    }
    return list;
}

/// The next better rank, its last plot in the order; for the best the first plot behind it.
std::optional<StoredPlot> neighbour(const std::vector<StoredPlot>& plots, std::size_t index)
{
    const auto rank = plots[index].rank;
    if (!rank) {
        return std::nullopt;
    }
    for (std::size_t i = index; i > 0; --i) {
        if (*plots[i - 1].rank < *rank) {
            return plots[i - 1];
        }
    }
    for (std::size_t i = index + 1; i < plots.size() && plots[i].rank; ++i) {
        if (*plots[i].rank > *rank) {
            return plots[i];
        }
    }
    return std::nullopt;
}

std::vector<PointsApart> points_apart(
    const Context& context, const std::vector<StoredScore>& here, const std::vector<StoredScore>& there)
{
    std::vector<PointsApart> list;
    for (std::size_t i = 0; i < std::min(here.size(), there.size()); ++i) {
        const StoredRule& rule = context.criteria.at(here[i].rule);
        const double points = here[i].points - there[i].points;
        if (std::abs(points) > equal_scores) {
            PointsApart apart{rule, points, here[i].raw, there[i].raw, context.is_unknown(here[i].raw, rule),
                context.is_unknown(there[i].raw, rule)};
            for (StoredRaw* raw : {&apart.here, &apart.there}) {
                raw->text = context.translated(raw->text);
            }
            list.push_back(std::move(apart));
        }
    }
    std::stable_sort(list.begin(), list.end(),
        [](const PointsApart& a, const PointsApart& b) { return std::abs(a.points) > std::abs(b.points); });
    return list;
}

std::vector<OpenQuestion> open_questions(
    const Context& context, const StoredPlot& plot, const std::vector<StoredScore>& scores)
{
    std::vector<OpenQuestion> list;
    for (const StoredScore& row : scores) {
        const StoredRule& rule = context.criteria.at(row.rule);
        if (!plot.score || row.weight <= 0.0 || !context.is_unknown(row.raw, rule)) {
            continue;
        }
        OpenQuestion question{rule, context.translated(row.raw.text), row.weight, row.value,
            *plot.score - row.points, *plot.score - row.points + 100.0 * row.weight, std::nullopt,
            std::nullopt};
        if (plot.rank) {
            question.worst_rank = context.rank_of(question.least_score, plot.id);
            question.best_rank = context.rank_of(question.most_score, plot.id);
        }
        list.push_back(std::move(question));
    }
    std::stable_sort(list.begin(), list.end(),
        [](const OpenQuestion& a, const OpenQuestion& b) { return a.weight > b.weight; });
    return list;
}

std::vector<Overtaking> ways_to_overtake(
    const Context& context, double points_behind, const std::vector<StoredScore>& scores)
{
    std::vector<Overtaking> list;
    for (const StoredScore& row : scores) {
        const StoredRule& rule = context.criteria.at(row.rule);
        const double needed = row.weight > 0.0 ? row.value + points_behind / (100.0 * row.weight) : 2.0;
        // To be ahead it takes more than to be level; what is unknown is told elsewhere.
        if (needed >= 1.0 || context.is_unknown(row.raw, rule)) {
            continue;
        }
        const auto function = read_value_function_text(rule.value_function);
        if (!function) {
            continue;
        }
        Overtaking way{rule, row.raw, row.value, needed, std::nullopt, classes_above(*function, needed)};
        const auto now = row.raw.number    ? row.raw.number
            : row.raw.text == context.none ? std::optional(std::numeric_limits<double>::infinity())
                                           : as_number(row.raw.text);
        const auto above = now ? figures_above(*function, *now, needed) : std::nullopt;
        way.figures = above ? common(*above, possible_figures(rule.measure, rule.unit)) : std::nullopt;
        if (way.figures || !way.classes.empty()) {
            list.push_back(std::move(way));
        }
    }
    std::stable_sort(list.begin(), list.end(), [](const Overtaking& a, const Overtaking& b) {
        return a.value_needed - a.value_now < b.value_needed - b.value_now;
    });
    return list;
}

std::vector<NearbyFeature> nearby_features(
    const Context& context, const std::vector<StoredEvidence>& evidence)
{
    std::vector<NearbyFeature> list;
    for (const StoredEvidence& row : evidence) {
        if (row.kind != "nearest" || row.label.empty() || !row.amount) {
            continue;
        }
        const auto criterion = context.criteria.find(row.rule);
        const auto constraint = context.constraints.find(row.rule);
        if (criterion != context.criteria.end()) {
            list.push_back({criterion->second, row});
        } else if (constraint != context.constraints.end()) {
            list.push_back({constraint->second, row});
        }
    }
    std::stable_sort(list.begin(), list.end(),
        [](const NearbyFeature& a, const NearbyFeature& b) { return *a.seen.amount < *b.seen.amount; });
    return list;
}

std::optional<GridStory> grid_story(
    StoredResult& result, const std::string& plot, const std::vector<StoredEvidence>& evidence)
{
    GridStory story;
    story.status = result.own_field(plot, {"grid_status"});
    if (story.status.empty()) {
        return std::nullopt;
    }
    story.demand_mw = as_number(result.own_field(plot, {"demand_mw"}));
    story.headroom_mw = as_number(result.own_field(plot, {"headroom_mw"}));
    story.station = result.own_field(plot, {"station_name"});
    story.station_assumed = result.own_field(plot, {"station_assumed"}) == "1";
    story.earliest_year = as_number(result.own_field(plot, {"earliest_year"}));
    for (const StoredEvidence& row : evidence) {
        if (row.kind == "connection") {
            story.lines.push_back(row);
        }
    }
    story.hub = result.energy_hub(plot);
    return story;
}

PlotStory tell(StoredResult& result, const std::string& plot, Language language)
{
    const Context context(result, language);
    const std::size_t index = find_plot(result, context.plots, plot);
    PlotStory story;
    story.plot = context.plots[index];
    story.municipality = result.own_field(story.plot.id, {"municipality", "gemeente"});
    story.plots = context.plots.size();
    for (const StoredPlot& other : context.plots) {
        story.ranked += other.rank ? 1 : 0;
        story.sharing_rank
            += story.plot.rank && other.rank == story.plot.rank && other.id != story.plot.id ? 1 : 0;
    }
    const auto scores = result.scores(story.plot.id);
    auto checks = result.checks(story.plot.id);
    if (story.plot.status == "unusable") {
        const std::string why = !checks.empty() ? checks.front().raw.text
            : scores.empty()                    ? std::string()
                                                : scores.front().raw.text;
        story.why_unusable = context.translated(why);
        return story;
    }
    const auto evidence = result.evidence(story.plot.id);
    story.constraints = checked_constraints(context, std::move(checks), evidence);
    story.unknown = open_questions(context, story.plot, scores);
    story.nearby = nearby_features(context, evidence);
    story.grid = grid_story(result, story.plot.id, evidence);
    if (!story.plot.rank) {
        story.rank_of_score = context.rank_of(*story.plot.score, story.plot.id);
        return story;
    }
    story.compared_with = neighbour(context.plots, index);
    if (story.compared_with) {
        story.differences = points_apart(context, scores, result.scores(story.compared_with->id));
        const double points_behind = *story.compared_with->score - *story.plot.score;
        if (points_behind > 0.0) {
            story.overtaking = ways_to_overtake(context, points_behind, scores);
        }
    }
    return story;
}

} // namespace

PlotStory plot_story(StoredResult& result, const std::string& plot, Language language)
{
    try {
        return tell(result, plot, language);
    } catch (const DatabaseError& error) {
        throw Problems(Problem{Fault::data, {result.file().string(), 0, 0},
            fmt::format("the result cannot be read [{}]", error.what()), "make it again with 'kavel score'"});
    }
}

} // namespace kavel
