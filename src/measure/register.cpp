// SPDX-License-Identifier: EUPL-1.2
#include "measure/register.hpp"

#include "base/reasons.hpp"
#include "measure/grid_measures.hpp"
#include "measure/measure.hpp"
#include "measure/nearby.hpp"
#include "measure/network.hpp"
#include "measure/overlap.hpp"
#include "measure/raster.hpp"
#include "measure/shape.hpp"

#include <array>

namespace kavel {

namespace {

constexpr ParameterDeclaration attribute{
    "attribute", ParameterKind::text, true, "veld van de objecten", "field of the features"};
constexpr ParameterDeclaration own_attribute{
    "attribute", ParameterKind::text, true, "veld van de kavel", "field of the plot"};
constexpr ParameterDeclaration one_of{
    "one_of", ParameterKind::value_list, true, "waarden die tellen", "values that count"};
constexpr ParameterDeclaration radius{"radius", ParameterKind::number, true,
    "afstand vanaf de rand van de kavel in m; 0 = rakend",
    "distance from the plot's edge in m; 0 = touching"};
constexpr ParameterDeclaration within{"within", ParameterKind::number, false,
    "zoekafstand in m; zonder: hoe ver ook", "search distance in m; without: however far"};
constexpr ParameterDeclaration band{
    "band", ParameterKind::number, false, "band van het raster; zonder: 1", "band of the raster; without: 1"};
constexpr ParameterDeclaration sql{"sql", ParameterKind::text, true,
    "SQLite-formule over de andere regels en de velden van de kavel",
    "SQLite expression over the other rules and the plot's fields"};

constexpr ParameterDeclaration hall_width{"hall_width", ParameterKind::positive, true,
    "korte zijde van de hal in m", "short side of the hall in m"};
constexpr ParameterDeclaration hall_length{"hall_length", ParameterKind::positive, true,
    "lange zijde van de hal in m", "long side of the hall in m"};
constexpr ParameterDeclaration apron{"apron", ParameterKind::number, false,
    "ruimte voor docks langs een lange zijde in m; zonder: 0",
    "dock space along one long side in m; without: 0"};
constexpr std::array<std::string_view, 2> costs{"metres", "minutes"};
constexpr ParameterDeclaration network{"network", ParameterKind::layer, true,
    "laag van de lijnen waarlangs de route loopt", "layer of the lines along which the route runs"};
constexpr ParameterDeclaration network_where{"network_where", ParameterKind::condition, false,
    "SQL-voorwaarde: welke lijnen bij het net horen; zonder: alle",
    "SQL condition: which lines are in the network; without: all"};
constexpr ParameterDeclaration access_where{"access_where", ParameterKind::condition, false,
    "SQL-voorwaarde: op welke daarvan een kavel mag beginnen en een doel eindigen; zonder: alle",
    "SQL condition: on which of those a plot may begin and a target end; without: all"};
constexpr ParameterDeclaration tolerance{"tolerance", ParameterKind::number, false,
    "einden van lijnen binnen zoveel m van elkaar zijn één knoop; zonder: 0.01",
    "ends of lines within so many m of each other are one node; without: 0.01"};
constexpr ParameterDeclaration max_access_m{"max_access_m", ParameterKind::number, false,
    "afstand in m tot die lijnen waarbuiten een kavel onbekend is en een doel niet meetelt; zonder: hoe ver "
    "ook",
    "distance in m to those lines beyond which a plot is unknown and a target does not count; without: "
    "however "
    "far"};
constexpr ParameterDeclaration cost{"cost", ParameterKind::choice, false,
    "metres of minutes: wat de kortste route is; zonder: metres",
    "metres or minutes: what the shortest route is; without: metres", costs};
constexpr ParameterDeclaration access_kmh{"access_kmh", ParameterKind::positive, false,
    "snelheid in km/u van kavel en doel naar de lijn, bij minuten; zonder: 30",
    "speed in km/h from plot and target to the line, for minutes; without: 30"};
constexpr ParameterDeclaration default_kmh{"default_kmh", ParameterKind::positive, false,
    "snelheid in km/u van lijnen waarvan hij onbekend is, bij minuten; zonder: die lijnen blijven buiten het "
    "net",
    "speed in km/h of lines of which it is not known, for minutes; without: they are left out of the "
    "network"};
constexpr ParameterDeclaration through{"through", ParameterKind::layer, true,
    "laag van de vlakken waarbinnen geteld wordt", "layer of the polygons inside which is counted"};

constexpr std::array with_attribute{attribute};
constexpr std::array with_own_attribute{own_attribute};
constexpr std::array with_attribute_one_of{attribute, one_of};
constexpr std::array with_within{within};
constexpr std::array with_attribute_within{attribute, within};
constexpr std::array with_radius{radius};
constexpr std::array with_radius_attribute{radius, attribute};
constexpr std::array with_band{band};
constexpr std::array with_band_one_of{band, one_of};
constexpr std::array with_network{
    network, network_where, access_where, tolerance, max_access_m, cost, access_kmh, default_kmh};
constexpr std::array with_network_through{
    network, through, network_where, access_where, tolerance, max_access_m, cost, access_kmh, default_kmh};
constexpr std::array with_sql{sql};
constexpr std::array with_hall{hall_width, hall_length, apron};

using On = MeasuredOn;

const std::array entries{
    Measure{{"area", On::plot, "m2", "oppervlakte van de kavel", "area of the plot", {}}, measures::area},
    Measure{{"perimeter", On::plot, "m", "omtrek van de kavel, gaten meegeteld",
                "perimeter of the plot, holes included", {}},
        measures::perimeter},
    Measure{{"compactness", On::plot, "", "compactheid: 4 pi oppervlakte / omtrek², 1 = een cirkel",
                "compactness: 4 pi area / perimeter², 1 = a circle", {}},
        measures::compactness},
    Measure{{"inscribed_diameter", On::plot, "m", "middellijn van de grootste ingeschreven cirkel",
                "diameter of the largest inscribed circle", {}},
        measures::inscribed_diameter},
    Measure{{"length", On::plot, "m", "lange zijde van de kleinste omhullende rechthoek",
                "long side of the minimum-area rectangle", {}},
        measures::length},
    Measure{{"width", On::plot, "m", "korte zijde van de kleinste omhullende rechthoek",
                "short side of the minimum-area rectangle", {}},
        measures::width},
    Measure{{"rectangularity", On::plot, "", "oppervlakte ten opzichte van die rechthoek, 1 = een rechthoek",
                "area compared with that rectangle, 1 = a rectangle", {}},
        measures::rectangularity},
    Measure{{"fits_hall", On::plot, "", "1 als een hal van deze maat past, in welke richting ook, anders 0",
                "1 when a hall of this size fits, in any direction, else 0", with_hall},
        measures::fits_hall},
    Measure{{"covered_share", On::polygons, "", "aandeel van de kavel onder de vlakken, 0..1",
                "share of the plot under the polygons, 0..1", {}},
        measures::covered_share},
    Measure{{"covered_area", On::polygons, "m2", "oppervlakte van de kavel onder de vlakken",
                "area of the plot under the polygons", {}},
        measures::covered_area},
    Measure{{"distance", On::any_geometry, "m", "afstand tot het dichtstbijzijnde object, 0 = rakend of erin",
                "distance to the nearest feature, 0 = touching or inside", with_within},
        measures::distance},
    Measure{{"nearest", On::any_geometry, "attribute", "kenmerk van het dichtstbijzijnde object",
                "attribute of the nearest feature", with_attribute_within},
        measures::nearest},
    Measure{{"count_within", On::any_geometry, "", "aantal objecten binnen de straal",
                "number of features within the radius", with_radius},
        measures::count_within, true},
    Measure{
        {"sum_within", On::any_geometry, "attribute", "som van een kenmerk van de objecten binnen de straal",
            "sum of an attribute of the features within the radius", with_radius_attribute},
        measures::sum_within, true},
    Measure{{"length_within", On::lines, "m", "lengte aan lijnen binnen de straal",
                "length of lines within the radius", with_radius},
        measures::length_within},
    Measure{{"area_within", On::polygons, "m2", "oppervlakte aan vlakken binnen de straal",
                "area of polygons within the radius", with_radius},
        measures::area_within},
    Measure{{"attribute_at", On::polygons, "attribute", "kenmerk van het vlak dat de kavel het meest bedekt",
                "attribute of the polygon that covers most of the plot", with_attribute},
        measures::attribute_at},
    Measure{
        {"attribute_mean", On::polygons, "attribute", "gemiddeld kenmerk, gewogen naar bedekte oppervlakte",
            "mean attribute, weighted by covered area", with_attribute},
        measures::attribute_mean},
    Measure{{"attribute_share", On::polygons, "",
                "aandeel van de kavel onder vlakken met een van de waarden, 0..1",
                "share of the plot under polygons with one of the values, 0..1", with_attribute_one_of},
        measures::attribute_share},
    Measure{{"raster_mean", On::raster, "", "gemiddelde van de cellen, gewogen naar bedekking",
                "mean of the cells, weighted by coverage", with_band},
        measures::raster_mean},
    Measure{{"raster_min", On::raster, "", "laagste waarde van de cellen", "lowest value of the cells",
                with_band},
        measures::raster_min},
    Measure{{"raster_max", On::raster, "", "hoogste waarde van de cellen", "highest value of the cells",
                with_band},
        measures::raster_max},
    Measure{{"raster_sum", On::raster, "", "som van waarde x bedekt deel van de cel",
                "sum of value x covered part of the cell", with_band},
        measures::raster_sum},
    Measure{{"raster_share", On::raster, "", "aandeel van de bedekte cellen met een van de waarden, 0..1",
                "share of the covered cells with one of the values, 0..1", with_band_one_of},
        measures::raster_share},
    Measure{{"network_distance", On::network, "cost",
                "kortste route langs het net naar het dichtstbijzijnde object",
                "shortest route along the network to the nearest feature", with_network},
        measures::network_distance},
    Measure{{"network_through", On::network, "m", "deel van die route binnen vlakken",
                "part of that route inside polygons", with_network_through},
        measures::network_through},
    Measure{{"field", On::candidate_field, "", "eigen veld van de kavel", "the plot's own field",
                with_own_attribute},
        measures::field},
    Measure{{"expression", On::other_rules, "", "formule over andere uitkomsten en velden",
                "expression over other results and fields", with_sql},
        nullptr},
    Measure{{"grid_demand", On::grid, "MW", "gevraagd vermogen", "power demand", {}}, measures::grid_demand},
    Measure{
        {"grid_supply", On::grid, "MW", "teruglevering, piek", "feed-in peak", {}}, measures::grid_supply},
    Measure{{"grid_headroom", On::grid, "MW",
                "ruimte in het jaar van de studie, de minste van het station en alles erboven",
                "headroom in the study's year, the least of the station and all above it", {}},
        measures::grid_headroom},
    Measure{{"grid_ratio", On::grid, "", "ruimte / vraag, 0..10; 10 zonder vraag",
                "headroom / demand, 0..10; 10 without demand", {}},
        measures::grid_ratio},
    Measure{{"grid_wait", On::grid, "jaar", "jaren na het jaar van de studie tot het past",
                "years after the study's year until it fits", {}},
        measures::grid_wait},
    Measure{{"grid_distance", On::grid, "m", "lengte van de aansluiting: omweg x hemelsbreed",
                "length of the connection: detour x straight line", {}},
        measures::grid_distance},
    Measure{{"grid_cost", On::grid, "EUR", "kosten van de aansluiting, indicatief",
                "cost of the connection, indicative", {}},
        measures::grid_cost},
    Measure{{"grid_status", On::grid, "", "unknown, available, local, later of unavailable",
                "unknown, available, local, later or unavailable", {}},
        measures::grid_status},
    Measure{
        {"grid_gap", On::grid, "MW", "tekort in het jaar van de studie", "shortfall in the study's year", {}},
        measures::grid_gap},
    Measure{{"grid_voltage", On::grid, "kV", "spanning van het station", "voltage of the station", {}},
        measures::grid_voltage},
    Measure{{"grid_battery_mwh", On::local_energy, "MWh", "kleinste batterij waarmee het past (ten minste)",
                "smallest battery with which it fits (at least)", {}},
        measures::grid_battery_mwh},
    Measure{
        {"grid_local_share", On::local_energy, "", "aandeel van de kavel voor batterij en zon op de grond",
            "share of the plot for battery and ground solar", {}},
        measures::grid_local_share},
};

} // namespace

std::span<const Measure> all_measures()
{
    return entries;
}

MeasureCatalogue measure_catalogue()
{
    static const auto declarations = [] {
        std::array<const MeasureDeclaration*, entries.size()> list{};
        for (std::size_t i = 0; i < entries.size(); ++i) {
            list[i] = &entries[i].says;
        }
        return list;
    }();
    return declarations;
}

Fact fact_of(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    return Unknown{&reason::no_value};
}

std::optional<double> number_of(const Ask& ask, std::size_t row)
{
    if (ask.attribute->is_number(row)) {
        return ask.attribute->number(row);
    }
    if (ask.attribute->is_null(row)) {
        return std::nullopt;
    }
    const auto number = as_number(ask.attribute->text(row));
    if (!number) {
        ++ask.texts_not_numbers;
    }
    return number;
}

} // namespace kavel
