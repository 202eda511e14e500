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
#include "write/survey_notes.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include <sys/xattr.h>

namespace kavel {

namespace {

constexpr const char* table = "kavel_survey";

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

std::string part_of(Database& database, const char* part)
{
    Statement row(database, std::string("SELECT content FROM ") + table + " WHERE part = '" + part + "'");
    return row.step() ? row.text(0) : std::string();
}

/// What can be read side by side: the notes, and by some thousands of plots what ranked_sites and scores have
/// of them, in the order of their rows.
class Reading {
public:
    Reading(const std::filesystem::path& result, const SurveyHeader& header)
        : m_result(result)
        , m_header(header)
        , m_seen(parts(header.plots))
    {
    }

    void read(unsigned threads, bool with_seen)
    {
        std::future<Survey> notes
            = std::async(thread_count(threads) > 1 ? std::launch::async : std::launch::deferred, [this] {
                  Database database = Database::read(m_result);
                  return survey_in(part_of(database, "survey"));
              });
        Silent nobody;
        std::vector<RankedRows> read(thread_count(threads));
        for_each_in_order(
            m_seen.size() * (with_seen ? 2 : 1), threads, nobody, {},
            [&](std::size_t index, unsigned thread) {
                Database database = Database::read(m_result);
                if (index < m_seen.size()) {
                    read_plots(database, index, read[thread]);
                } else {
                    read_seen(database, index - m_seen.size());
                }
            },
            [&](std::size_t index, unsigned thread) {
                if (index < m_seen.size()) {
                    const RankedRows& rows = read[thread];
                    m_ranked.ids.insert(m_ranked.ids.end(), rows.ids.begin(), rows.ids.end());
                    m_ranked.shapes.add(rows.shapes);
                    if (index == 0) {
                        m_ranked.shapes.reserve_times(1.1 * static_cast<double>(m_seen.size()));
                    }
                }
            });
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

    static std::size_t parts(std::size_t plots)
    {
        return (plots + RecordedEvidence::plots_a_part - 1) / RecordedEvidence::plots_a_part;
    }

    /// Calls with every row of a part of a table that has so many rows a plot.
    template <class Row>
    void for_rows(Database& database, const char* sql, std::size_t part, std::size_t rows_a_plot, Row with)
    {
        const std::size_t first = part * RecordedEvidence::plots_a_part;
        const std::size_t last = std::min(first + RecordedEvidence::plots_a_part, m_header.plots);
        Statement row(database, std::string(sql) + " WHERE fid > ? AND fid <= ? ORDER BY fid");
        row.bind(1, static_cast<std::int64_t>(first * rows_a_plot));
        row.bind(2, static_cast<std::int64_t>(last * rows_a_plot));
        std::size_t rows = 0;
        for (; row.step(); ++rows) {
            with(row);
        }
        if (rows != (last - first) * rows_a_plot) {
            throw std::runtime_error("rows");
        }
    }

    void read_plots(Database& database, std::size_t part, RankedRows& rows)
    {
        rows.ids.clear();
        rows.shapes.clear();
        for_rows(database, "SELECT plot_id, geom FROM ranked_sites", part, 1, [&](const Statement& row) {
            rows.ids.push_back(row.text(0));
            const std::string_view wkb = wkb_of(row.view(1));
            if (!wkb.empty() && !add_wkb_paths(rows.shapes, wkb)) {
                throw std::runtime_error("a geometry");
            }
            rows.shapes.end_feature();
        });
    }

    void read_seen(Database& database, std::size_t part)
    {
        RecordedEvidence::Texts& texts = m_seen[part];
        for_rows(database, "SELECT evidence FROM scores", part, m_header.criteria, [&](const Statement& row) {
            texts.bytes += row.view(0);
            texts.ends.push_back(texts.bytes.size());
        });
    }

    std::filesystem::path m_result;
    const SurveyHeader& m_header;
    Survey m_survey;
    RankedRows m_ranked;
    std::vector<RecordedEvidence::Texts> m_seen; ///< by part
};

/// The evidence stays where it is when nothing of it will be told otherwise, and the file is as it was
/// written.
Survey read_survey(const SurveyHeader& header, Database& database,
    const std::shared_ptr<const PageSource>& result, const Study& study, unsigned threads)
{
    const bool stays
        = !study.rules.grid && header.language == study.language && GeoPackage::is_as_written(*result);
    Reading reading(result->path(), header);
    reading.read(threads, stays);
    const std::vector<std::size_t> plots_in_order = reading.place_shapes();
    Survey survey = reading.take_survey();
    const std::vector<std::string>& ids = survey.region.candidates.ids;
    survey.region.sources = header.sources;
    if (stays) {
        survey.recorded_evidence = std::make_shared<RecordedEvidence>(
            result, header.evidence, plots_in_order, header.criteria, reading.take_seen());
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
        SurveyHeader header = header_in(part_of(database, "header"));
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

void record_survey(
    Database& database, const Outcome& outcome, const FilledTable& evidence, const std::string& notes)
{
    const auto first_criterion
        = outcome.applied.begin() + static_cast<std::ptrdiff_t>(outcome.study.rules.constraints.size());
    const auto criteria
        = static_cast<std::size_t>(std::count(first_criterion, outcome.applied.end(), char{1}));
    const SurveyHeader header{hash_of(outcome.study), outcome.study.language, outcome.region.sources,
        outcome.region.candidates.size(), criteria, evidence};
    database.run(std::string("CREATE TABLE ") + table + " (part TEXT PRIMARY KEY NOT NULL, content BLOB)");
    Statement insert(database, std::string("INSERT INTO ") + table + " VALUES (?, ?)");
    const std::string header_bytes = bytes_of(header);
    for (const auto& [part, bytes] : {std::pair("header", &header_bytes), std::pair("survey", &notes)}) {
        insert.bind(1, std::string_view(part));
        insert.bind_blob(2, *bytes);
        insert.step();
        insert.reset();
    }
}

} // namespace kavel
