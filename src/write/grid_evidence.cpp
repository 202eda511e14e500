// SPDX-License-Identifier: EUPL-1.2
#include "base/wording.hpp"
#include "geometry/wkb.hpp"
#include "write/grid_tables.hpp"
#include "write/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

class Teller {
public:
    Teller(const Outcome& outcome, std::size_t plot)
        : m_outcome(outcome)
        , m_model(*outcome.study.rules.grid)
        , m_net(*outcome.screening.net)
        , m_power(outcome.screening.plots[plot])
        , m_verdict(m_power.typical)
        , m_language(outcome.study.language)
        , m_rule(grid_rule())
    {
    }

    std::vector<GridEvidence> tell()
    {
        tell_connection();
        if (m_verdict.feeding) {
            tell_least();
            tell_year();
            tell_range();
            tell_local();
        }
        tell_postcodes();
        return std::move(m_rows);
    }

private:
    /// The first applied rule that asks for the grid.
    std::size_t grid_rule() const
    {
        const RuleSet& rules = m_outcome.study.rules;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (m_outcome.applied[i] != 0 && is_of_grid(*rules.rule(i).measure)) {
                return i;
            }
        }
        return rules.size();
    }

    void say(const Title& text, std::optional<double> amount = std::nullopt, std::string_view unit = {},
        std::string wkb = {})
    {
        m_rows.push_back(
            {m_topic, {m_rule, EvidenceKind::connection, text.in(m_language), amount, unit, std::move(wkb)}});
    }

    /// A figure of a screening has two decimals at most.
    std::string mw(double figure) const { return rounded_text(figure, 2, m_language); }
    /// What is an estimate: two digits.
    std::string about(double figure) const { return two_digits_text(figure, m_language); }
    const std::string& name(std::size_t station) const { return m_net[station].name; }

    void tell_connection()
    {
        if (!m_verdict.connection) {
            say({"geen aansluitklasse is bruikbaar: te veel vermogen of te ver",
                "no connection class is usable: too much power or too far"});
            return;
        }
        const Connection& connection = *m_verdict.connection;
        const ConnectionClass& one = m_model.connections[connection.connection_class];
        const std::string to_nl = one.to_station ? connection.to_label : "kabel " + connection.to_label;
        const std::string to_en = one.to_station ? connection.to_label : "cable " + connection.to_label;
        say({fmt::format("{} naar {}", one.id, to_nl), fmt::format("{} to {}", one.id, to_en)},
            connection.distance_m, "m",
            connection.distance_m ? line_wkb(connection.from, connection.to) : std::string());
        if (connection.cost_eur) {
            const std::string year_nl = one.price_year ? fmt::format(", prijspeil {}", *one.price_year) : "";
            const std::string year_en = one.price_year ? fmt::format(", prices of {}", *one.price_year) : "";
            const std::string cost = two_digits_text(*connection.cost_eur, m_language);
            say({fmt::format("kosten indicatief {} euro{}, excl. btw", cost, year_nl),
                fmt::format("cost indicative {} euro{}, excl. VAT", cost, year_en)});
        }
    }

    /// The station that has least left, and what the others in the chain have.
    void tell_least()
    {
        m_topic = GridTopic::headroom;
        const int year = m_outcome.study.year;
        if (!m_verdict.headroom_known) {
            say({fmt::format(
                     "van station {} is de ruimte in {} niet bekend", name(m_verdict.feeding->station), year),
                fmt::format("of station {} the headroom in {} is not known", name(m_verdict.feeding->station),
                    year)});
            return;
        }
        if (m_verdict.limiting) {
            say({fmt::format("minste ruimte in {}: {}", year, name(*m_verdict.limiting)),
                    fmt::format("least headroom in {}: {}", year, name(*m_verdict.limiting))},
                m_verdict.headroom_mw, "MW");
        }
        for (const std::size_t station : m_net.chain(*m_verdict.feeding, Direction::demand)) {
            const Headroom own = m_net.headroom(station, Direction::demand, year);
            const std::string& status = m_net[station].demand.status;
            const std::string colour = status.empty() ? "" : fmt::format(" ({})", status);
            const Title room = own.announced ? Title{"verlichting aangekondigd, omvang niet gepubliceerd",
                                   "relief announced, size not published"}
                : own.mw                     ? Title{mw(*own.mw) + " MW", mw(*own.mw) + " MW"}
                                             : Title{"onbekend, telt niet mee", "unknown, does not count"};
            if (station != m_verdict.limiting) {
                say({fmt::format("in de keten: {}{}: {}", name(station), colour, room.nl),
                    fmt::format("in the chain: {}{}: {}", name(station), colour, room.en)});
            }
        }
    }

    /// Since when it fits, and what holds it back before.
    void tell_year()
    {
        m_topic = GridTopic::year;
        if (!m_verdict.headroom_known || !m_verdict.connection) {
            return;
        }
        const int lead = m_model.connections[m_verdict.connection->connection_class].lead_years;
        const int built = m_outcome.study.base_year + lead;
        if (!m_verdict.earliest_year) {
            say({fmt::format("past niet voor {}: {} MW nodig", m_model.horizon + 1, mw(m_verdict.needed_mw)),
                fmt::format(
                    "does not fit before {}: {} MW needed", m_model.horizon + 1, mw(m_verdict.needed_mw))});
            return;
        }
        const int year = *m_verdict.earliest_year;
        const double amount = static_cast<double>(year);
        const ChainHeadroom before = m_net.headroom(*m_verdict.feeding, Direction::demand, year - 1);
        const std::string sized_nl
            = m_verdict.relief_sized ? "" : "; het jaar is gepubliceerd, de omvang niet";
        const std::string sized_en = m_verdict.relief_sized ? "" : "; the year is published, the size is not";
        if (year == built && lead > 0) {
            say({fmt::format("past vanaf {}: de aanleg duurt {} jaar{}", year, lead, sized_nl),
                    fmt::format("fits from {}: building takes {} years{}", year, lead, sized_en)},
                amount);
        } else if (before.limiting && before.mw && year > m_outcome.study.base_year) {
            say({fmt::format("past vanaf {}: in {} houdt {} het tegen, met {} MW waar {} MW nodig is{}", year,
                     year - 1, name(*before.limiting), mw(*before.mw), mw(m_verdict.needed_mw), sized_nl),
                    fmt::format("fits from {}: in {} {} holds it back, with {} MW where {} MW is needed{}",
                        year, year - 1, name(*before.limiting), mw(*before.mw), mw(m_verdict.needed_mw),
                        sized_en)},
                amount);
        } else {
            say({fmt::format("past vanaf {}{}", year, sized_nl),
                    fmt::format("fits from {}{}", year, sized_en)},
                amount);
        }
    }

    /// Says so when the verdict hangs on how much is really asked.
    void tell_range()
    {
        if (!m_power.low
            || (m_power.low->status == m_verdict.status && m_power.high->status == m_verdict.status)) {
            return;
        }
        const auto at = [this](const GridVerdict& verdict, Language language) {
            const bool same_demand = m_power.low->demand_mw == m_power.high->demand_mw;
            return (same_demand ? std::string() : mw(verdict.demand_mw) + " MW ")
                + title_of(verdict.status).in(language);
        };
        say({fmt::format("het oordeel hangt van de aannames af: laag geschat {}, hoog geschat {}",
                 at(*m_power.low, Language::nl), at(*m_power.high, Language::nl)),
            fmt::format("the verdict hangs on the assumptions: estimated low {}, estimated high {}",
                at(*m_power.low, Language::en), at(*m_power.high, Language::en))});
    }

    static std::string day_of(std::size_t hour, Language language)
    {
        static const char* const months_nl[] = {"januari", "februari", "maart", "april", "mei", "juni",
            "juli", "augustus", "september", "oktober", "november", "december"};
        static const char* const months_en[] = {"January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December"};
        constexpr std::size_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        std::size_t day = hour / 24;
        std::size_t month = 0;
        while (month < 11 && day >= lengths[month]) {
            day -= lengths[month++];
        }
        return fmt::format("{} {}", day + 1, (language == Language::nl ? months_nl : months_en)[month]);
    }

    void tell_local()
    {
        m_topic = GridTopic::local;
        if (!m_verdict.local || m_verdict.fits) {
            return;
        }
        const LocalAnswer& local = *m_verdict.local;
        if (!local.battery_mwh) {
            say({fmt::format(
                     "geen batterij helpt: over het jaar is er {} MWh te kort; het meest in de week van {}",
                     about(local.short_mwh), day_of(local.tightest_from_h, Language::nl)),
                    fmt::format("no battery helps: over the year {} MWh is short; most in the week of {}",
                        about(local.short_mwh), day_of(local.tightest_from_h, Language::en))},
                local.short_mwh, "MWh");
            return;
        }
        if (*local.battery_mwh == 0.0) {
            say({"elk uur past al binnen wat er is, zonder batterij: gebouw en laden pieken niet samen, of "
                 "de zon helpt",
                    "every hour fits in what there is, without a battery: building and charging do not peak "
                    "together, or the "
                    "sun helps"},
                0.0, "MWh");
            return;
        }
        const std::string share = about(100.0 * local.local_share);
        const std::string most = about(100.0 * m_model.local->local_area_share);
        say({fmt::format("met een batterij van ten minste {} MWh ({} MW) past het elk uur; krapst van {} tot "
                         "{}; dat vraagt {} % van de "
                         "kavel, waar {} % mag",
                 about(*local.battery_mwh), about(local.battery_mw),
                 day_of(local.tightest_from_h, Language::nl), day_of(local.tightest_to_h, Language::nl),
                 share, most),
                fmt::format("with a battery of at least {} MWh ({} MW) every hour fits; tightest from {} to "
                            "{}; that takes {} % of the "
                            "plot, where {} % may be used",
                    about(*local.battery_mwh), about(local.battery_mw),
                    day_of(local.tightest_from_h, Language::en), day_of(local.tightest_to_h, Language::en),
                    share, most)},
            local.battery_mwh, "MWh");
    }

    void tell_postcodes()
    {
        m_topic = GridTopic::map;
        for (const PlacedPostcode& one : m_power.postcodes) {
            const auto status
                = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
            say({fmt::format("postcode {} in {}: afname {}, teruglevering {}", one.postcode, one.area,
                     status(one.demand_status), status(one.supply_status)),
                    fmt::format("postcode {} in {}: offtake {}, feed-in {}", one.postcode, one.area,
                        status(one.demand_status), status(one.supply_status))},
                one.share, "");
        }
    }

    const Outcome& m_outcome;
    const GridModel& m_model;
    const StationNet& m_net;
    const PlotPower& m_power;
    const GridVerdict& m_verdict;
    Language m_language;
    std::size_t m_rule;
    std::vector<GridEvidence> m_rows;
    GridTopic m_topic = GridTopic::connection;
};

} // namespace

GridTopic topic_of(const MeasureDeclaration& measure)
{
    if (measure.on == MeasuredOn::local_energy) {
        return GridTopic::local;
    }
    if (measure.name == "grid_wait" || measure.name == "grid_status") {
        return GridTopic::year;
    }
    const bool of_headroom
        = measure.name == "grid_headroom" || measure.name == "grid_ratio" || measure.name == "grid_gap";
    return of_headroom ? GridTopic::headroom : GridTopic::connection;
}

std::vector<GridEvidence> grid_evidence(const Outcome& outcome, std::size_t plot)
{
    if (!outcome.screening.plots[plot].usable) {
        return {};
    }
    return Teller(outcome, plot).tell();
}

} // namespace kavel
