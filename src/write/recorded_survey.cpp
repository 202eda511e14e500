// SPDX-License-Identifier: EUPL-1.2
#include "write/recorded_survey.hpp"

#include "base/sha256.hpp"
#include "base/work.hpp"
#include "geometry/wkb_paths.hpp"
#include "read/source_files.hpp"
#include "read/source_reading.hpp"
#include "write/geometry_blob.hpp"
#include "write/recorded_evidence.hpp"
#include "write/reference_system.hpp"
#include "write/schema.hpp"
#include "write/tree_reading.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include <sys/xattr.h>

namespace kavel {

namespace {

/// Other versions may measure otherwise in the last digit.
std::string versions()
{
    return std::string(KAVEL_VERSION) + ' ' + gdal_version() + ' ' + geos_version() + ' ' + proj_version();
}

std::string hash_of(const Study& study)
{
    const std::string key = versions() + '\n' + survey_key(study, SourcePaths::written);
    return sha256({reinterpret_cast<const unsigned char*>(key.data()), key.size()});
}

/// Of all sources in one short text.
std::string stamp_of_all(const std::vector<SourceReport>& reports)
{
    Sha256 hash;
    for (const SourceReport& report : reports) {
        const std::string stamp = stamp_of(report.files);
        hash.add({reinterpret_cast<const unsigned char*>(stamp.data()), stamp.size()});
    }
    return hash.hex();
}

/// The stamp lies beside the file's bytes, as an attribute of the file: two results of the same input have
/// the same bytes wherever their sources lie. Where a file system has no attributes, sources are hashed
/// again.
constexpr const char* stamp_attribute = "user.kavel.sources";

std::string stamp_on(const std::filesystem::path& output)
{
    std::array<char, 128> text{};
    const ssize_t size = getxattr(output.c_str(), stamp_attribute, text.data(), text.size());
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
}

/// Whether every source is still what it was; what it says of itself may have changed (a copy is younger).
bool same_sources(std::vector<SourceReport>& reports)
{
    for (SourceReport& report : reports) {
        if (report.files.empty()) {
            return false; // a service: only reading it tells
        }
        for (const std::string& file : report.files) {
            std::error_code no_such_file;
            if (!std::filesystem::is_regular_file(file, no_such_file)
                || std::filesystem::exists(file + "-wal", no_such_file)) {
                return false;
            }
        }
    }
    const std::vector<SourceReport> before = reports;
    finish_marks(reports);
    return std::equal(reports.begin(), reports.end(), before.begin(),
        [](const SourceReport& now, const SourceReport& then) { return now.sha256 == then.sha256; });
}

/// The blob of a row of one of Kavel's own tables; empty where it is not there.
std::string content_of(Database& database, const TableDeclaration& table, std::int64_t row)
{
    Statement content(
        database, "SELECT content FROM " + quoted_name(table.name) + " WHERE " + table.key + " = ?");
    content.bind(1, row);
    return content.step() ? content.text(0) : std::string();
}

PageNumber root_page(Database& database, const TableDeclaration& table)
{
    Statement root(database, "SELECT rootpage FROM sqlite_schema WHERE name = ?");
    root.bind(1, table.name);
    return root.step() ? static_cast<PageNumber>(root.integer(0)) : PageNumber{0};
}

/// In a record, where the key comes first.
std::size_t place_of_column(const TableDeclaration& table, std::string_view name)
{
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
        [&](const ColumnDeclaration& one) { return one.name == name; });
    return static_cast<std::size_t>(column - table.columns.begin()) + 1;
}

/// Of survey_notes.
constexpr std::int64_t notes_row = 1;
constexpr std::int64_t arrays_row = 2;

/// What can be read side by side: the notes; by some thousands of plots what ranked_sites has of them, in the
/// order of its rows; and what stands in some pages of `scores`.
class Reading {
public:
    Reading(const PageSource& result, const SurveyHeader& header)
        : m_result(result)
        , m_header(header)
    {
    }

    void read(unsigned threads, bool with_seen)
    {
        std::future<Survey> notes
            = std::async(thread_count(threads) > 1 ? std::launch::async : std::launch::deferred, [this] {
                  Database database = Database::read(m_result.path());
                  return survey_in({content_of(database, tables::survey_notes(), notes_row),
                      content_of(database, tables::survey_notes(), arrays_row)});
              });
        std::optional<TableReading> scores;
        if (with_seen) {
            Database database = Database::read(m_result.path());
            scores.emplace(m_result, root_page(database, tables::scores()));
            m_seen.resize((scores->leaves() + leaves_a_part - 1) / leaves_a_part);
        }
        const std::size_t plot_parts = (m_header.plots + plots_a_part - 1) / plots_a_part;
        std::vector<RankedRows> read(thread_count(threads));
        Silent nobody;
        for_each_in_order(
            plot_parts + m_seen.size(), threads, nobody, {},
            [&](std::size_t index, unsigned thread) {
                if (index < plot_parts) {
                    read_plots(index, read[thread]);
                } else {
                    read_seen(*scores, index - plot_parts);
                }
            },
            [&](std::size_t index, unsigned thread) {
                if (index < plot_parts) {
                    const RankedRows& rows = read[thread];
                    m_ranked.ids.insert(m_ranked.ids.end(), rows.ids.begin(), rows.ids.end());
                    m_ranked.shapes.add(rows.shapes);
                    if (index == 0) {
                        m_ranked.shapes.reserve_times(1.1 * static_cast<double>(plot_parts));
                    }
                }
            });
        if (with_seen) {
            expect_all_seen();
        }
        m_survey = notes.get();
    }

    /// Gives the plots their shapes; tells the plot of each row of ranked_sites.
    std::vector<std::size_t> place_shapes()
    {
        Candidates& plots = m_survey.region.candidates;
        std::unordered_map<std::string_view, std::size_t> row_by_id;
        row_by_id.reserve(plots.size());
        for (std::size_t row = 0; row < m_ranked.ids.size(); ++row) {
            row_by_id.emplace(m_ranked.ids[row], row);
        }
        std::vector<std::size_t> row_of;
        std::vector<std::size_t> in_order(m_ranked.ids.size());
        for (std::size_t plot = 0; plot < plots.size(); ++plot) {
            row_of.push_back(row_by_id.at(plots.ids[plot]));
            in_order[row_of.back()] = plot;
        }
        m_ranked.shapes.reorder(row_of);
        plots.table.shapes = std::move(m_ranked.shapes);
        return in_order;
    }

    Survey take_survey() { return std::move(m_survey); }
    std::vector<RecordedEvidence::Texts> take_seen() { return std::move(m_seen); }

private:
    struct RankedRows {
        std::vector<std::string> ids;
        Shapes shapes;
    };

    static constexpr std::size_t plots_a_part = 4096;
    static constexpr std::size_t leaves_a_part = 512;

    void read_plots(std::size_t part, RankedRows& rows)
    {
        rows.ids.clear();
        rows.shapes.clear();
        const std::size_t first = part * plots_a_part;
        const std::size_t last = std::min(first + plots_a_part, m_header.plots);
        Database database = Database::read(m_result.path());
        Statement row(
            database, "SELECT plot_id, geom FROM ranked_sites WHERE fid > ? AND fid <= ? ORDER BY fid");
        row.bind(1, static_cast<std::int64_t>(first));
        row.bind(2, static_cast<std::int64_t>(last));
        while (row.step()) {
            rows.ids.push_back(row.text(0));
            const std::string_view wkb = wkb_of(row.view(1));
            if (!wkb.empty() && !add_wkb_paths(rows.shapes, wkb)) {
                throw std::runtime_error("a geometry");
            }
            rows.shapes.end_feature();
        }
        if (rows.ids.size() != last - first) {
            throw std::runtime_error("rows");
        }
    }

    void read_seen(const TableReading& scores, std::size_t part)
    {
        static const std::size_t evidence = place_of_column(tables::scores(), "evidence");
        RecordedEvidence::Texts& texts = m_seen[part];
        const std::size_t first = part * leaves_a_part;
        scores.for_rows(first, std::min(first + leaves_a_part, scores.leaves()),
            [&](std::int64_t key, std::string_view record) {
                if (texts.ends.empty()) {
                    texts.first_row = static_cast<std::size_t>(key) - 1;
                }
                texts.bytes += text_in(record, evidence);
                texts.ends.push_back(static_cast<std::uint32_t>(texts.bytes.size()));
            });
    }

    void expect_all_seen() const
    {
        std::size_t rows = 0;
        for (const RecordedEvidence::Texts& texts : m_seen) {
            if (texts.first_row != rows && !texts.ends.empty()) {
                throw std::runtime_error("rows");
            }
            rows += texts.ends.size();
        }
        if (rows != m_header.plots * m_header.criteria) {
            throw std::runtime_error("rows");
        }
    }

    const PageSource& m_result;
    const SurveyHeader& m_header;
    Survey m_survey;
    RankedRows m_ranked;
    std::vector<RecordedEvidence::Texts> m_seen; ///< in the order of the rows
};

/// The evidence stays where it is when nothing of it will be told otherwise, and the file is as it was
/// written.
Survey read_survey(const SurveyHeader& header, Database& database,
    const std::shared_ptr<const PageSource>& result, const Study& study, unsigned threads)
{
    const bool stays
        = !study.rules.grid && header.language == study.language && GeoPackage::is_as_written(*result);
    Reading reading(*result, header);
    reading.read(threads, stays);
    const std::vector<std::size_t> plots_in_order = reading.place_shapes();
    Survey survey = reading.take_survey();
    const std::vector<std::string>& ids = survey.region.candidates.ids;
    survey.region.sources = header.sources;
    if (stays) {
        survey.recorded_evidence = std::make_shared<RecordedEvidence>(result,
            std::vector<GeoPackage::TableThere>{
                {tables::evidence().name, header.evidence}, {tables::survey_notes().name, header.notes}},
            plots_in_order, header.criteria, reading.take_seen());
    } else {
        survey.evidence = evidence_in(database, study, ids);
    }
    return survey;
}

} // namespace

std::optional<Survey> recorded_survey(
    const std::filesystem::path& output, const Study& study, unsigned threads)
{
    std::error_code no_such_file;
    if (!std::filesystem::is_regular_file(output, no_such_file)) {
        return std::nullopt;
    }
    try {
        // Another run may put its result in this one's place: all is read from the file that is there now.
        const auto result = std::make_shared<const PageSource>(output);
        Database database = Database::read(result->path());
        SurveyHeader header = header_in(content_of(database, tables::survey(), 1));
        if (stamp_on(result->path()) == stamp_of_all(header.sources)) {
            for (const SourceReport& report : header.sources) {
                remember_mark(report.files, {report.bytes, report.sha256, report.modified});
            }
        }
        if (header.key != hash_of(study) || !same_sources(header.sources)) {
            return std::nullopt;
        }
        return read_survey(header, database, result, study, threads);
    } catch (const std::runtime_error&) {
        return std::nullopt; // no result of ours, or one of another version: measured anew
    } catch (const std::logic_error&) { // what at() and value() throw
        return std::nullopt;
    } catch (const Problems&) { // a source that can no longer be read is told where it is read
        return std::nullopt;
    }
}

void stamp_result(const std::filesystem::path& file, const Outcome& outcome)
{
    const std::string stamp = stamp_of_all(outcome.region.sources);
    // Nothing is lost where the file system refuses.
    static_cast<void>(setxattr(file.c_str(), stamp_attribute, stamp.data(), stamp.size(), 0));
}

void fill_survey(Rows& rows, const Outcome& outcome, const FilledTable& evidence, const FilledTable& notes)
{
    const auto first_criterion
        = outcome.applied.begin() + static_cast<std::ptrdiff_t>(outcome.study.rules.constraints.size());
    const auto criteria
        = static_cast<std::size_t>(std::count(first_criterion, outcome.applied.end(), char{1}));
    rows.add_blob(bytes_of({hash_of(outcome.study), outcome.study.language, outcome.region.sources,
                      outcome.region.candidates.size(), criteria, evidence, notes}))
        .end();
}

void fill_survey_notes(Rows& rows, const SurveyNotes& notes)
{
    rows.add_blob(notes.notes).end();
    rows.add_blob(notes.arrays).end();
}

} // namespace kavel
