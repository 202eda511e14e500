// SPDX-License-Identifier: EUPL-1.2
#include "measure/measure.hpp"

#include "base/problem.hpp"
#include "measure/region_by_hand.hpp"
#include "town.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace kavel {
namespace {

const std::string plot_100 = rectangle(0, 0, 100, 100);

Layer covered_by(Layer layer, const std::string& covers)
{
    layer.covers = drawn(covers);
    return layer;
}

/// Every measure that there is, on one layer of everything.
RuleSet every_measure()
{
    const std::string value = "value";
    return rules_of({asks("area", "area"), asks("perimeter", "perimeter"), asks("compactness", "compactness"),
        asks("inscribed", "inscribed_diameter"), asks("length", "length"), asks("width", "width"),
        asks("rectangularity", "rectangularity"), asks("share", "covered_share", "layer"),
        asks("covered", "covered_area", "layer"), asks("distance", "distance", "layer"),
        asks("distance-within", "distance", "layer", {{"within", 30.0}}),
        asks("nearest", "nearest", "layer", {{"attribute", value}}),
        asks("count", "count_within", "layer", {{"radius", 120.0}}),
        asks("sum", "sum_within", "layer", {{"radius", 120.0}, {"attribute", value}}),
        asks("length-within", "length_within", "layer", {{"radius", 120.0}}),
        asks("area-within", "area_within", "layer", {{"radius", 120.0}}),
        asks("at", "attribute_at", "layer", {{"attribute", value}}),
        asks("mean", "attribute_mean", "layer", {{"attribute", value}}),
        asks("attribute-share", "attribute_share", "layer",
            {{"attribute", value}, {"one_of", std::vector<Value>{1.0, 2.0}}}),
        asks("field", "field", "", {{"attribute", std::string("eigen")}}),
        asks("formula", "expression", "", {{"sql", std::string("round(share + 2 * distance, 3)")}})});
}

/// Plots and features at random, of every kind, many of them overlapping.
Region busy_region(std::size_t plots)
{
    std::mt19937 random(51);
    std::uniform_real_distribution<double> place(0.0, 1500.0);
    std::uniform_int_distribution<int> whole(0, 4);
    std::vector<std::string> layer;
    std::vector<Value> values;
    for (int i = 0; i < 150; ++i) {
        const double x = place(random);
        const double y = place(random);
        const std::string square = rectangle(x, y, x + 90.0, y + 40.0);
        const std::string line
            = fmt::format("LINESTRING ({} {}, {} {}, {} {})", x, y, x + 200.0, y, x, y + 50.0);
        layer.push_back(i % 4 == 0 ? line
                : i % 4 == 1       ? fmt::format("POINT ({} {})", x, y)
                : i % 4 == 2       ? square
                                   : "GEOMETRYCOLLECTION (" + line + ", " + square + ")");
        const int value = whole(random);
        values.push_back(value == 0 ? Value()
                : value == 1        ? text("1")
                : value == 2        ? text("veel")
                                    : Value(1.0 * value));
    }
    std::vector<std::string> own;
    std::vector<Value> fields;
    for (std::size_t i = 0; i < plots; ++i) {
        const double x = place(random);
        const double y = place(random);
        own.push_back(i % 3 == 0
                ? rectangle(x, y, x + 100.0, y + 60.0)
                : fmt::format("POLYGON (({0} {1}, {2} {1}, {0} {3}, {0} {1}))", x, y, x + 150.0, y + 120.0));
        fields.push_back(static_cast<double>(i));
    }
    Region region = region_of(features(own), {layer_of("layer", features(layer), values)});
    region.candidates.table.columns.push_back(column("eigen", fields));
    return region;
}

/// The plots of a region in another order.
Region reordered(const Region& region, const std::vector<std::size_t>& order)
{
    Region other = region;
    other.candidates.table.shapes = Shapes();
    std::vector<Value> fields;
    for (std::size_t i = 0; i < order.size(); ++i) {
        other.candidates.table.shapes.add(region.candidates.table.shapes[order[i]]);
        other.candidates.ids[i] = region.candidates.ids[order[i]];
        fields.push_back(region.candidates.table.columns[0].value(order[i]));
    }
    other.candidates.table.columns = {column("eigen", fields)};
    return other;
}

/// A fact or row as text with all its digits, to be compared byte for byte.
std::string exact(const Fact& fact)
{
    if (const auto* number = std::get_if<double>(&fact)) {
        return fmt::format("{:a}", *number);
    }
    if (const auto* words = std::get_if<FactText>(&fact)) {
        return "'" + words->get() + "'";
    }
    return is_unknown(fact) ? "unknown: " + why_unknown(fact) : "none";
}

std::string exact(const Measured& measured, std::size_t plot)
{
    std::string text;
    for (std::size_t rule = 0; rule < measured.facts.rules(); ++rule) {
        text += exact(measured.facts.at(plot, rule)) + "\n";
    }
    for (const Evidence& row : measured.evidence[plot]) {
        text += fmt::format("{} {} {} {:a} {} {}\n", row.rule, to_text(row.kind), row.label,
            row.amount.value_or(-1.0), row.unit, std::hash<std::string>()(row.wkb));
    }
    return text;
}

std::vector<std::string> in_english(const std::vector<Title>& titles)
{
    std::vector<std::string> texts;
    for (const Title& title : titles) {
        texts.push_back(title.en);
    }
    return texts;
}

TEST(Measuring, gives_the_same_on_one_two_and_eight_threads)
{
    const Region region = busy_region(60);
    const RuleSet rules = every_measure();

    const Measured one = measure_all(rules, region, 1);

    for (const unsigned threads : {2U, 8U}) {
        const Measured many = measure_all(rules, region, threads);
        for (std::size_t plot = 0; plot < region.candidates.size(); ++plot) {
            ASSERT_EQ(exact(many, plot), exact(one, plot))
                << "plot " << plot << " on " << threads << " threads";
        }
        EXPECT_EQ(in_english(many.warnings), in_english(one.warnings));
    }
}

TEST(Measuring, gives_the_same_for_plots_in_any_order_and_alone)
{
    const Region region = busy_region(40);
    const RuleSet rules = every_measure();
    const Measured together = measure_all(rules, region, 1);
    std::vector<std::size_t> order(region.candidates.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937 random(52);

    for (int round = 0; round < 3; ++round) {
        std::shuffle(order.begin(), order.end(), random);
        const Measured shuffled = measure_all(rules, reordered(region, order), 2);
        for (std::size_t i = 0; i < order.size(); ++i) {
            ASSERT_EQ(exact(shuffled, i), exact(together, order[i])) << "plot " << order[i];
        }
    }
    Region single = region_of(Shapes());
    single.layers = region.layers;
    single.candidates = {};
    single.candidates.ids = {"p7"};
    single.candidates.names = {""};
    single.candidates.unusable = {Title()};
    single.candidates.table.shapes.add(region.candidates.table.shapes[7]);
    single.candidates.table.columns = {column("eigen", {7.0})};
    EXPECT_EQ(exact(measure_all(rules, single), 0), exact(together, 7));
}

TEST(Measuring, of_rules_in_any_order_gives_each_rule_the_same)
{
    const Region region = busy_region(10);
    const RuleSet rules = every_measure();
    RuleSet backwards = rules;
    std::reverse(backwards.criteria.begin(), backwards.criteria.end());

    const Measured forth = measure_all(rules, region);
    const Measured back = measure_all(backwards, region);

    for (std::size_t plot = 0; plot < region.candidates.size(); ++plot) {
        for (std::size_t rule = 0; rule + 1 < rules.size();
             ++rule) { // the formula needs what stands beside it only
            ASSERT_EQ(exact(back.facts.at(plot, rules.size() - 1 - rule)), exact(forth.facts.at(plot, rule)))
                << rules.rule(rule).id;
        }
    }
}

TEST(Measuring, does_not_depend_on_features_far_away)
{
    const Region region = busy_region(20);
    Region wider = region;
    Layer layer = *region.layers[0];
    for (int i = 0; i < 40; ++i) {
        layer.features.shapes.add(
            drawn(rectangle(1e5 + 100.0 * i, 1e5, 1e5 + 100.0 * i + 50.0, 1e5 + 50.0))[0]);
        layer.features.fids.push_back(150 + i);
        layer.features.columns[0].add(1.0);
        layer.names.add(std::string_view("far"));
    }
    wider.layers[0] = std::make_shared<const Layer>(std::move(layer));
    const RuleSet rules = every_measure();

    const Measured near = measure_all(rules, region);
    const Measured all = measure_all(rules, wider);

    for (std::size_t plot = 0; plot < region.candidates.size(); ++plot) {
        ASSERT_EQ(exact(all, plot), exact(near, plot));
    }
}

TEST(Measuring, of_an_unusable_plot_leaves_every_result_unknown)
{
    Region region
        = region_of(features({plot_100, "POLYGON EMPTY"}), {layer_of("layer", drawn(plot_100), {1.0})});
    region.candidates.unusable[1] = {"leeg", "empty"};
    region.candidates.table.columns.push_back(column("eigen", {1.0, 2.0}));

    const Measured measured = measure_all(every_measure(), region);

    for (std::size_t rule = 0; rule < measured.facts.rules(); ++rule) {
        EXPECT_EQ(why_unknown(measured.facts.at(1, rule)), "plot without usable geometry") << rule;
    }
    EXPECT_TRUE(measured.evidence[1].empty());
    EXPECT_EQ(measured.facts.at(0, 0), Fact(10000.0));
}

TEST(Measuring, leaves_a_rule_that_is_not_applied_unknown)
{
    const Region region = region_of(drawn(plot_100));
    const RuleSet rules
        = rules_of({asks("a", "area"), asks("no-layer", "distance", "not-bound"), asks("c", "perimeter")});
    Silent watch;

    const Measured measured = measure(rules, {1, 0, 1}, region, {}, 1, watch);

    EXPECT_EQ(measured.facts.at(0, 0), Fact(10000.0));
    EXPECT_TRUE(is_unknown(measured.facts.at(0, 1)));
    EXPECT_EQ(measured.facts.at(0, 2), Fact(400.0));
}

TEST(Measuring, puts_constraints_before_criteria)
{
    RuleSet rules = rules_of({asks("criterion", "perimeter")});
    Constraint constraint;
    constraint.id = "constraint";
    constraint.measure = measure_named("area");
    rules.constraints.push_back(constraint);

    const Measured measured = measure_all(rules, region_of(drawn(plot_100)));

    EXPECT_EQ(measured.facts.at(0, 0), Fact(10000.0));
    EXPECT_EQ(measured.facts.at(0, 1), Fact(400.0));
}

TEST(Measuring, marks_evidence_with_its_rule)
{
    const RuleSet rules
        = rules_of({asks("a", "area"), asks("b", "covered_share", "layer"), asks("c", "distance", "layer")});

    const Measured measured = measure_all(
        rules, region_of(drawn(plot_100), {layer_of("layer", drawn(rectangle(50, 0, 200, 50)))}));

    ASSERT_EQ(measured.evidence[0].size(), 2U);
    EXPECT_EQ(measured.evidence[0][0].rule, 1U);
    EXPECT_EQ(measured.evidence[0][0].kind, EvidenceKind::overlap);
    EXPECT_EQ(measured.evidence[0][1].rule, 2U);
    EXPECT_EQ(measured.evidence[0][1].kind, EvidenceKind::nearest);
}

TEST(Measuring, of_no_plots_and_of_no_rules_is_no_trouble)
{
    EXPECT_EQ(measure_all(rules_of({asks("a", "area")}), region_of(Shapes())).facts.plots(), 0U);
    EXPECT_EQ(measure_all(rules_of({}), region_of(drawn(plot_100))).facts.rules(), 0U);
}

TEST(Measuring, stops_when_it_is_asked_to)
{
    class Impatient final : public Watch {
    public:
        void progress(double, const Title&) override { }
        bool wants_to_stop() override { return true; }
    } watch;
    const RuleSet rules = rules_of({asks("a", "area")});

    EXPECT_THROW(measure(rules, {1}, region_of(drawn(plot_100)), {}, 1, watch), Interrupted);
}

TEST(Coverage, makes_every_measure_on_the_layer_unknown_outside_it)
{
    const Shapes plots = features({plot_100, rectangle(450, 0, 550, 100), rectangle(900, 0, 1000, 100)});
    Region region = region_of(plots,
        {covered_by(
            layer_of("layer", drawn(rectangle(0, 0, 50, 100)), {1.0}), rectangle(-10, -10, 500, 200))});
    region.candidates.table.columns.push_back(column("eigen", {1.0, 2.0, 3.0}));

    const RuleSet rules = every_measure();
    const Measured measured = measure_all(rules, region);

    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        const bool on_layer = needs_layer(*rules.rule(rule).measure);
        for (const std::size_t plot : {1U, 2U}) { // half outside, wholly outside
            if (on_layer) {
                EXPECT_EQ(
                    why_unknown(measured.facts.at(plot, rule)), "outside the area that the source covers")
                    << rules.rule(rule).id;
            } else if (rules.rule(rule).id != "formula") {
                EXPECT_FALSE(is_unknown(measured.facts.at(plot, rule))) << rules.rule(rule).id;
            }
        }
        if (rules.rule(rule).id != "length-within") {
            EXPECT_FALSE(is_unknown(measured.facts.at(0, rule))) << rules.rule(rule).id;
        }
    }
    EXPECT_TRUE(measured.evidence[2].empty());
}

TEST(Coverage, may_miss_a_millionth_of_the_plot)
{
    // 1e-6 of 10,000 m2 is a strip of 100 m by 0.1 mm.
    const struct {
        double east;
        bool known;
    } table[] = {{100.0, true}, {100.0 - 0.9e-4, true}, {100.0 - 1.1e-4, false}, {101.0, true}};

    for (const auto& [east, known] : table) {
        const Region region = region_of(drawn(plot_100),
            {covered_by(layer_of("layer", drawn(rectangle(0, 0, 50, 100))), rectangle(0, 0, east, 100))});
        const Fact fact = measure_all(rules_of({asks("a", "covered_share", "layer")}), region).facts.at(0, 0);
        EXPECT_EQ(!is_unknown(fact), known) << east;
    }
}

TEST(Coverage, that_only_touches_a_plot_does_not_cover_it)
{
    const Region region = region_of(drawn(plot_100),
        {covered_by(layer_of("layer", drawn(rectangle(0, 0, 50, 100))), rectangle(100, 0, 200, 100))});

    EXPECT_TRUE(
        is_unknown(measure_all(rules_of({asks("a", "covered_share", "layer")}), region).facts.at(0, 0)));
}

TEST(Coverage, with_a_hole_over_the_plot_does_not_cover_it)
{
    const Town land("CCCCC\n"
                    "C...C\n"
                    "C...C\n"
                    "C...C\n"
                    "CCCCC\n");
    Region region = region_of(features({rectangle(200, -300, 300, -200), rectangle(0, -100, 100, 0)}), {});
    Layer layer = layer_of("layer", drawn(rectangle(0, 0, 50, 100)));
    layer.covers = land.outline('C');
    region.layers.push_back(std::make_shared<const Layer>(std::move(layer)));

    const Measured measured = measure_all(rules_of({asks("a", "distance", "layer")}), region);

    EXPECT_TRUE(is_unknown(measured.facts.at(0, 0)));
    EXPECT_FALSE(is_unknown(measured.facts.at(1, 0)));
}

TEST(Coverage, of_a_layer_without_features_makes_no_objection_known)
{
    const Region region = region_of(
        drawn(plot_100), {covered_by(layer_of("layer", Shapes()), rectangle(-10, -10, 200, 200))});

    EXPECT_EQ(measure_all(rules_of({asks("a", "covered_share", "layer")}), region).facts.at(0, 0), Fact(0.0));
}

TEST(Numbers, are_read_from_texts_where_a_rule_reckons_with_them)
{
    Region region
        = region_of(features({rectangle(0, 0, 1, 1), rectangle(2, 0, 3, 1), rectangle(4, 0, 5, 1)}));
    region.candidates.table.columns.push_back(column("prijs", {text("125.5"), text("op aanvraag"), Value()}));
    Criterion reckons = asks("price", "field", "", {{"attribute", std::string("prijs")}});
    reckons.value = Linear{200.0, 100.0};
    Criterion names = asks("label", "field", "", {{"attribute", std::string("prijs")}});

    const Measured measured = measure_all(rules_of({reckons, names}), region);

    EXPECT_EQ(measured.facts.at(0, 0), Fact(125.5));
    EXPECT_EQ(why_unknown(measured.facts.at(1, 0)), "a text that is no number");
    EXPECT_EQ(why_unknown(measured.facts.at(2, 0)), "no value in the source");
    EXPECT_EQ(measured.facts.at(0, 1), Fact(std::string("125.5")));
    EXPECT_EQ(measured.facts.at(1, 1), Fact(std::string("op aanvraag")));
    EXPECT_EQ(in_english(measured.warnings),
        std::vector<std::string>{"rule 'price': 1 times a text where a number is needed: unknown"});
}

TEST(LabelsAt, are_of_the_feature_that_covers_most_of_each_plot)
{
    Region region = region_of(features(
        {rectangle(0, 0, 10, 10), rectangle(15, 0, 25, 10), rectangle(500, 0, 510, 10), "POLYGON EMPTY"}));
    region.candidates.unusable[3] = {"leeg", "empty"};
    Layer layer
        = layer_of("municipalities", features({rectangle(-10, -10, 18, 20), rectangle(18, -10, 100, 20)}));
    layer.names = column("name", {"Duiven", "Zevenaar"});
    Silent watch;

    EXPECT_EQ(labels_at(layer, region.candidates, 2, watch),
        (std::vector<std::string>{"Duiven", "Zevenaar", "", ""}));
}

TEST(LabelsAt, of_equal_areas_are_of_the_lowest_feature)
{
    const Region region = region_of(drawn(plot_100));
    Silent watch;
    const auto label = [&](double middle) {
        const Layer layer = layer_of(
            "municipalities", features({rectangle(0, 0, 100, middle), rectangle(0, middle, 100, 100)}));
        return labels_at(layer, region.candidates, 1, watch)[0];
    };

    EXPECT_EQ(label(50.0), "#0");
    EXPECT_EQ(label(49.0), "#1");
    EXPECT_EQ(label(50.0 - 4e-8), "#0"); // 8e-6 m2 less of 10,000 m2: less than a billionth decides nothing
}

} // namespace
} // namespace kavel
