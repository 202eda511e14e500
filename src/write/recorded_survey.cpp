// SPDX-License-Identifier: EUPL-1.2
#include "write/recorded_survey.hpp"

#include "base/sha256.hpp"
#include "base/work.hpp"
#include "geometry/wkb_paths.hpp"
#include "read/source_files.hpp"
#include "read/source_reading.hpp"
#include "write/geometry_blob.hpp"
#include "write/geopackage_contents.hpp"
#include "write/recorded_result.hpp"
#include "write/reference_system.hpp"
#include "write/schema.hpp"
#include "write/tree_reading.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <iterator>
#include <map>
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

std::string header_of(Database& database)
{
    Statement content(database, "SELECT content FROM " + tables::survey().name);
    return content.step() ? content.text(0) : std::string();
}

/// In a record, where the key comes first, then the geometry.
std::size_t place_of_column(const TableDeclaration& table, std::string_view name)
{
    return column_index(table, name) + (table.geometry.empty() ? 1 : 2);
}

/// What fill_survey_notes wrote: the notes, then the arrays.
Survey noted_survey(const TableReading& table)
{
    std::string notes;
    std::optional<Survey> survey;
    table.for_rows(0, table.leaves(), [&](std::int64_t key, std::string_view record) {
        const std::string_view content = text_in(record, 1);
        if (key == 1) {
            notes = content;
        } else {
            survey = survey_in(notes, content);
        }
    });
    return std::move(survey).value();
}

/// Of the notes on a result's survey, and by some hundreds of pages of what its tables have of plots and
/// criteria: what can be read side by side.
class Reading {
public:
    /// `roots`: of the result's tables.
    Reading(const std::shared_ptr<const PageSource>& result, const std::map<std::string, PageNumber>& roots,
        const Study& study, const SurveyHeader& header)
        : m_result(result)
        , m_header(header)
        , m_sites_table(tables::ranked_sites(study.rules, {}))
        , m_sites(*result, roots.at(m_sites_table.name))
        , m_scores(*result, roots.at(tables::scores().name))
        , m_notes(*result, roots.at(tables::survey_notes().name))
    {
    }

    /// `with_seen`: what criteria saw will be told as it stands there.
    void read(unsigned threads, bool with_seen)
    {
        std::future<Survey> notes
            = std::async(thread_count(threads) > 1 ? std::launch::async : std::launch::deferred,
                [this] { return noted_survey(m_notes); });
        std::vector<SiteRows> sites(parts_of(m_sites));
        std::vector<CellsOfRows::Part> seen(with_seen ? parts_of(m_scores) : 0);
        Silent nobody;
        for_each_index(sites.size() + seen.size(), threads, nobody, {}, [&](std::size_t index, unsigned) {
            if (index < sites.size()) {
                read_sites(index, sites[index]);
            } else {
                read_seen(index - sites.size(), seen[index - sites.size()]);
            }
        });
        put_together(std::move(sites));
        if (with_seen) {
            m_seen = CellsOfRows(std::move(seen), m_header.plots * m_header.criteria);
        }
        std::unordered_map<std::string_view, std::size_t> row_by_id;
        row_by_id.reserve(m_ids.size());
        for (std::size_t row = 0; row < m_ids.size(); ++row) {
            row_by_id.emplace(m_ids[row], row);
        }
        m_survey = notes.get();
        const std::vector<std::string>& ids = m_survey.region.candidates.ids;
        m_recorded.row_of.resize(ids.size());
        for_each_index(ids.size(), threads, nobody, {},
            [&](std::size_t plot, unsigned) { m_recorded.row_of[plot] = row_by_id.at(ids[plot]); });
    }

    Survey take_survey() { return std::move(m_survey); }

    /// To be told again as it stands there.
    std::shared_ptr<RecordedResult> take_result()
    {
        return std::make_shared<RecordedResult>(m_result,
            std::vector<GeoPackage::TableThere>{
                {tables::evidence().name, m_header.evidence}, {tables::survey_notes().name, m_header.notes}},
            std::move(m_recorded), std::move(m_seen), m_header.criteria);
    }

    /// Of the plots, in their order.
    Shapes shapes() const
    {
        Shapes shapes;
        for (const std::size_t row : m_recorded.row_of) {
            const std::string_view wkb = wkb_of(m_recorded.geometries.at(row));
            if (!wkb.empty() && !add_wkb_paths(shapes, wkb)) {
                throw std::runtime_error("a geometry");
            }
            shapes.end_feature();
        }
        return shapes;
    }

private:
    static constexpr std::size_t leaves_a_part = 512;

    struct SiteRows {
        CellsOfRows::Part geometries;
        std::vector<std::string> ids;
        std::vector<double> area_ha;
    };

    static std::size_t parts_of(const TableReading& table)
    {
        return (table.leaves() + leaves_a_part - 1) / leaves_a_part;
    }

    /// Calls with number, from 0, and record of every row of a part.
    template <class Row> static void for_rows(const TableReading& table, std::size_t part, Row with)
    {
        const std::size_t first = part * leaves_a_part;
        table.for_rows(first, std::min(first + leaves_a_part, table.leaves()),
            [&](std::int64_t key, std::string_view record) {
                with(static_cast<std::size_t>(key) - 1, record);
            });
    }

    void read_sites(std::size_t part, SiteRows& rows) const
    {
        constexpr std::size_t geometry = 1; // after the key
        const std::size_t id = place_of_column(m_sites_table, "plot_id");
        const std::size_t area_ha = place_of_column(m_sites_table, "area_ha");
        rows.geometries.bytes.reserve(leaves_a_part * page_size);
        for_rows(m_sites, part, [&](std::size_t row, std::string_view record) {
            rows.geometries.add(row, text_in(record, geometry));
            rows.ids.emplace_back(text_in(record, id));
            rows.area_ha.push_back(number_in(record, area_ha));
        });
    }

    void read_seen(std::size_t part, CellsOfRows::Part& seen) const
    {
        const std::size_t evidence = place_of_column(tables::scores(), "evidence");
        for_rows(m_scores, part,
            [&](std::size_t row, std::string_view record) { seen.add(row, text_in(record, evidence)); });
    }

    void put_together(std::vector<SiteRows> sites)
    {
        std::vector<CellsOfRows::Part> geometries;
        for (SiteRows& part : sites) {
            geometries.push_back(std::move(part.geometries));
            m_ids.insert(m_ids.end(), std::make_move_iterator(part.ids.begin()),
                std::make_move_iterator(part.ids.end()));
            m_recorded.area_ha.insert(m_recorded.area_ha.end(), part.area_ha.begin(), part.area_ha.end());
        }
        m_recorded.geometries = CellsOfRows(std::move(geometries), m_header.plots);
    }

    std::shared_ptr<const PageSource> m_result;
    const SurveyHeader& m_header;
    TableDeclaration m_sites_table;
    TableReading m_sites;
    TableReading m_scores;
    TableReading m_notes;
    Survey m_survey;
    std::vector<std::string> m_ids; ///< row by row
    RecordedResult::Sites m_recorded;
    CellsOfRows m_seen;
};

/// Begins the result that will stand in the place of this one with the pages that it takes over; nothing
/// where none can be written, which is told when it is.
Draft begin_next(const std::filesystem::path& output, const std::shared_ptr<const PageSource>& result,
    const SurveyHeader& header)
{
    try {
        Draft draft{std::make_unique<OutputFile>(output), nullptr};
        const PageNumber first = header.evidence.first_page;
        draft.pages = std::make_unique<PagesAhead>(
            draft.file->path(), result, first, header.evidence.pages + header.notes.pages, first);
        return draft;
    } catch (const Problems&) {
        return {};
    } catch (const DatabaseError&) {
        return {};
    }
}

/// The evidence stays where it is when nothing of it will be told otherwise, and the file is as it was
/// written.
Survey read_survey(const std::filesystem::path& output, const SurveyHeader& header, Database& database,
    const std::shared_ptr<const PageSource>& result, const Study& study, unsigned threads)
{
    const bool stays
        = !study.rules.grid && header.language == study.language && GeoPackage::is_as_written(*result);
    Draft next = stays ? begin_next(output, result, header) : Draft();
    Reading reading(result, gpkg::root_pages(database), study, header);
    reading.read(threads, stays);
    Survey survey = reading.take_survey();
    survey.region.sources = header.sources;
    if (stays) {
        const auto recorded = reading.take_result();
        recorded->keep_draft(output, std::move(next));
        survey.recorded = recorded;
    } else {
        survey.region.candidates.table.shapes = reading.shapes();
        survey.evidence = evidence_in(database, study, survey.region.candidates.ids);
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
        SurveyHeader header = header_in(header_of(database));
        if (stamp_on(result->path()) == stamp_of_all(header.sources)) {
            for (const SourceReport& report : header.sources) {
                remember_mark(report.files, {report.bytes, report.sha256, report.modified});
            }
        }
        if (header.key != hash_of(study) || !same_sources(header.sources)) {
            return std::nullopt;
        }
        return read_survey(output, header, database, result, study, threads);
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
