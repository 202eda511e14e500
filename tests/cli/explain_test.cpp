// SPDX-License-Identifier: EUPL-1.2
#include "cli/explain.hpp"

#include "base/problem.hpp"
#include "write/outcome_by_hand.hpp"
#include "write/result_package.hpp"
#include "write/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kavel {
namespace {

class Explain : public testing::Test {
protected:
    void write(const Outcome& outcome)
    {
        Silent silent;
        write_result_package(outcome, {file(), std::filesystem::path(KAVEL_SOURCE) / "styles", 0}, silent);
    }
    std::filesystem::path file() const { return m_folder / "ranked.gpkg"; }

private:
    TemporaryFolder m_folder;
};

TEST_F(Explain, tells_why_a_plot_is_not_ranked_higher)
{
    write(outcome_by_hand());

    EXPECT_EQ(explain(file(), "b"),
        "Bijsterhuizen (b), 4,00 ha\n"
        "Rang 2 van 2; score 30,0; onder voorwaarden (oranje).\n"
        "\n"
        "Eisen\n"
        "  voldoet niet   Afstand tot woningen: 84 m (ten minste 100 m); dichtstbij: Dorpsstraat\n"
        "                 3 (84 m). Voorwaarde: Alleen met een geluidswal\n"
        "  voldoet        Buiten Natura 2000: 0 % van de kavel (niets toegestaan)\n"
        "\n"
        "Waarom niet op rang 1: Innofase heeft 38,3 punten meer (score 68,3)\n"
        "  kost       20,0  Afstand tot oprit: hier 5.250 m, daar 1.450 m\n"
        "  kost       11,7  Grondgebruik: hier gras, daar bedrijf\n"
        "  kost        6,7  Afstand tot station: hier geen gevonden, daar onbekend\n"
        "\n"
        "Wat er zou moeten veranderen om Innofase voorbij te gaan\n"
        "  Geen enkel bekend criterium is daarvoor alleen genoeg.\n"
        "\n"
        "In de buurt\n"
        "  - Dorpsstraat 3 (84 m): Afstand tot woningen\n"
        "  - A73 Beuningen (5.250 m): Afstand tot oprit\n");
}

TEST_F(Explain, tells_what_excludes_a_plot)
{
    write(outcome_by_hand());

    const std::string text = explain(file(), "Park 15", Language::en);

    EXPECT_NE(text.find("excluded (red); score 100.0, with which the plot would stand at rank 1 of 3."),
        std::string::npos)
        << text;
    EXPECT_NE(
        text.find("excludes Outside Natura 2000: 25 % of the plot (nothing allowed); Rijntakken (2.25 ha)"),
        std::string::npos)
        << text;
}

TEST_F(Explain, tells_what_is_unknown_and_what_it_could_change)
{
    write(outcome_by_hand());

    const std::string text = explain(file(), "a", Language::en);

    EXPECT_NE(text.find("As long as not everything is known,"), std::string::npos) << text;
    EXPECT_NE(text.find("Distance to station (outside the area that the source covers): counts as value 0.2"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("becomes 61.7 to 95.0, and the rank stays 1"), std::string::npos) << text;
}

TEST_F(Explain, a_figure_just_beyond_its_limit_does_not_look_equal_to_it)
{
    Outcome outcome = outcome_by_hand();
    outcome.facts.at(0, 1) = 99.97;
    by_hand::decide(outcome);
    write(outcome);

    const std::string text = explain(file(), "b");

    EXPECT_NE(text.find("Afstand tot woningen: 99,97 m (ten minste 100 m)"), std::string::npos) << text;
}

TEST_F(Explain, tells_of_a_plot_that_cannot_be_judged)
{
    write(outcome_by_hand());

    EXPECT_EQ(explain(file(), "d"), "d\nniet te beoordelen (rood): kavel zonder bruikbare geometrie\n");
}

TEST_F(Explain, speaks_the_language_of_the_result_unless_asked_otherwise)
{
    write(outcome_by_hand(Language::en));

    EXPECT_NE(explain(file(), "b").find("Rank 2 of 2"), std::string::npos);
    EXPECT_NE(explain(file(), "b", Language::nl).find("Rang 2 van 2"), std::string::npos);
}

TEST_F(Explain, gives_the_same_as_json)
{
    write(outcome_by_hand());

    const auto json = nlohmann::json::parse(explain_json(file(), "b", Language::en));

    EXPECT_EQ(json["plot_id"], "b");
    EXPECT_EQ(json["rank"], 2);
    EXPECT_EQ(json["ranked"], 2);
    EXPECT_EQ(json["constraints"][1]["passed"], false);
    EXPECT_EQ(json["constraints"][1]["seen"]["label"], "Dorpsstraat 3");
    EXPECT_EQ(json["compared_with"]["plot_id"], "a");
    EXPECT_EQ(json["differences"][0]["criterion_id"], "ramp");
    EXPECT_EQ(json["differences"][0]["title"], "Distance to ramp");
    EXPECT_NEAR(json["differences"][0]["points"].get<double>(), -20.0, 1e-9);
    EXPECT_EQ(json["differences"][2]["other_raw_text"], "outside the area that the source covers");
    EXPECT_EQ(json["nearby"][0]["seen"]["amount"], 84.0);
    EXPECT_TRUE(json["rank_of_score"].is_null());
}

} // namespace
} // namespace kavel
