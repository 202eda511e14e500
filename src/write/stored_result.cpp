// SPDX-License-Identifier: EUPL-1.2
#include "write/stored_result.hpp"

#include "base/problem.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace kavel {

namespace {

[[noreturn]] void complain(const std::filesystem::path& file, std::string wrong, std::string remedy)
{
    throw Problems(Problem{Fault::data, {file.string(), 0, 0}, std::move(wrong), std::move(remedy)});
}

Database open(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        complain(file, "there is no such file", "make it with 'kavel score', or give another path");
    }
    if (!std::filesystem::is_regular_file(file, error)) {
        complain(file, "this is no file", "give the path of a GeoPackage that 'kavel score' made");
    }
    try {
        Database database = Database::read(file);
        Statement run(database, "SELECT 1 FROM run WHERE key = 'kavel_version'");
        if (run.step()) {
            return database;
        }
    } catch (const DatabaseError&) {
        // Another file, or a GeoPackage without that table: said below.
    }
    complain(file, "this is no result of Kavel", "give the path of a GeoPackage that 'kavel score' made");
}

StoredRaw raw_at(const Statement& row, int column)
{
    return {row.maybe_number(column), row.text(column + 1)};
}

} // namespace

StoredResult::StoredResult(std::filesystem::path file)
    : m_file(std::move(file))
    , m_database(open(m_file))
{
}

std::string StoredResult::run(std::string_view key)
{
    Statement row(m_database, "SELECT value FROM run WHERE key = ?");
    row.bind(1, key);
    return row.step() ? row.text(0) : std::string();
}

Language StoredResult::language()
{
    return run("language") == "en" ? Language::en : Language::nl;
}

std::vector<StoredPlot> StoredResult::plots()
{
    std::vector<StoredPlot> plots;
    Statement row(m_database,
        "SELECT rank, plot_id, name, status, light, score, score_low, score_high, area_ha FROM ranked_sites "
        "ORDER BY fid");
    while (row.step()) {
        StoredPlot plot;
        if (!row.is_null(0)) {
            plot.rank = static_cast<int>(row.integer(0));
        }
        plot.id = row.text(1);
        plot.name = row.text(2);
        plot.status = row.text(3);
        plot.light = row.text(4);
        plot.score = row.maybe_number(5);
        plot.low = row.maybe_number(6);
        plot.high = row.maybe_number(7);
        plot.area_ha = row.number(8);
        plots.push_back(std::move(plot));
    }
    return plots;
}

std::string StoredResult::own_field(const std::string& plot, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        Statement column(
            m_database, "SELECT name FROM pragma_table_info('ranked_sites') WHERE lower(name) = ?");
        column.bind(1, name);
        if (!column.step()) {
            continue;
        }
        Statement row(m_database,
            fmt::format("SELECT {} FROM ranked_sites WHERE plot_id = ?", quoted_name(column.text(0))));
        row.bind(1, plot);
        return row.step() ? row.text(0) : std::string();
    }
    return {};
}

std::vector<StoredRule> StoredResult::criteria()
{
    std::vector<StoredRule> rules;
    Statement row(m_database,
        "SELECT id, title_nl, title_en, measure, unit, value_function, missing FROM criteria "
        "WHERE applied ORDER BY fid");
    while (row.step()) {
        rules.push_back({row.text(0), {row.text(1), row.text(2)}, row.text(3), row.text(4), row.text(5),
            row.number(6), {}});
    }
    return rules;
}

std::vector<StoredRule> StoredResult::constraints()
{
    std::vector<StoredRule> rules;
    Statement row(m_database,
        "SELECT id, title_nl, title_en, measure, unit, condition_nl, condition_en "
        "FROM constraints WHERE applied ORDER BY fid");
    while (row.step()) {
        rules.push_back({row.text(0), {row.text(1), row.text(2)}, row.text(3), row.text(4), {}, 0.0,
            {row.text(5), row.text(6)}});
    }
    return rules;
}

std::vector<StoredScore> StoredResult::scores(const std::string& plot)
{
    std::vector<StoredScore> scores;
    Statement row(m_database,
        "SELECT criterion_id, raw, raw_text, value, weight, points FROM scores WHERE plot_id = ? ORDER BY "
        "fid");
    row.bind(1, plot);
    while (row.step()) {
        scores.push_back({row.text(0), raw_at(row, 1), row.number(3), row.number(4), row.number(5)});
    }
    return scores;
}

std::vector<StoredCheck> StoredResult::checks(const std::string& plot)
{
    std::vector<StoredCheck> checks;
    Statement row(m_database,
        "SELECT constraint_id, raw, raw_text, \"limit\", passed, on_fail FROM checks "
        "WHERE plot_id = ? ORDER BY fid");
    row.bind(1, plot);
    while (row.step()) {
        const auto passed = row.is_null(4) ? std::nullopt : std::optional(row.integer(4) != 0);
        checks.push_back({row.text(0), raw_at(row, 1), row.text(3), passed, row.text(5)});
    }
    return checks;
}

std::vector<StoredEvidence> StoredResult::evidence(const std::string& plot)
{
    std::vector<StoredEvidence> rows;
    Statement row(
        m_database, "SELECT rule_id, kind, label, amount, unit FROM evidence WHERE plot_id = ? ORDER BY fid");
    row.bind(1, plot);
    while (row.step()) {
        rows.push_back({row.text(0), row.text(1), row.text(2), row.maybe_number(3), row.text(4)});
    }
    return rows;
}

std::optional<StoredHub> StoredResult::energy_hub(const std::string& plot)
{
    Statement table(m_database, "SELECT 1 FROM sqlite_master WHERE name = 'energy_hubs'");
    if (!table.step()) {
        return std::nullopt;
    }
    Statement row(m_database,
        "SELECT hub_id, members, joined, saved_mw, limit_mw FROM energy_hubs "
        "WHERE instr(',' || members || ',', ',' || ? || ',') > 0 ORDER BY fid");
    row.bind(1, plot);
    if (!row.step()) {
        return std::nullopt;
    }
    return StoredHub{row.text(0), row.text(1), row.text(2), row.maybe_number(3), row.maybe_number(4)};
}

} // namespace kavel
