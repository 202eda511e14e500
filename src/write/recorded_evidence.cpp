// SPDX-License-Identifier: EUPL-1.2
#include "write/recorded_evidence.hpp"

#include "base/work.hpp"
#include "geometry/wkb_paths.hpp"
#include "write/grid_tables.hpp"
#include "write/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <unordered_map>

namespace kavel {

namespace {

constexpr std::size_t plots_a_part = 4096;

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

/// The well-known binary behind a GeoPackage's header.
std::string_view wkb_in(std::string_view blob)
{
    constexpr std::size_t header = 8;
    constexpr std::size_t box = 32;
    return blob.empty() ? blob : blob.substr(header + ((blob[3] >> 1 & 7) == 1 ? box : 0));
}

using PlotOf = std::unordered_map<std::string_view, std::size_t>;

PlotOf plots_by_id(const std::vector<std::string>& ids)
{
    PlotOf plots;
    plots.reserve(ids.size());
    for (std::size_t plot = 0; plot < ids.size(); ++plot) {
        plots.emplace(ids[plot], plot);
    }
    return plots;
}

} // namespace

EvidenceByPlot evidence_in(Database& database, const Study& study, const std::vector<std::string>& ids)
{
    const PlotOf plots = plots_by_id(ids);
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
                kept_text(rows.text(5)), std::string(wkb_in(rows.view(6)))});
    }
    return evidence;
}

RankedShapes shapes_in(Database& database, const std::vector<std::string>& ids)
{
    const PlotOf plots = plots_by_id(ids);
    RankedShapes ranked;
    std::vector<std::string> shape_of(ids.size());
    Statement rows(database, "SELECT plot_id, geom FROM ranked_sites ORDER BY fid");
    while (rows.step()) {
        const std::size_t plot = plots.at(rows.view(0));
        ranked.plots.push_back(plot);
        shape_of[plot] = wkb_in(rows.view(1));
    }
    if (ranked.plots.size() != ids.size()) {
        throw std::out_of_range("plots");
    }
    for (const std::string& wkb : shape_of) {
        if (!wkb.empty() && !add_wkb_paths(ranked.shapes, wkb)) {
            throw std::out_of_range("geometry");
        }
        ranked.shapes.end_feature();
    }
    return ranked;
}

RecordedEvidence::RecordedEvidence(std::filesystem::path result, const FilledTable& evidence,
    std::vector<std::string> ids, const std::vector<std::size_t>& plots_in_order, std::size_t criteria,
    unsigned threads)
    : m_result(std::move(result))
    , m_evidence(evidence)
    , m_ids(std::move(ids))
    , m_row_of(plots_in_order.size())
    , m_criteria(criteria)
    , m_seen((plots_in_order.size() + plots_a_part - 1) / plots_a_part)
{
    for (std::size_t row = 0; row < plots_in_order.size(); ++row) {
        m_row_of[plots_in_order[row]] = row;
    }
    Silent nobody;
    for_each_index(m_seen.size(), threads, nobody, {},
        [this](std::size_t part, unsigned) { m_seen[part] = texts_of(part); });
}

RecordedEvidence::Texts RecordedEvidence::texts_of(std::size_t part) const
{
    const std::size_t first = part * plots_a_part;
    const std::size_t rows = (std::min(first + plots_a_part, m_row_of.size()) - first) * m_criteria;
    Database database = Database::read(m_result);
    Statement row(database, "SELECT evidence FROM scores WHERE fid > ? AND fid <= ? ORDER BY fid");
    row.bind(1, static_cast<std::int64_t>(first * m_criteria));
    row.bind(2, static_cast<std::int64_t>(first * m_criteria + rows));
    Texts texts;
    texts.ends.reserve(rows);
    while (row.step()) {
        texts.bytes += row.view(0);
        texts.ends.push_back(texts.bytes.size());
    }
    if (texts.ends.size() != rows) {
        throw std::out_of_range("scores");
    }
    return texts;
}

std::string_view RecordedEvidence::seen(std::size_t plot, std::size_t criterion) const
{
    const std::size_t place = m_row_of[plot];
    const Texts& texts = m_seen[place / plots_a_part];
    const std::size_t row = place % plots_a_part * m_criteria + criterion;
    const std::size_t begin = row == 0 ? 0 : texts.ends[row - 1];
    return std::string_view(texts.bytes).substr(begin, texts.ends[row] - begin);
}

bool RecordedEvidence::copy_into(GeoPackage& package) const
{
    return package.copy(tables::evidence().name, m_result, m_evidence);
}

EvidenceByPlot RecordedEvidence::read(const Study& study) const
{
    Database database = Database::read(m_result);
    return evidence_in(database, study, m_ids);
}

} // namespace kavel
