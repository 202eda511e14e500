// SPDX-License-Identifier: EUPL-1.2
#include "cli/explain.hpp"

#include "cli/teller.hpp"
#include "write/plot_story.hpp"

#include <nlohmann/json.hpp>

namespace kavel {

namespace {

using Json = nlohmann::ordered_json;

template <class T> Json or_null(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

Json or_null(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

Json plot_json(const StoredPlot& plot)
{
    return {{"plot_id", plot.id}, {"name", or_null(plot.name)}, {"status", plot.status},
        {"light", plot.light}, {"rank", or_null(plot.rank)}, {"score", or_null(plot.score)},
        {"score_low", or_null(plot.low)}, {"score_high", or_null(plot.high)}, {"area_ha", plot.area_ha}};
}

/// What every entry about a rule begins with.
Json rule_json(const char* id_name, const StoredRule& rule, const Teller& tell)
{
    return {{id_name, rule.id}, {"title", tell.title(rule)}, {"unit", or_null(rule.unit)}};
}

void add_raw(Json& json, const std::string& prefix, const StoredRaw& raw)
{
    json[prefix + "raw"] = or_null(raw.number);
    json[prefix + "raw_text"] = or_null(raw.text);
}

Json seen_json(const StoredEvidence& seen)
{
    return {{"kind", seen.kind}, {"label", seen.label}, {"amount", or_null(seen.amount)},
        {"unit", or_null(seen.unit)}};
}

Json constraint_json(const CheckedConstraint& checked, const Teller& tell)
{
    Json json = rule_json("constraint_id", checked.rule, tell);
    add_raw(json, "", checked.check.raw);
    json["limit"] = or_null(checked.check.limit);
    json["passed"] = or_null(checked.check.passed);
    json["on_fail"] = checked.check.on_fail;
    json["condition"] = or_null(tell.text(checked.rule.condition));
    json["seen"] = checked.seen ? seen_json(*checked.seen) : Json();
    return json;
}

Json difference_json(const PointsApart& apart, const Teller& tell)
{
    Json json = rule_json("criterion_id", apart.rule, tell);
    json["points"] = apart.points;
    add_raw(json, "", apart.here);
    json["unknown"] = apart.unknown_here;
    add_raw(json, "other_", apart.there);
    json["other_unknown"] = apart.unknown_there;
    return json;
}

Json question_json(const OpenQuestion& question, const Teller& tell)
{
    Json json = rule_json("criterion_id", question.rule, tell);
    json["why"] = question.why;
    json["weight"] = question.weight;
    json["counts_as"] = question.counts_as;
    json["least_score"] = question.least_score;
    json["most_score"] = question.most_score;
    json["worst_rank"] = or_null(question.worst_rank);
    json["best_rank"] = or_null(question.best_rank);
    return json;
}

/// The end of a stretch of figures that are enough.
Json bound_json(const std::optional<Bound>& bound)
{
    return bound ? Json{{"at", bound->at}, {"included", bound->included}} : Json();
}

Json overtaking_json(const Overtaking& way, const Teller& tell)
{
    Json json = rule_json("criterion_id", way.rule, tell);
    add_raw(json, "", way.now);
    json["value"] = way.value_now;
    json["value_above"] = way.value_needed;
    json["raw_from"] = bound_json(way.figures ? way.figures->from : std::nullopt);
    json["raw_to"] = bound_json(way.figures ? way.figures->to : std::nullopt);
    json["classes"] = way.classes;
    return json;
}

Json nearby_json(const NearbyFeature& near, const Teller& tell)
{
    Json json = rule_json("rule_id", near.rule, tell);
    json["seen"] = seen_json(near.seen);
    return json;
}

template <class Item, class AsJson>
Json list_json(const std::vector<Item>& items, const Teller& tell, AsJson as_json)
{
    Json list = Json::array();
    for (const Item& item : items) {
        list.push_back(as_json(item, tell));
    }
    return list;
}

} // namespace

std::string explain_json(
    const std::filesystem::path& result, const std::string& plot, std::optional<Language> language)
{
    StoredResult stored(result);
    const Teller tell(language.value_or(stored.language()));
    const PlotStory story = plot_story(stored, plot, tell.language());
    Json json = plot_json(story.plot);
    json["municipality"] = or_null(story.municipality);
    json["plots"] = story.plots;
    json["ranked"] = story.ranked;
    json["sharing_rank"] = story.sharing_rank;
    json["why_unusable"] = or_null(story.why_unusable);
    json["rank_of_score"] = or_null(story.rank_of_score);
    json["constraints"] = list_json(story.constraints, tell, constraint_json);
    json["compared_with"] = story.compared_with ? plot_json(*story.compared_with) : Json();
    json["differences"] = list_json(story.differences, tell, difference_json);
    json["overtaking"] = list_json(story.overtaking, tell, overtaking_json);
    json["unknown"] = list_json(story.unknown, tell, question_json);
    json["nearby"] = list_json(story.nearby, tell, nearby_json);
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace kavel
