// SPDX-License-Identifier: EUPL-1.2
#include "write/recorded_survey.hpp"

#include "base/sha256.hpp"
#include "read/source_files.hpp"
#include "read/source_reading.hpp"
#include "write/recorded_evidence.hpp"
#include "write/reference_system.hpp"
#include "write/survey_notes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

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

std::optional<SurveyNotes> read_notes(Database& database)
{
    Statement row(database, std::string("SELECT content FROM ") + table + " WHERE part = 'survey'");
    return row.step() ? notes_in(row.text(0)) : std::nullopt;
}

/// Puts back what the notes leave to the tables. The evidence stays where it is when nothing of it will be
/// told otherwise, and the file is as it was written.
void add_tables(SurveyNotes& notes, Database& database, const std::filesystem::path& output,
    const Study& study, unsigned threads)
{
    Survey& survey = notes.survey;
    Candidates& plots = survey.region.candidates;
    RankedShapes ranked = shapes_in(database, plots.ids);
    plots.table.shapes = std::move(ranked.shapes);
    if (study.rules.grid || notes.language != study.language || !GeoPackage::is_as_written(output)) {
        survey.evidence = evidence_in(database, study, plots.ids);
        return;
    }
    const auto criteria
        = std::count(survey.applied.begin() + static_cast<std::ptrdiff_t>(study.rules.constraints.size()),
            survey.applied.end(), char{1});
    survey.recorded_evidence = std::make_shared<RecordedEvidence>(
        output, notes.evidence, plots.ids, ranked.plots, static_cast<std::size_t>(criteria), threads);
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
        Database database = Database::read(output);
        std::optional<SurveyNotes> notes = read_notes(database);
        if (!notes) {
            return std::nullopt;
        }
        std::vector<SourceReport>& sources = notes->survey.region.sources;
        if (stamp_on(output) == stamp_of_all(sources)) {
            for (const SourceReport& report : sources) {
                remember_mark(report.files, {report.bytes, report.sha256, report.modified});
            }
        }
        if (notes->key != hash_of(study) || !same_sources(sources)) {
            return std::nullopt;
        }
        add_tables(*notes, database, output, study, threads);
        return std::move(notes->survey);
    } catch (const DatabaseError&) {
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

void record_survey(Database& database, const Outcome& outcome, const FilledTable& evidence)
{
    database.run(std::string("CREATE TABLE ") + table + " (part TEXT PRIMARY KEY NOT NULL, content BLOB)");
    Statement insert(database, std::string("INSERT INTO ") + table + " VALUES ('survey', ?)");
    insert.bind_blob(1, bytes_of(hash_of(outcome.study), outcome, evidence));
    insert.step();
}

} // namespace kavel
