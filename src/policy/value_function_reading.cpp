// SPDX-License-Identifier: EUPL-1.2
#include "policy/value_function_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace kavel {

namespace {

using namespace strict;

constexpr Range above_zero{std::numeric_limits<double>::denorm_min(), largest, "a number above 0"};

/// The table behind `value`: a function, and `other` beside classes.
struct ValueTable {
    std::optional<ValueFunction> function;
    std::optional<double> other;
};

const Keys<Linear> linear_keys = {
    {"worst", needed, number(&Linear::worst)},
    {"best", needed, number(&Linear::best)},
};

const Keys<Logistic> logistic_keys = {
    {"midpoint", needed, number(&Logistic::midpoint)},
    {"worst", needed, number(&Logistic::worst)},
    {"best", needed, number(&Logistic::best)},
};

const Keys<Gaussian> gaussian_keys = {
    {"best", needed, number(&Gaussian::best)},
    {"sigma", needed, number(&Gaussian::sigma, above_zero)},
};

/// A function that is a table of numbers.
template <class Function> Reader<ValueTable> function_of(const Keys<Function>& keys)
{
    return {"a table", [keys](const Spot& spot, ValueTable& value) {
                if (spot.node.table() == nullptr) {
                    return Taken::wrong_kind;
                }
                Function function;
                read_table(*spot.node.table(), spot.inside(), keys, function);
                value.function = function;
                return Taken::yes;
            }};
}

bool is_finite_number(const Node* node)
{
    if (node == nullptr) {
        return false;
    }
    const auto* number = std::get_if<double>(&node->value);
    return number != nullptr ? std::isfinite(*number) : std::holds_alternative<std::int64_t>(node->value);
}

/// The same with two ends, which may not be one point: there would be no slope.
template <class Function> Reader<ValueTable> slope_of(const Keys<Function>& keys)
{
    return {"a table", [read = function_of(keys)](const Spot& spot, ValueTable& value) {
                const Taken taken = read.take(spot, value);
                const Table* table = spot.node.table();
                // An end that is no number has been complained of already.
                if (taken == Taken::yes && is_finite_number(table->find("worst"))
                    && is_finite_number(table->find("best"))) {
                    const auto& function = std::get<Function>(*value.function);
                    if (function.worst == function.best) {
                        spot.inside().complain(spot.node.place,
                            fmt::format("has worst and best both {}", shortest(function.best)),
                            "give two different numbers");
                    }
                }
                return taken;
            }};
}

/// [x, value]
Taken read_point(const Spot& spot, std::pair<double, double>& point)
{
    const Array* pair = spot.node.array();
    if (pair == nullptr || pair->size() != 2) {
        return Taken::wrong_kind;
    }
    const Spot x = spot.item(pair->front());
    const Spot value = spot.item(pair->back());
    const Taken x_taken = read_number(x, any_number, point.first);
    const Taken value_taken = read_number(value, share, point.second);
    report(x, x_taken, any_number.wanted);
    report(value, value_taken, share.wanted);
    return x_taken == Taken::yes && value_taken == Taken::yes ? Taken::yes : Taken::reported;
}

/// Points and bands go up, step by step.
struct Climb {
    std::optional<double> last;

    void step(const Spot& spot, std::string_view what, double x)
    {
        if (last && x <= *last) {
            spot.subject.complain(spot.node.place,
                fmt::format("has {} {} after {} in {}", what, shortest(x), shortest(*last), spot.key),
                "put them in order, each above the one before");
        }
        last = x;
    }
};

Taken read_points(const Spot& spot, ValueTable& value)
{
    Points function;
    Climb climb;
    const Taken taken = read_list(
        spot, "a pair [x, value]",
        [&climb](const Spot& item, std::pair<double, double>& point) {
            const Taken point_taken = read_point(item, point);
            if (point_taken == Taken::yes) {
                climb.step(item, "x", point.first);
            }
            return point_taken;
        },
        function.points);
    value.function = function;
    return taken == Taken::yes && spot.node.array()->empty() ? Taken::wrong_value : taken;
}

struct Band {
    std::optional<double> upto;
    double value = 0.0;
};

const Keys<Band> band_keys = {
    {"upto", allowed, number(&Band::upto)},
    {"value", needed, number(&Band::value, share)},
};

Taken read_bands(const Spot& spot, ValueTable& value)
{
    Bands function;
    Climb climb;
    std::vector<Band> bands;
    const Taken taken = read_list(
        spot, "a table { upto = ..., value = ... }",
        [&](const Spot& item, Band& band) {
            if (item.node.table() == nullptr) {
                return Taken::wrong_kind;
            }
            read_table(*item.node.table(),
                {fmt::format("a band of {}", spot.subject.name), item.node.place, spot.subject.problems},
                band_keys, band);
            const bool is_last = &item.node == &spot.node.array()->back();
            const bool has_upto = item.node.table()->find("upto") != nullptr
                || stands_misspelt(*item.node.table(), "upto", names_of(band_keys));
            if (is_last && has_upto) {
                spot.subject.complain(item.node.place, "has an upto in its last band",
                    "add a last band { value = ... } for what lies above it");
            } else if (!is_last && !has_upto) {
                spot.subject.complain(item.node.place, "has a band without upto before its last one",
                    "give it an upto, or put it last");
            } else if (band.upto) {
                climb.step(item, "upto", *band.upto);
                function.bands.emplace_back(*band.upto, band.value);
            } else {
                function.last = band.value;
            }
            return Taken::yes;
        },
        bands);
    value.function = function;
    return taken == Taken::yes && spot.node.array()->empty() ? Taken::wrong_value : taken;
}

Taken read_classes(const Spot& spot, ValueTable& value)
{
    Classes function;
    const Taken taken = read_numbers(spot, share, function.classes);
    value.function = function;
    return taken;
}

const Keys<ValueTable> value_keys = {
    {"linear", allowed, slope_of(linear_keys)},
    {"points", allowed, {"a list of one pair [x, value] or more", read_points}},
    {"bands", allowed, {"a list of bands { upto = ..., value = ... }, the last without upto", read_bands}},
    {"classes", allowed, {"a table with a value for each text, one at least", read_classes}},
    {"logistic", allowed, slope_of(logistic_keys)},
    {"gaussian", allowed, function_of(gaussian_keys)},
    {"other", allowed, number(&ValueTable::other, share)},
};

/// Of the functions that stand in the table there must be one.
void check_one_function(const Spot& spot)
{
    std::vector<const Entry*> functions;
    const Entry* other = nullptr;
    bool has_unknown = false; // which has been reported, and may have been meant as the function
    const std::vector<std::string> known = names_of(value_keys);
    for (const Entry& entry : spot.node.table()->entries) {
        if (entry.key == "other") {
            other = &entry;
        } else if (std::find(known.begin(), known.end(), entry.key) != known.end()) {
            functions.push_back(&entry);
        } else {
            has_unknown = true;
        }
    }
    if (functions.empty() && !has_unknown) {
        spot.subject.complain(
            spot.node.place, "has a value without a function", fmt::format("give {}", value_function_wanted));
    }
    if (functions.size() > 1) {
        spot.subject.complain(functions[1]->key_place,
            fmt::format("has two value functions, {} and {}", functions[0]->key, functions[1]->key),
            "keep one of them");
    } else if (functions.size() == 1 && other != nullptr && functions.front()->key != "classes") {
        spot.subject.complain(other->key_place,
            fmt::format("has other beside {}, and only classes have one", functions.front()->key),
            "remove it");
    }
}

} // namespace

Taken read_value_function(const Spot& spot, ValueFunction& function)
{
    const Table* table = spot.node.table();
    if (table == nullptr) {
        return Taken::wrong_kind;
    }
    ValueTable value;
    read_table(*table, spot.inside(), value_keys, value);
    check_one_function(spot);
    function = value.function.value_or(Linear{});
    if (auto* classes = std::get_if<Classes>(&function)) {
        classes->other = value.other.value_or(0.0);
    }
    return Taken::yes;
}

} // namespace kavel
