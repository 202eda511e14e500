// SPDX-License-Identifier: EUPL-1.2
#include "write/recorded_result.hpp"

#include "write/geometry_blob.hpp"
#include "write/grid_tables.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace kavel {

namespace {

/// Evidence holds on to its units as long as the program runs.
std::string_view kept_text(const std::string& text)
{
    static std::mutex mutex;
    static std::set<std::string> texts;
    const std::lock_guard lock(mutex);
    return *texts.insert(text).first;
}

std::optional<EvidenceKind> kind_of(const std::string& text)
{
    for (int kind = 0; !to_text(static_cast<EvidenceKind>(kind)).empty(); ++kind) {
        if (to_text(static_cast<EvidenceKind>(kind)) == text) {
            return static_cast<EvidenceKind>(kind);
        }
    }
    return std::nullopt;
}

} // namespace

EvidenceByPlot evidence_in(Database& database, const Study& study, const std::vector<std::string>& ids)
{
    std::unordered_map<std::string_view, std::size_t> plots;
    for (std::size_t plot = 0; plot < ids.size(); ++plot) {
        plots.emplace(ids[plot], plot);
    }
    std::unordered_map<std::string, std::size_t> rules;
    for (std::size_t rule = 0; rule < study.rules.size(); ++rule) {
        rules.emplace(study.rules.rule(rule).id, rule);
    }
    EvidenceByPlot evidence(ids.size());
    Statement rows(
        database, "SELECT plot_id, rule_id, kind, label, amount, unit, geom FROM evidence ORDER BY fid");
    while (rows.step()) {
        // What the grid model saw is told anew when it is written, also where it stands with a rule.
        const std::string rule = rows.text(1);
        if (rule == grid_rule_id || is_of_grid(*study.rules.rule(rules.at(rule)).measure)) {
            continue;
        }
        evidence.at(plots.at(rows.view(0)))
            .push_back({rules.at(rule), kind_of(rows.text(2)).value(), rows.text(3), rows.maybe_number(4),
                kept_text(rows.text(5)), std::string(wkb_of(rows.view(6)))});
    }
    return evidence;
}

void CellsOfRows::Part::add(std::size_t row, std::string_view cell)
{
    if (ends.empty()) {
        first_row = row;
    } else if (row != first_row + ends.size()) {
        throw std::runtime_error("rows");
    }
    bytes += cell;
    ends.push_back(bytes.size());
}

CellsOfRows::CellsOfRows(std::vector<Part> parts, std::size_t rows)
    : m_parts(std::move(parts))
{
    std::size_t next = 0;
    for (const Part& part : m_parts) {
        if (part.first_row != next) {
            throw std::runtime_error("rows");
        }
        next += part.ends.size();
    }
    if (next != rows) {
        throw std::runtime_error("rows");
    }
}

std::string_view CellsOfRows::at(std::size_t row) const
{
    const auto behind = std::upper_bound(m_parts.begin(), m_parts.end(), row,
        [](std::size_t one, const Part& part) { return one < part.first_row; });
    const Part& part = *std::prev(behind);
    const std::size_t place = row - part.first_row;
    const std::size_t begin = place == 0 ? 0 : part.ends[place - 1];
    return std::string_view(part.bytes).substr(begin, part.ends[place] - begin);
}

RecordedResult::RecordedResult(std::shared_ptr<const PageSource> result,
    std::vector<GeoPackage::TableThere> tables, Sites sites, CellsOfRows seen, std::size_t criteria)
    : m_result(std::move(result))
    , m_tables(std::move(tables))
    , m_sites(std::move(sites))
    , m_seen(std::move(seen))
    , m_criteria(criteria)
{
}

void RecordedResult::keep_draft(std::filesystem::path output, Draft draft)
{
    m_output = std::move(output);
    m_draft = std::move(draft);
}

Draft RecordedResult::take_draft(const std::filesystem::path& output) const
{
    const std::lock_guard lock(m_mutex);
    return output == m_output ? std::exchange(m_draft, {}) : Draft();
}

bool RecordedResult::copy_into(GeoPackage& package) const
{
    return package.copy(m_result, m_tables);
}

EvidenceByPlot RecordedResult::evidence(const Study& study, const std::vector<std::string>& ids) const
{
    Database database = Database::read(m_result->path());
    return evidence_in(database, study, ids);
}

} // namespace kavel
