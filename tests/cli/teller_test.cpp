// SPDX-License-Identifier: EUPL-1.2
#include "cli/teller.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

StoredRule rule(const std::string& measure, const std::string& unit)
{
    StoredRule made;
    made.measure = measure;
    made.unit = unit;
    return made;
}

const StoredRule distance = rule("distance", "m");
const StoredRule count = rule("count_within", "");
const StoredRule share = rule("covered_share", "");
const StoredRule area = rule("area", "m2");
const StoredRule field = rule("field", "");

Figures up_to(double at, bool included = false)
{
    return {std::nullopt, Bound{at, included}};
}

Figures beyond(double at, bool included = false)
{
    return {Bound{at, included}, std::nullopt};
}

TEST(Teller, says_figures_that_are_enough_however_they_are_rounded)
{
    const struct {
        Figures figures;
        StoredRule rule;
        std::string words;
    } table[] = {
        {up_to(666.67), distance, "ten hoogste 666 m"},
        {up_to(500.0), distance, "minder dan 500 m"},
        {up_to(500.0, true), distance, "ten hoogste 500 m"},
        {up_to(1323.0000000001), distance, "minder dan 1.323 m"}, // noise
        {{Bound{0.0, true}, Bound{666.67, false}}, distance, "ten hoogste 666 m"},
        {beyond(12340.1), area, "ten minste 1,24 ha"},
        {beyond(3.1), field, "meer dan 3,1"},
        {{Bound{3.1, false}, Bound{4.1, true}}, field, "meer dan 3,1 en ten hoogste 4,1"},
        {{Bound{0.501, false}, Bound{0.509, false}}, field, "meer dan 0,501 en minder dan 0,509"},
        {beyond(3.4), count, "ten minste 4"},
        {{Bound{0.0, true}, Bound{0.0, true}}, count, "0"},
        {{Bound{0.0, true}, Bound{0.6, false}}, count, "0"},
        {{Bound{0.0, true}, Bound{0.0004, false}}, share, "0 %"},
        {{Bound{0.9996, false}, Bound{1.0, true}}, share, "100 %"},
        {{Bound{0.0, true}, Bound{0.25, true}}, share, "ten hoogste 25 %"},
        {beyond(-0.5), field, "meer dan -0,5"},
    };

    for (const auto& [figures, of, words] : table) {
        EXPECT_EQ(Teller(Language::nl).figures(figures, of), words);
    }
    EXPECT_EQ(Teller(Language::en).figures({Bound{3.0, false}, Bound{4.0, false}}, field),
        "more than 3 and less than 4");
}

} // namespace
} // namespace kavel
