// SPDX-License-Identifier: EUPL-1.2
#include "write/recorded_survey.hpp"

#include "base/sha256.hpp"
#include "read/source_files.hpp"
#include "read/source_reading.hpp"
#include "write/grid_tables.hpp"
#include "write/reference_system.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include <sys/xattr.h>

namespace kavel {

namespace {

using Json = nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

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

/// Facts hold on to their reasons, and evidence to its units, as long as the program runs.
const Title* kept_title(const Title& title)
{
    static std::mutex mutex;
    static std::deque<Title> titles;
    const std::lock_guard lock(mutex);
    const auto known = std::find(titles.begin(), titles.end(), title);
    return known != titles.end() ? &*known : &titles.emplace_back(title);
}

std::string_view kept_text(const std::string& text)
{
    static std::mutex mutex;
    static std::set<std::string> texts;
    const std::lock_guard lock(mutex);
    return *texts.insert(text).first;
}

Json as_json(const Title& title)
{
    return Json::array({title.nl, title.en});
}

Title title_in(const Json& json)
{
    return {json.at(0).get<std::string>(), json.at(1).get<std::string>()};
}

template <class T> Json list_of(const std::vector<T>& items, Json (*one)(const T&))
{
    Json list = Json::array();
    for (const T& item : items) {
        list.push_back(one(item));
    }
    return list;
}

Json report_json(const SourceReport& report)
{
    return {{"role", report.role}, {"source", report.source}, {"layer", report.layer},
        {"driver", report.driver}, {"bytes", report.bytes}, {"sha256", report.sha256},
        {"modified", report.modified}, {"features", report.features}, {"used", report.used},
        {"left_out", report.left_out}, {"left_out_why", as_json(report.left_out_why)}, {"crs", report.crs},
        {"operation", report.operation},
        {"accuracy_m", report.accuracy_m ? Json(*report.accuracy_m) : Json()}, {"dated", report.dated},
        {"files", report.files}};
}

SourceReport report_in(const Json& json)
{
    SourceReport report;
    report.role = json.at("role");
    report.source = json.at("source");
    report.layer = json.at("layer");
    report.driver = json.at("driver");
    report.bytes = json.at("bytes");
    report.sha256 = json.at("sha256");
    report.modified = json.at("modified");
    report.features = json.at("features");
    report.used = json.at("used");
    report.left_out = json.at("left_out");
    report.left_out_why = title_in(json.at("left_out_why"));
    report.crs = json.at("crs");
    report.operation = json.at("operation");
    if (!json.at("accuracy_m").is_null()) {
        report.accuracy_m = json.at("accuracy_m").get<double>();
    }
    report.dated = json.at("dated");
    report.files = json.at("files").get<std::vector<std::string>>();
    return report;
}

Json repair_json(const Repair& repair)
{
    return Json::array(
        {repair.source, repair.layer, repair.feature, as_json(repair.wrong), as_json(repair.done)});
}

Repair repair_in(const Json& json)
{
    return {json.at(0), json.at(1), json.at(2), title_in(json.at(3)), title_in(json.at(4))};
}

/// Texts of which many are the same, each once.
class TextTable {
public:
    std::uint32_t code(const std::string& text)
    {
        const auto [entry, is_new] = m_codes.try_emplace(text, static_cast<std::uint32_t>(m_texts.size()));
        if (is_new) {
            m_texts.push_back(text);
        }
        return entry->second;
    }
    const std::vector<std::string>& texts() const { return m_texts; }

private:
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::uint32_t> m_codes;
};

template <class T> Json packed(const std::vector<T>& numbers)
{
    Bytes bytes(numbers.size() * sizeof(T));
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return Json::binary(std::move(bytes));
}

template <class T> std::vector<T> unpacked(const Json& json)
{
    const Bytes& bytes = json.get_binary();
    std::vector<T> numbers(bytes.size() / sizeof(T));
    std::memcpy(numbers.data(), bytes.data(), bytes.size());
    return numbers;
}

enum FactCode : std::uint32_t { none_code, number_code, first_code };

/// Of each fact a code (none, a number, or by turns a reason and a text), and the number.
Json facts_json(const FactTable& facts)
{
    std::vector<std::uint32_t> codes;
    std::vector<double> numbers;
    TextTable texts;
    std::vector<Title> reasons;
    for (std::size_t plot = 0; plot < facts.plots(); ++plot) {
        for (std::size_t rule = 0; rule < facts.rules(); ++rule) {
            const Fact& fact = facts.at(plot, rule);
            if (const auto* number = std::get_if<double>(&fact)) {
                codes.push_back(number_code);
                numbers.push_back(*number);
            } else if (const auto* text = std::get_if<std::string>(&fact)) {
                codes.push_back(first_code + 2 * texts.code(*text) + 1);
            } else if (const auto* unknown = std::get_if<Unknown>(&fact)) {
                const Title why = unknown->why != nullptr ? *unknown->why : Title();
                auto known = std::find(reasons.begin(), reasons.end(), why);
                if (known == reasons.end()) {
                    reasons.push_back(why);
                    known = reasons.end() - 1;
                }
                codes.push_back(first_code + 2 * static_cast<std::uint32_t>(known - reasons.begin()));
            } else {
                codes.push_back(none_code);
            }
        }
    }
    return {{"codes", packed(codes)}, {"numbers", packed(numbers)}, {"texts", texts.texts()},
        {"reasons", list_of(reasons, as_json)}};
}

FactTable facts_in(const Json& json, std::size_t plots, std::size_t rules)
{
    const auto codes = unpacked<std::uint32_t>(json.at("codes"));
    const auto numbers = unpacked<double>(json.at("numbers"));
    const auto texts = json.at("texts").get<std::vector<std::string>>();
    std::vector<const Title*> reasons;
    for (const Json& reason : json.at("reasons")) {
        const Title why = title_in(reason);
        reasons.push_back(why.empty() ? nullptr : kept_title(why));
    }
    FactTable facts(plots, rules);
    std::size_t next_number = 0;
    for (std::size_t i = 0; i < plots * rules; ++i) {
        Fact& fact = facts.at(i / rules, i % rules);
        const std::uint32_t code = codes.at(i);
        if (code == none_code) {
            fact = None{};
        } else if (code == number_code) {
            fact = numbers.at(next_number++);
        } else if ((code - first_code) % 2 == 0) {
            fact = Unknown{reasons.at((code - first_code) / 2)};
        } else {
            fact = texts.at((code - first_code) / 2);
        }
    }
    return facts;
}

Json texts_json(const std::vector<std::string>& list)
{
    TextTable texts;
    std::vector<std::uint32_t> codes;
    for (const std::string& text : list) {
        codes.push_back(texts.code(text));
    }
    return {{"codes", packed(codes)}, {"texts", texts.texts()}};
}

std::vector<std::string> texts_in(const Json& json)
{
    const auto texts = json.at("texts").get<std::vector<std::string>>();
    std::vector<std::string> list;
    for (const std::uint32_t code : unpacked<std::uint32_t>(json.at("codes"))) {
        list.push_back(texts.at(code));
    }
    return list;
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
std::string wkb_in(std::string blob)
{
    constexpr std::size_t header = 8;
    constexpr std::size_t box = 32;
    return blob.empty() ? blob : blob.substr(header + ((blob[3] >> 1 & 7) == 1 ? box : 0));
}

std::vector<std::vector<Evidence>> evidence_in(
    Database& database, const Study& study, const std::vector<std::string>& ids)
{
    std::unordered_map<std::string, std::size_t> plots;
    for (std::size_t plot = 0; plot < ids.size(); ++plot) {
        plots.emplace(ids[plot], plot);
    }
    std::unordered_map<std::string, std::size_t> rules;
    for (std::size_t rule = 0; rule < study.rules.size(); ++rule) {
        rules.emplace(study.rules.rule(rule).id, rule);
    }
    std::vector<std::vector<Evidence>> evidence(ids.size());
    Statement rows(
        database, "SELECT plot_id, rule_id, kind, label, amount, unit, geom FROM evidence ORDER BY fid");
    while (rows.step()) {
        // What the grid model saw is told anew when it is written, also where it stands with a rule.
        const std::string rule = rows.text(1);
        if (rule == grid_rule_id || is_of_grid(*study.rules.rule(rules.at(rule)).measure)) {
            continue;
        }
        evidence.at(plots.at(rows.text(0)))
            .push_back({rules.at(rule), kind_of(rows.text(2)).value(), rows.text(3), rows.maybe_number(4),
                kept_text(rows.text(5)), wkb_in(rows.text(6))});
    }
    return evidence;
}

Json read_notes(Database& database)
{
    Statement row(database, std::string("SELECT content FROM ") + table + " WHERE part = 'survey'");
    if (!row.step()) {
        return {};
    }
    const std::string bytes = row.text(0);
    return Json::from_cbor(bytes.begin(), bytes.end());
}

} // namespace

std::optional<Survey> recorded_survey(const std::filesystem::path& output, const Study& study)
{
    std::error_code no_such_file;
    if (!std::filesystem::is_regular_file(output, no_such_file)) {
        return std::nullopt;
    }
    try {
        Database database = Database::read(output);
        const Json notes = read_notes(database);
        if (notes.is_null()) {
            return std::nullopt;
        }
        Survey survey;
        for (const Json& json : notes.at("sources")) {
            survey.region.sources.push_back(report_in(json));
        }
        if (stamp_on(output) == stamp_of_all(survey.region.sources)) {
            for (const SourceReport& report : survey.region.sources) {
                remember_mark(report.files, {report.bytes, report.sha256, report.modified});
            }
        }
        if (notes.at("key") != hash_of(study) || !same_sources(survey.region.sources)) {
            return std::nullopt;
        }
        for (const Json& json : notes.at("repairs")) {
            survey.region.repairs.push_back(repair_in(json));
        }
        for (const Json& json : notes.at("left_out")) {
            survey.region.left_out.push_back({json.at(0), title_in(json.at(1))});
        }
        for (const Json& json : notes.at("warnings")) {
            survey.region.warnings.push_back(title_in(json));
        }
        for (const Json& json : notes.at("doubts")) {
            survey.doubts.push_back(title_in(json));
        }
        survey.applied = applied_rules(study.rules, survey.region.left_out);
        survey.municipalities = texts_in(notes.at("municipalities"));
        const auto ids = notes.at("plots").get<std::vector<std::string>>();
        survey.facts = facts_in(notes.at("facts"), ids.size(), study.rules.size());
        survey.evidence = evidence_in(database, study, ids);
        return survey;
    } catch (const DatabaseError&) {
        return std::nullopt; // no result of ours, or one of another version: measured anew
    } catch (const Json::exception&) {
        return std::nullopt;
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

void record_survey(Database& database, const Outcome& outcome)
{
    Json left_out = Json::array();
    for (const LeftOut& one : outcome.region.left_out) {
        left_out.push_back(Json::array({one.rule, as_json(one.why)}));
    }
    const Json notes{{"key", hash_of(outcome.study)},
        {"sources", list_of(outcome.region.sources, report_json)},
        {"repairs", list_of(outcome.region.repairs, repair_json)}, {"left_out", left_out},
        {"warnings", list_of(outcome.region.warnings, as_json)}, {"doubts", list_of(outcome.doubts, as_json)},
        {"municipalities", texts_json(outcome.municipalities)}, {"plots", outcome.region.candidates.ids},
        {"facts", facts_json(outcome.facts)}};
    std::string bytes;
    Json::to_cbor(notes, bytes);
    database.run(std::string("CREATE TABLE ") + table + " (part TEXT PRIMARY KEY NOT NULL, content BLOB)");
    Statement insert(database, std::string("INSERT INTO ") + table + " VALUES ('survey', ?)");
    insert.bind_blob(1, bytes);
    insert.step();
}

} // namespace kavel
