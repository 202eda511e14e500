// SPDX-License-Identifier: EUPL-1.2
#include "write/survey_notes.hpp"

#include "write/packed_arrays.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace kavel {

namespace {

using Json = nlohmann::json;

/// Facts hold on to their reasons as long as the program runs.
const Title* kept_title(const Title& title)
{
    static std::mutex mutex;
    static std::deque<Title> titles;
    const std::lock_guard lock(mutex);
    const auto known = std::find(titles.begin(), titles.end(), title);
    return known != titles.end() ? &*known : &titles.emplace_back(title);
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

double next_of(const ArraysRead::List<double>& numbers, std::size_t& next)
{
    if (next == numbers.size()) {
        throw std::out_of_range("numbers");
    }
    return numbers[next++];
}

enum FactCode : std::uint32_t { none_code, number_code, first_code };

/// Of each fact a code (none, a number, or by turns a reason and a text), and the number.
Json facts_json(const FactTable& facts, Arrays& arrays)
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
            } else if (const auto* text = std::get_if<FactText>(&fact)) {
                codes.push_back(first_code + 2 * texts.code(text->get()) + 1);
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
    return {{"codes", arrays.add(codes)}, {"numbers", arrays.add(numbers)},
        {"texts", arrays.add(texts.texts())}, {"reasons", list_of(reasons, as_json)}};
}

FactTable facts_in(const Json& json, const ArraysRead& arrays, std::size_t plots, std::size_t rules)
{
    const auto codes = arrays.list<std::uint32_t>(json.at("codes"));
    const auto numbers = arrays.list<double>(json.at("numbers"));
    const auto texts = arrays.texts(json.at("texts"));
    if (codes.size() != plots * rules) {
        throw std::out_of_range("facts");
    }
    std::vector<const Title*> reasons;
    for (const Json& reason : json.at("reasons")) {
        const Title why = title_in(reason);
        reasons.push_back(why.empty() ? nullptr : kept_title(why));
    }
    FactTable facts(plots, rules);
    std::size_t next_number = 0;
    for (std::size_t i = 0; i < plots * rules; ++i) {
        Fact& fact = facts.at(i / rules, i % rules);
        const std::uint32_t code = codes[i];
        if (code == none_code) {
            fact = None{};
        } else if (code == number_code) {
            fact = next_of(numbers, next_number);
        } else if ((code - first_code) % 2 == 0) {
            fact = Unknown{reasons.at((code - first_code) / 2)};
        } else {
            fact = texts.at((code - first_code) / 2);
        }
    }
    return facts;
}

Json texts_json(const std::vector<std::string>& list, Arrays& arrays)
{
    TextTable texts;
    std::vector<std::uint32_t> codes;
    for (const std::string& text : list) {
        codes.push_back(texts.code(text));
    }
    return {{"codes", arrays.add(codes)}, {"texts", arrays.add(texts.texts())}};
}

std::vector<std::string> texts_in(const Json& json, const ArraysRead& arrays)
{
    const auto texts = arrays.texts(json.at("texts"));
    const auto codes = arrays.list<std::uint32_t>(json.at("codes"));
    std::vector<std::string> list;
    list.reserve(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        list.push_back(texts.at(codes[i]));
    }
    return list;
}

Json columns_json(const std::vector<Column>& columns, Arrays& arrays)
{
    Json list = Json::array();
    for (const Column& column : columns) {
        std::vector<std::uint32_t> codes;
        std::vector<double> numbers;
        TextTable texts;
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (column.is_null(row)) {
                codes.push_back(none_code);
            } else if (column.is_number(row)) {
                codes.push_back(number_code);
                numbers.push_back(column.number(row));
            } else {
                codes.push_back(first_code + texts.code(column.text(row)));
            }
        }
        list.push_back(
            {{"name", column.name()}, {"type", static_cast<int>(column.type())}, {"codes", arrays.add(codes)},
                {"numbers", arrays.add(numbers)}, {"texts", arrays.add(texts.texts())}});
    }
    return list;
}

std::vector<Column> columns_in(const Json& json, const ArraysRead& arrays)
{
    std::vector<Column> columns;
    for (const Json& one : json) {
        Column& column = columns.emplace_back(
            one.at("name").get<std::string>(), static_cast<ColumnType>(one.at("type").get<int>()));
        const auto numbers = arrays.list<double>(one.at("numbers"));
        const auto codes = arrays.list<std::uint32_t>(one.at("codes"));
        const auto texts = arrays.texts(one.at("texts"));
        std::size_t next_number = 0;
        for (std::size_t row = 0; row < codes.size(); ++row) {
            const std::uint32_t code = codes[row];
            if (code == none_code) {
                column.add_null();
            } else if (code == number_code) {
                column.add(next_of(numbers, next_number));
            } else {
                column.add(std::string_view(texts.at(code - first_code)));
            }
        }
    }
    return columns;
}

/// Most plots are usable, and have nothing here.
Json unusable_json(const std::vector<Title>& unusable)
{
    Json list = Json::array();
    for (std::size_t plot = 0; plot < unusable.size(); ++plot) {
        if (!unusable[plot].empty()) {
            list.push_back(Json::array({plot, as_json(unusable[plot])}));
        }
    }
    return list;
}

Json candidates_json(const Candidates& plots, Arrays& arrays)
{
    return {{"ids", arrays.add(plots.ids)}, {"names", texts_json(plots.names, arrays)},
        {"unusable", unusable_json(plots.unusable)}, {"fids", arrays.add(plots.table.fids)},
        {"sources", arrays.add(plots.table.sources)}, {"columns", columns_json(plots.table.columns, arrays)},
        {"canonical", columns_json(plots.canonical, arrays)}};
}

Candidates candidates_in(const Json& json, const ArraysRead& arrays)
{
    Candidates plots;
    plots.ids = arrays.texts(json.at("ids"));
    plots.names = texts_in(json.at("names"), arrays);
    plots.unusable.resize(plots.size());
    for (const Json& one : json.at("unusable")) {
        plots.unusable.at(one.at(0).get<std::size_t>()) = title_in(one.at(1));
    }
    plots.table.fids = arrays.list<std::int64_t>(json.at("fids")).copy();
    plots.table.sources = arrays.list<std::uint32_t>(json.at("sources")).copy();
    plots.table.columns = columns_in(json.at("columns"), arrays);
    plots.canonical = columns_in(json.at("canonical"), arrays);
    return plots;
}

Json left_out_json(const LeftOut& one)
{
    return Json::array({one.rule, as_json(one.why)});
}

LeftOut left_out_in(const Json& json)
{
    return {json.at(0), title_in(json.at(1))};
}

template <class T> std::vector<T> list_in(const Json& json, T (*one)(const Json&))
{
    std::vector<T> list;
    for (const Json& item : json) {
        list.push_back(one(item));
    }
    return list;
}

Json filled_json(const FilledTable& filled)
{
    return {{"first_page", filled.first_page}, {"pages", filled.pages}, {"rows", filled.rows},
        {"box", {filled.extent.west, filled.extent.south, filled.extent.east, filled.extent.north}}};
}

FilledTable filled_in(const Json& json)
{
    const Json& box = json.at("box");
    return {json.at("first_page"), json.at("pages"), json.at("rows"),
        {box.at(0), box.at(1), box.at(2), box.at(3)}};
}

/// Bytes that are no such notes fail in more than one way.
template <class Read> auto read_from(std::string_view bytes, Read read)
{
    try {
        return read(Json::from_cbor(bytes.begin(), bytes.end()));
    } catch (const std::exception& error) {
        throw std::runtime_error(error.what());
    }
}

Survey survey_of(const Json& json, const ArraysRead& arrays)
{
    Survey survey;
    survey.region.repairs = list_in(json.at("repairs"), repair_in);
    survey.region.left_out = list_in(json.at("left_out"), left_out_in);
    survey.region.warnings = list_in(json.at("warnings"), title_in);
    survey.region.candidates = candidates_in(json.at("candidates"), arrays);
    survey.doubts = list_in(json.at("doubts"), title_in);
    survey.municipalities = texts_in(json.at("municipalities"), arrays);
    survey.segments = texts_in(json.at("segments"), arrays);
    survey.applied = arrays.list<char>(json.at("applied")).copy();
    survey.facts = facts_in(json.at("facts"), arrays, survey.region.candidates.size(), survey.applied.size());
    return survey;
}

SurveyHeader header_of(const Json& json)
{
    return {json.at("key"), json.at("language") == "nl" ? Language::nl : Language::en,
        list_in(json.at("sources"), report_in), json.at("plots"), json.at("criteria"),
        filled_in(json.at("evidence")), filled_in(json.at("notes"))};
}

std::string cbor(const Json& json)
{
    std::string bytes;
    Json::to_cbor(json, bytes);
    return bytes;
}

} // namespace

std::string bytes_of(const SurveyHeader& header)
{
    return cbor({{"key", header.key}, {"language", header.language == Language::nl ? "nl" : "en"},
        {"sources", list_of(header.sources, report_json)}, {"plots", header.plots},
        {"criteria", header.criteria}, {"evidence", filled_json(header.evidence)},
        {"notes", filled_json(header.notes)}});
}

SurveyNotes notes_on(const Outcome& outcome)
{
    Arrays arrays;
    const Json notes{{"repairs", list_of(outcome.region.repairs, repair_json)},
        {"left_out", list_of(outcome.region.left_out, left_out_json)},
        {"warnings", list_of(outcome.region.warnings, as_json)},
        {"candidates", candidates_json(outcome.region.candidates, arrays)},
        {"doubts", list_of(outcome.doubts, as_json)},
        {"municipalities", texts_json(outcome.municipalities, arrays)},
        {"segments", texts_json(outcome.segments, arrays)}, {"applied", arrays.add(outcome.applied)},
        {"facts", facts_json(outcome.facts, arrays)}};
    return {cbor(notes), arrays.take()};
}

SurveyHeader header_in(std::string_view bytes)
{
    return read_from(bytes, header_of);
}

Survey survey_in(std::string_view notes, std::string_view arrays)
{
    return read_from(notes, [&](const Json& json) { return survey_of(json, ArraysRead(arrays)); });
}

} // namespace kavel
