// SPDX-License-Identifier: EUPL-1.2
// A small outcome written by hand, for tests of what is written and told: four plots, two constraints, four
// criteria.
//
//   plot  name           Natura 2000  homes   ramp     land      station           so
//   a     Innofase       0            250 m   1450 m   bedrijf   unknown           rank 1
//   b     Bijsterhuizen  0            84 m    5250 m   gras      none              rank 2, conditional
//   c     Park 15        0.25         400 m   500 m    bedrijf   500 m             excluded, though its score
//   is 100 d                    no geometry                                               unusable
//
// The criterion `rail` is left out. Weights: ramp 3, land 1, station 2.
#pragma once

#include "base/reasons.hpp"
#include "geometry/wkb.hpp"
#include "kavel.hpp"

#include <array>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

namespace by_hand {

inline constexpr MeasureDeclaration covered_share{
    "covered_share", MeasuredOn::polygons, "", "bedekt deel van de kavel", "covered share of the plot", {}};
inline constexpr MeasureDeclaration distance{"distance", MeasuredOn::any_geometry, "m",
    "afstand tot het dichtstbijzijnde", "distance to the nearest", {}};
inline constexpr MeasureDeclaration attribute_at{"attribute_at", MeasuredOn::polygons, "attribute",
    "eigenschap van het object", "attribute of the feature", {}};

inline void add_square(Shapes& shapes, double west, double south, double side_m)
{
    const std::array<Point, 5> ring{Point{west, south}, Point{west, south + side_m},
        Point{west + side_m, south + side_m}, Point{west + side_m, south}, Point{west, south}};
    shapes.add_path(PathKind::shell, ring);
    shapes.end_feature();
}

template <class SomeRule>
SomeRule rule(std::string id, Title title, const MeasureDeclaration& measure, std::string layer)
{
    SomeRule made;
    made.id = std::move(id);
    made.title = std::move(title);
    made.measure = &measure;
    made.layer = std::move(layer);
    return made;
}

inline RuleSet rules()
{
    RuleSet rules;
    rules.name = "toets";
    rules.title = {"Toets", "Test"};
    rules.version = "1.0";
    Theme access;
    access.id = "access";
    access.title = {"Bereikbaarheid", "Access"};
    Theme fit;
    fit.id = "spatial-fit";
    fit.title = {"Ruimtelijke inpassing", "Spatial fit"};
    rules.themes = {access, fit};
    rules.texts = {{"rules/toets.toml", "[rules]\n"}, {"rules/basis.toml", "[rules]\nversion = \"1\"\n"}};

    auto nature = rule<Constraint>(
        "outside-natura2000", {"Buiten Natura 2000", "Outside Natura 2000"}, covered_share, "natura2000");
    nature.max = 0.0;
    auto homes = rule<Constraint>(
        "distance-to-homes", {"Afstand tot woningen", "Distance to homes"}, distance, "housing");
    homes.min = 100.0;
    homes.on_fail = OnFail::condition;
    homes.condition = {"Alleen met een geluidswal", "Only with a noise barrier"};
    rules.constraints = {nature, homes};

    auto ramp
        = rule<Criterion>("ramp", {"Afstand tot oprit", "Distance to ramp"}, distance, "motorway-ramps");
    ramp.theme = "access";
    ramp.serves = {"connected"};
    ramp.region_role = "connect";
    ramp.parameters = {{"within", 20000.0}};
    ramp.value = Linear{10000.0, 500.0};
    ramp.weight = 3.0;
    auto land = rule<Criterion>("land-use", {"Grondgebruik", "Land use"}, attribute_at, "land");
    land.theme = "spatial-fit";
    land.serves = {"circular", "connected"};
    land.parameters = {{"attribute", std::string("gebruik")}};
    land.value = Classes{{{std::string("bedrijf"), 1.0}, {std::string("gras"), 0.3}}, 0.1};
    auto station
        = rule<Criterion>("station", {"Afstand tot station", "Distance to station"}, distance, "stations");
    station.theme = "access";
    station.value = Linear{5000.0, 500.0};
    station.weight = 2.0;
    station.missing = 0.2;
    auto rail = rule<Criterion>("rail", {"Afstand tot spoor", "Distance to rail"}, distance, "rail");
    rail.value = Linear{5000.0, 500.0};
    rail.optional = true;
    rules.criteria = {ramp, land, station, rail};
    return rules;
}

inline Candidates candidates()
{
    Candidates plots;
    plots.ids = {"b", "a", "c", "d"};
    plots.names = {"Bijsterhuizen", "Innofase", "Park 15", ""};
    plots.unusable = {{}, {}, {}, reason::no_geometry};
    add_square(plots.table.shapes, 1000.0, 0.0, 200.0); // b: 4 ha
    add_square(plots.table.shapes, 0.0, 0.0, 100.0); // a: 1 ha
    add_square(plots.table.shapes, 3000.0, 500.0, 300.0); // c: 9 ha
    plots.table.shapes.end_feature();
    plots.table.fids = {1, 2, 3, 4};
    plots.table.sources = {0, 0, 0, 0};

    Column rank("Rank", ColumnType::integer); // a name that is taken
    Column net("net_ha", ColumnType::real);
    for (const double number : {3.0, 1.0, 8.0}) {
        rank.add(number);
    }
    for (const double number : {3.0, 0.8, 7.5}) {
        net.add(number);
    }
    rank.add_null();
    net.add_null();
    Column owner("eigenaar", ColumnType::text);
    for (const char* name : {"gemeente", "provincie", "gemeente", "l'Écluse"}) {
        owner.add(std::string_view(name));
    }
    plots.table.columns = {rank, net, owner};
    return plots;
}

inline std::vector<std::vector<Fact>> rows_of_facts()
{
    const Unknown no_geometry{&reason::no_geometry};
    const Unknown not_applied{&reason::rule_left_out};
    return {
        {0.0, 84.0, 5250.0, std::string("gras"), None{}, not_applied},
        {0.0, 250.0, 1450.0, std::string("bedrijf"), Unknown{&reason::outside_coverage}, not_applied},
        {0.25, 400.0, 500.0, std::string("bedrijf"), 500.0, not_applied},
        {no_geometry, no_geometry, no_geometry, no_geometry, no_geometry, not_applied},
    };
}

inline Evidence nearest(std::size_t rule, std::string label, double metres, Point from, Point to)
{
    return {rule, EvidenceKind::nearest, std::move(label), metres, "m", line_wkb(from, to)};
}

inline std::vector<std::vector<Evidence>> evidence()
{
    Shapes parts;
    add_square(parts, 3000.0, 500.0, 150.0);
    return {
        {nearest(1, "Dorpsstraat 3", 84.0, {1200.0, 0.0}, {1284.0, 0.0}),
            nearest(2, "A73 Beuningen", 5250.0, {1000.0, 0.0}, {1000.0, -5250.0})},
        {nearest(1, "Kerkweg 1", 250.0, {0.0, 0.0}, {-250.0, 0.0}),
            nearest(2, "A12 Duiven", 1450.0, {0.0, 100.0}, {0.0, 1550.0}),
            {3, EvidenceKind::within, "bedrijf", std::nullopt, "", ""}},
        {{0, EvidenceKind::overlap, "Rijntakken", 22500.0, "m2", to_wkb(parts[0])},
            nearest(2, "A12 Duiven", 500.0, {3000.0, 500.0}, {3000.0, 0.0}),
            nearest(4, "Zevenaar 150 kV", 500.0, {3300.0, 500.0}, {3300.0, 0.0})},
        {},
    };
}

/// Judges and ranks what is in the outcome already.
inline void decide(Outcome& outcome)
{
    PlotFields fields;
    for (const Title& why : outcome.region.candidates.unusable) {
        fields.usable.push_back(why.empty() ? 1 : 0);
    }
    outcome.judgement = judge(outcome.study.rules, outcome.applied, outcome.facts, fields);
    outcome.ranking
        = rank(outcome.study.rules, outcome.applied, outcome.judgement, outcome.region.candidates.ids);
}

} // namespace by_hand

inline Outcome outcome_by_hand(Language language = Language::nl)
{
    Outcome outcome;
    outcome.study.shown = "study.toml";
    outcome.study.text = "[study]\ntitle = \"Toets\"\n";
    outcome.study.title = "Toets";
    outcome.study.crs = "EPSG:28992";
    outcome.study.year = 2030;
    outcome.study.base_year = 2026;
    outcome.study.language = language;
    outcome.study.sets = {"criterion.ramp.within=20000"};
    outcome.study.not_read = {"bakeries"};
    outcome.study.rules = by_hand::rules();
    outcome.study.left_out = {{5, {"de laag 'rail' is niet gebonden", "the layer 'rail' is not bound"}}};
    outcome.region.left_out = outcome.study.left_out;
    outcome.region.candidates = by_hand::candidates();
    outcome.region.repairs
        = {{"plots.gpkg", "kavels", "9", {"geen geometrie", "no geometry"}, {"weggelaten", "left out"}}};
    SourceReport source;
    source.role = "candidates";
    source.source = "plots.gpkg";
    source.layer = "kavels";
    source.driver = "GPKG";
    source.bytes = 4096;
    source.sha256 = std::string(64, '0');
    source.modified = "2026-01-01T00:00:00Z";
    source.features = 5;
    source.used = 4;
    source.left_out = 1;
    source.left_out_why = {"gefilterd", "filtered"};
    source.crs = "EPSG:28992";
    outcome.region.sources = {source};
    outcome.applied = {1, 1, 1, 1, 1, 0};
    const auto rows = by_hand::rows_of_facts();
    outcome.facts = FactTable(rows.size(), rows.front().size());
    for (std::size_t plot = 0; plot < rows.size(); ++plot) {
        for (std::size_t rule = 0; rule < rows[plot].size(); ++rule) {
            outcome.facts.at(plot, rule) = rows[plot][rule];
        }
    }
    outcome.evidence = by_hand::evidence();
    outcome.municipalities = {"Beuningen", "Duiven", "Duiven", ""};
    outcome.segments = {"xl", "xl", "xxl", "xl"};
    outcome.warnings = {{"het jaar is niet gegeven", "the year is not given"}};
    by_hand::decide(outcome);
    return outcome;
}

} // namespace kavel
