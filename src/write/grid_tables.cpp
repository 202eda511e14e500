// SPDX-License-Identifier: EUPL-1.2
#include "write/grid_tables.hpp"

#include "geometry/wkb.hpp"
#include "write/phrases.hpp"

#include <fmt/format.h>

namespace kavel {

namespace {

std::vector<ColumnDeclaration> local_columns()
{
    return {
        {"battery_mwh", "REAL", {"Batterij, ten minste (MWh)", "Battery, at least (MWh)"},
            {"de kleinste waarmee het elk uur past, met volmaakte voorkennis; 0: geen nodig; leeg: geen "
             "helpt of de "
             "ruimte is onbekend",
                "the least with which every hour fits, with perfect foresight; 0: none needed; null: none "
                "helps, or the "
                "headroom is unknown"}},
        {"battery_mwh_planned", "REAL", {"Batterij, met marge (MWh)", "Battery, with margin (MWh)"}, {}},
        {"battery_mw", "REAL", {"Vermogen van de batterij (MW)", "Power of the battery (MW)"}, {}},
        {"local_share", "REAL",
            {"Deel van de kavel voor batterij en zon", "Share of the plot for battery and solar"},
            {"0..1", "0..1"}},
    };
}

std::vector<ColumnDeclaration> range_columns()
{
    return {
        {"demand_mw_low", "REAL", {"Vraag, laag (MW)", "Demand, low (MW)"}, {}},
        {"demand_mw_high", "REAL", {"Vraag, hoog (MW)", "Demand, high (MW)"}, {}},
        {"grid_status_low", "TEXT", {"Netruimte bij lage vraag", "Grid at low demand"}, {}},
        {"grid_status_high", "TEXT", {"Netruimte bij hoge vraag", "Grid at high demand"}, {}},
    };
}

void append(std::vector<ColumnDeclaration>& to, std::vector<ColumnDeclaration> from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

std::vector<ColumnDeclaration> grid_columns(const RuleSet& rules)
{
    if (!rules.grid) {
        return {};
    }
    std::vector<ColumnDeclaration> columns{
        {"grid_status", "TEXT", {"Netruimte", "Grid"},
            {"available: past in het jaar van de studie; local: met batterij en zon op de kavel; later: in "
             "earliest_year; "
             "unavailable: niet; unknown. Een verkenning, geen netberekening",
                "available: fits in the study's year; local: with battery and solar on the plot; later: in "
                "earliest_year; "
                "unavailable: not; unknown. A screening, no load-flow study"}},
        {"demand_mw", "REAL", {"Vraag (MW)", "Demand (MW)"}, {}},
        {"supply_mw", "REAL", {"Teruglevering (MW)", "Feed-in (MW)"}, {}},
        {"headroom_mw", "REAL", {"Ruimte (MW)", "Headroom (MW)"},
            {"in het jaar van de studie, de minste van het station en alles erboven; leeg: onbekend, of "
             "aangekondigd zonder "
             "omvang",
                "in the study's year, the least of the station and all above it; null: unknown, or announced "
                "without a "
                "size"}},
        {"station_id", "TEXT", {"Station", "Station"}, {}},
        {"station_name", "TEXT", {"Naam van het station", "Name of the station"}, {}},
        {"station_assumed", "BOOLEAN", {"Station aangenomen", "Station assumed"},
            {"1: het dichtstbijzijnde, bij gebrek aan een voedingsgebied",
                "1: the nearest, for want of a service area"}},
        {"connection_class", "TEXT", {"Aansluiting", "Connection"},
            {"leeg: geen is bruikbaar", "null: none is usable"}},
        {"connection_distance_m", "REAL", {"Lengte van de aansluiting (m)", "Length of the connection (m)"},
            {"omweg x hemelsbreed", "detour x straight line"}},
        {"connection_cost_eur", "REAL", {"Kosten van de aansluiting (EUR)", "Cost of the connection (EUR)"},
            {"indicatief, excl. btw: toon niet meer dan twee cijfers",
                "indicative, excl. VAT: show no more than two digits"}},
        {"earliest_year", "INTEGER", {"Past vanaf", "Fits from"},
            {"leeg: niet voor de horizon", "null: not before the horizon"}},
        {"relief_sized", "BOOLEAN", {"Omvang bekend", "Size known"},
            {"0: het jaar rust op aangekondigde verlichting waarvan de omvang niet is gepubliceerd",
                "0: the year rests on announced relief of which the size is not published"}},
        {"supply_headroom_mw", "REAL", {"Ruimte voor teruglevering (MW)", "Headroom for feed-in (MW)"}, {}},
        {"supply_fits", "BOOLEAN", {"Teruglevering past", "Feed-in fits"},
            {"leeg: onbekend", "null: unknown"}},
    };
    if (rules.grid->has_ranges()) {
        append(columns, range_columns());
    }
    if (rules.grid->local) {
        append(columns, local_columns());
    }
    return columns;
}

std::vector<ColumnDeclaration> grid_summary_columns(const RuleSet& rules)
{
    std::vector<ColumnDeclaration> columns;
    if (rules.grid) {
        for (const GridStatus status : grid_statuses) {
            columns.push_back({fmt::format("ha_grid_{}", to_text(status)), "REAL",
                {"ha: " + title_of(status).nl, "ha: " + title_of(status).en}, {}});
        }
        append(columns,
            {{"demand_mw", "REAL", {"Vraag (MW)", "Demand (MW)"},
                 {"som over de kavels", "sum over the plots"}},
                {"headroom_mw", "REAL", {"Ruimte (MW)", "Headroom (MW)"},
                    {"som over hun stations, elk één keer", "sum over their stations, each once"}}});
    }
    return columns;
}

void add_grid_cells(Rows& rows, const Outcome& outcome, std::size_t plot)
{
    if (!outcome.study.rules.grid) {
        return;
    }
    const PlotPower& power = outcome.screening.plots[plot];
    if (!power.usable) {
        rows.add(to_text(GridStatus::unknown));
        for (std::size_t i = 1; i < grid_columns(outcome.study.rules).size(); ++i) {
            rows.add_null();
        }
        return;
    }
    const GridModel& model = *outcome.study.rules.grid;
    const GridVerdict& verdict = power.typical;
    const auto& connection = verdict.connection;
    rows.add(to_text(verdict.status)).add(verdict.demand_mw).add(power.supply_mw).add(verdict.headroom_mw);
    if (verdict.feeding) {
        const Station& station = (*outcome.screening.net)[verdict.feeding->station];
        rows.add(station.id).add(station.name).add(power.station_assumed);
    } else {
        rows.add_null().add_null().add_null();
    }
    rows.add(connection ? std::optional(model.connections[connection->connection_class].id) : std::nullopt)
        .add(connection ? connection->distance_m : std::nullopt)
        .add(connection ? connection->cost_eur : std::nullopt)
        .add(verdict.earliest_year)
        .add(verdict.earliest_year ? std::optional(verdict.relief_sized) : std::nullopt)
        .add(power.supply_headroom_mw)
        .add(power.supply_fits);
    if (model.has_ranges()) {
        rows.add(power.low->demand_mw)
            .add(power.high->demand_mw)
            .add(to_text(power.low->status))
            .add(to_text(power.high->status));
    }
    if (model.local) {
        const auto& local = verdict.local;
        const bool works = local && local->battery_mwh;
        rows.add(works ? local->battery_mwh : std::nullopt)
            .add(works ? std::optional(local->battery_mwh_planned) : std::nullopt)
            .add(works ? std::optional(local->battery_mw) : std::nullopt)
            .add(works ? std::optional(local->local_share) : std::nullopt);
    }
}

TableDeclaration grid_stations_table(const Study& study)
{
    TableDeclaration table{"grid_stations", {"Stations", "Stations"},
        {"Wat elk station over heeft, en wie er past als de volgorde van deze rangschikking gold; de "
         "netbeheerder houdt zijn "
         "eigen wachtrij aan. Een verkenning, geen netberekening",
            "What each station has left, and who fits if the order of this ranking held; the operator keeps "
            "its own queue. A "
            "screening, no load-flow study"},
        "GEOMETRY",
        {
            {"station_id", "TEXT", {"Station", "Station"}, {}},
            {"name", "TEXT", {"Naam", "Name"}, {}},
            {"voltage_kv", "REAL", {"Spanning (kV)", "Voltage (kV)"}, {}},
            {"upstream_id", "TEXT", {"Gevoed door", "Fed by"}, {}},
            {"demand_status", "TEXT",
                {"Kleur op de capaciteitskaart (afname)", "Colour on the capacity map (offtake)"},
                {"available: transparant; limited: geel; announced: oranje; congested: rood. Niet uit de "
                 "megawatts afgeleid",
                    "available: transparent; limited: yellow; announced: amber; congested: red. Not derived "
                    "from the "
                    "megawatts"}},
        },
        "fid", {}};
    for (int year = study.base_year; year <= study.rules.grid->horizon; ++year) {
        table.columns.push_back({fmt::format("headroom_{}", year), "REAL",
            {fmt::format("Ruimte in {} (MW)", year), fmt::format("Headroom in {} (MW)", year)},
            {"van het station zelf; leeg: onbekend, of aangekondigd zonder omvang",
                "of the station itself; null: unknown, or announced without a size"}});
    }
    append(table.columns,
        {
            {"demand_wanted_mw", "REAL", {"Gevraagd (MW)", "Wanted (MW)"},
                {"door kavels achter dit station, ook achter stations eronder",
                    "by plots behind this station, those behind stations below it included"}},
            {"demand_served_mw", "REAL", {"Past (MW)", "Served (MW)"}, {}},
            {"plots_wanting", "INTEGER", {"Kavels die vragen", "Plots wanting"}, {}},
            {"plots_served", "INTEGER", {"Kavels die passen", "Plots served"}, {}},
            {"fits_in_order", "TEXT", {"Passen, op volgorde", "Fit, in order"}, {}},
            {"first_not_fitting", "TEXT", {"Eerste die niet past", "First that does not fit"}, {}},
        });
    return table;
}

void fill_grid_stations(Rows& rows, const Outcome& outcome)
{
    const StationNet& net = *outcome.screening.net;
    const Layer* layer = outcome.region.layer("grid-stations");
    const auto& ids = outcome.region.candidates.ids;
    for (std::size_t i = 0; i < net.stations().size(); ++i) {
        const Station& station = net[i];
        const StationLedger& ledger = outcome.ledger[i];
        rows.add_geometry(station.feature ? to_wkb(layer->features.shapes[*station.feature]) : std::string())
            .add(station.id)
            .add(station.name)
            .add(station.voltage_kv)
            .add_or_null(station.upstream_id)
            .add_or_null(station.demand.status);
        for (int year = outcome.study.base_year; year <= outcome.study.rules.grid->horizon; ++year) {
            rows.add(net.headroom(i, Direction::demand, year).mw);
        }
        std::vector<std::string> served;
        for (const std::size_t plot : ledger.served) {
            served.push_back(ids[plot]);
        }
        rows.add(ledger.wanted_mw)
            .add(ledger.served_mw)
            .add(ledger.plots_wanting)
            .add(ledger.served.size())
            .add_or_null(joined(served, ","))
            .add(ledger.first_not_fitting ? std::optional(ids[*ledger.first_not_fitting]) : std::nullopt)
            .end();
    }
}

const TableDeclaration& energy_hubs_table()
{
    static const TableDeclaration table{"energy_hubs", {"Energiehubs", "Energy hubs"},
        {"Buren achter één station die samen minder nodig hebben: een verkenning; vraagt afspraak met de "
         "netbeheerder",
            "Neighbours behind one station that need less together: an exploration; asks for an agreement "
            "with the grid "
            "operator"},
        "POLYGON",
        {
            {"hub_id", "TEXT", {"Hub", "Hub"}, {}},
            {"station_id", "TEXT", {"Station", "Station"}, {}},
            {"members", "TEXT", {"Deelnemers", "Members"},
                {"bestaande terreinen eerst, dan kavels op rang",
                    "existing parks first, then plots in ranking order"}},
            {"joined", "TEXT", {"Passen samen", "Fit together"},
                {"uur voor uur opgeteld", "added up hour by hour"}},
            {"joined_alone", "TEXT", {"Passen elk apart", "Fit each alone"},
                {"met de som van hun eigen pieken", "by the sum of their own peaks"}},
            {"sum_of_peaks_mw", "REAL", {"Som van de pieken (MW)", "Sum of peaks (MW)"}, {}},
            {"peak_mw", "REAL", {"Piek samen (MW)", "Peak together (MW)"}, {}},
            {"saved_mw", "REAL", {"Uitgespaard (MW)", "Saved (MW)"}, {}},
            {"limit_mw", "REAL", {"Grens (MW)", "Limit (MW)"},
                {"ruimte van het station, en wat de deelnemers al hebben",
                    "headroom of the station, and what those who joined have"}},
        },
        "fid", {}};
    return table;
}

void fill_energy_hubs(Rows& rows, const Outcome& outcome)
{
    for (const EnergyHub& hub : outcome.hubs) {
        std::vector<std::string> members;
        std::vector<std::string> together;
        std::vector<std::string> alone;
        for (const HubMember& member : hub.members) {
            members.push_back(member.id);
            if (member.joined) {
                together.push_back(member.id);
            }
            if (member.joined_alone) {
                alone.push_back(member.id);
            }
        }
        rows.add_geometry(to_wkb(hub.hull[0]))
            .add(hub.id)
            .add((*outcome.screening.net)[hub.station].id)
            .add(joined(members, ","))
            .add_or_null(joined(together, ","))
            .add_or_null(joined(alone, ","))
            .add(hub.sum_of_peaks_mw)
            .add(hub.peak_mw)
            .add(hub.sum_of_peaks_mw - hub.peak_mw)
            .add(hub.limit_mw)
            .end();
    }
}

} // namespace kavel
