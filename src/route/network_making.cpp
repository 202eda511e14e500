// SPDX-License-Identifier: EUPL-1.2
#include "route/network_making.hpp"

#include "policy/rule_layers.hpp"

#include <algorithm>
#include <array>

namespace kavel {

namespace {

constexpr double default_tolerance_m = 0.01;

/// A condition that a rule may do without; then all features meet it.
class Met {
public:
    Met(const Rule& rule, std::string_view key, const Layer& layer)
    {
        const std::string* condition = rule.text(key);
        m_answer = condition != nullptr ? layer.answer_to(*condition) : nullptr;
    }
    bool by(std::size_t feature) const { return m_answer == nullptr || (*m_answer)[feature] != 0; }

private:
    const std::vector<char>* m_answer = nullptr;
};

/// The field's speed where it is one, else the rule's own word for what is not known.
std::optional<double> speed_kmh(const Rule& rule, const Column* column, std::size_t feature)
{
    const auto said = column != nullptr ? column->read_number(feature) : std::nullopt;
    return said && *said > 0.0 ? said : rule.number(network_key::default_kmh);
}

} // namespace

Directions directions_of(const Value& oneway)
{
    // A text that reads as 1 is 1 as well.
    static const std::array<Value, 4> drawn{1.0, "F", "yes", "H"};
    static const std::array<Value, 3> reverse{-1.0, "T", "reverse"};
    const auto is_one_of = [&oneway](const auto& words) {
        return std::any_of(
            words.begin(), words.end(), [&oneway](const Value& word) { return same_value(oneway, word); });
    };
    return is_one_of(drawn)  ? Directions{true, false}
        : is_one_of(reverse) ? Directions{false, true}
                             : Directions{};
}

MadeNetwork make_network(const Rule& rule, const Layer& layer)
{
    const Met in_network(rule, network_key::network_where, layer);
    const Met has_access(rule, network_key::access_where, layer);
    const Column* oneway = layer.features.column(oneway_field);
    const Column* speeds = in_minutes(rule) ? layer.features.column(speed_field) : nullptr;
    auto network = std::make_unique<RoadNetwork>();
    MadeNetwork made;
    for (std::size_t feature = 0; feature < layer.features.size(); ++feature) {
        const Shape shape = layer.features.shapes[feature];
        if (!in_network.by(feature) || !shape.has(PathKind::line)) {
            continue;
        }
        const auto kmh = in_minutes(rule) ? speed_kmh(rule, speeds, feature) : std::optional(1.0);
        if (!kmh) {
            ++made.without_speed;
            continue;
        }
        const Directions directions = directions_of(oneway != nullptr ? oneway->value(feature) : Value());
        const Road road{static_cast<std::uint32_t>(feature), directions.along, directions.against,
            has_access.by(feature), cost_per_m(rule, *kmh)};
        for (std::size_t path = 0; path < shape.paths(); ++path) {
            if (shape.path(path).kind == PathKind::line) {
                network->add(road, shape.path(path).points);
            }
        }
    }
    network->join(rule.number(network_key::tolerance).value_or(default_tolerance_m));
    made.network = std::move(network);
    return made;
}

double cost_per_m(const Rule& rule, double kmh)
{
    constexpr double m_per_km = 1000.0;
    constexpr double minutes_per_hour = 60.0;
    return in_minutes(rule) ? minutes_per_hour / (kmh * m_per_km) : 1.0;
}

} // namespace kavel
