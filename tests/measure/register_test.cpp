// SPDX-License-Identifier: EUPL-1.2
#include "measure/register.hpp"

#include "measure/measure.hpp"
#include "measure/region_by_hand.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {
namespace {

TEST(Register, has_the_measures_of_the_contract_in_its_order)
{
    std::vector<std::string> names;
    for (const MeasureDeclaration* measure : measure_catalogue()) {
        names.emplace_back(measure->name);
    }

    EXPECT_EQ(names,
        (std::vector<std::string>{"area", "perimeter", "compactness", "inscribed_diameter", "length", "width",
            "rectangularity", "fits_hall", "covered_share", "covered_area", "distance", "nearest",
            "count_within", "sum_within", "length_within", "area_within", "attribute_at", "attribute_mean",
            "attribute_share", "raster_mean", "raster_min", "raster_max", "raster_sum", "raster_share",
            "network_distance", "network_through", "field", "expression", "grid_demand", "grid_supply",
            "grid_headroom", "grid_ratio", "grid_wait", "grid_distance", "grid_cost", "grid_status",
            "grid_gap", "grid_voltage", "grid_battery_mwh", "grid_local_share"}));
}

TEST(Register, says_each_measure_and_parameter_in_both_languages)
{
    for (const MeasureDeclaration* measure : measure_catalogue()) {
        EXPECT_NE(measure->says_nl, "") << measure->name;
        EXPECT_NE(measure->says_en, "") << measure->name;
        std::set<std::string_view> names;
        for (const ParameterDeclaration& parameter : measure->parameters) {
            EXPECT_NE(parameter.says_nl, "") << measure->name << " " << parameter.name;
            EXPECT_NE(parameter.says_en, "") << measure->name << " " << parameter.name;
            EXPECT_TRUE(names.insert(parameter.name).second) << measure->name << " " << parameter.name;
        }
    }
}

TEST(Register, has_a_function_for_every_measure_but_the_expression)
{
    for (const Measure& measure : all_measures()) {
        EXPECT_EQ(measure.of == nullptr, measure.says.name == "expression") << measure.says.name;
    }
}

TEST(Register, says_which_keys_a_measure_knows)
{
    const struct {
        const char* measure;
        std::vector<std::string> required, optional;
    } table[] = {
        {"area", {}, {}},
        {"fits_hall", {"hall_width", "hall_length"}, {"apron"}},
        {"covered_share", {}, {}},
        {"distance", {}, {"within"}},
        {"nearest", {"attribute"}, {"within"}},
        {"count_within", {"radius"}, {}},
        {"sum_within", {"radius", "attribute"}, {}},
        {"length_within", {"radius"}, {}},
        {"area_within", {"radius"}, {}},
        {"attribute_at", {"attribute"}, {}},
        {"attribute_mean", {"attribute"}, {}},
        {"attribute_share", {"attribute", "one_of"}, {}},
        {"field", {"attribute"}, {}},
        {"expression", {"sql"}, {}},
    };
    for (const auto& [name, required, optional] : table) {
        std::vector<std::string> must;
        std::vector<std::string> may;
        for (const ParameterDeclaration& parameter : measure_named(name)->parameters) {
            (parameter.required ? must : may).emplace_back(parameter.name);
        }
        EXPECT_EQ(must, required) << name;
        EXPECT_EQ(may, optional) << name;
    }
}

TEST(Register, says_what_a_measure_is_taken_on)
{
    EXPECT_EQ(measure_named("length_within")->on, MeasuredOn::lines);
    for (const char* name : {"covered_share", "covered_area", "area_within", "attribute_at", "attribute_mean",
             "attribute_share"}) {
        EXPECT_EQ(measure_named(name)->on, MeasuredOn::polygons) << name;
    }
    for (const char* name : {"distance", "nearest", "count_within", "sum_within"}) {
        EXPECT_EQ(measure_named(name)->on, MeasuredOn::any_geometry) << name;
    }
}

TEST(FactOfAValue, is_a_number_a_text_or_unknown)
{
    EXPECT_EQ(fact_of(3.0), Fact(3.0));
    EXPECT_EQ(fact_of(text("3")), Fact(std::string("3")));
    EXPECT_EQ(why_unknown(fact_of(Value())), "no value in the source");
}

} // namespace
} // namespace kavel
