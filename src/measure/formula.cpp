// SPDX-License-Identifier: EUPL-1.2
#include "measure/formula.hpp"

#include "base/names.hpp"
#include "base/problem.hpp"
#include "base/reasons.hpp"
#include "measure/formula_flaw.hpp"
#include "measure/measure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
// SpatiaLite's header needs SQLite's before it.
#include <spatialite.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

namespace kavel {

namespace {

/// SQLite's own functions that give the same answer today and in a year, and touch nothing outside the row.
constexpr std::array allowed_functions{"abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh",
    "avg", "ceil", "ceiling", "char", "coalesce", "concat", "cos", "cosh", "count", "date", "datetime",
    "degrees", "exp", "floor", "format", "glob", "group_concat", "hex", "ifnull", "iif", "instr", "julianday",
    "length", "like", "likelihood", "likely", "ln", "log", "log10", "log2", "lower", "ltrim", "max", "min",
    "mod", "nullif", "pi", "pow", "power", "printf", "quote", "radians", "replace", "round", "rtrim", "sign",
    "sin", "sinh", "sqrt", "strftime", "substr", "substring", "sum", "tan", "tanh", "time", "total", "trim",
    "trunc", "typeof", "unicode", "unixepoch", "unlikely", "upper",
    // SpatiaLite's that compute with geometries or numbers only
    "area", "buffer", "centroid", "collect", "contains", "convexhull", "crosses", "difference", "disjoint",
    "distance", "envelope", "equals", "geometryn", "geometrytype", "geomfromtext", "geomfromwkb", "glength",
    "intersection", "intersects", "isempty", "isvalid", "linefromtext", "makeline", "makepoint",
    "makepolygon", "numgeometries", "numpoints", "overlaps", "perimeter", "pointfromtext", "pointn",
    "pointonsurface", "polyfromtext", "simplify", "touches", "within", "x", "y", "startpoint", "endpoint",
    "astext", "asbinary"};

bool allowed(const char* function)
{
    std::string name = lower_case(function);
    if (name.rfind("st_", 0) == 0) {
        name = name.substr(3);
    }
    return std::any_of(
        allowed_functions.begin(), allowed_functions.end(), [&name](const char* one) { return name == one; });
}

/// What the authoriser said no to.
struct Denied {
    std::string function;
    std::string table;
};

extern "C" int authorise(
    void* told, int action, const char* first, const char* second, const char*, const char*)
{
    Denied& denied = *static_cast<Denied*>(told);
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ: // only the columns of our own sub-select, which belong to no stored table
        if (first == nullptr || *first == '\0') {
            return SQLITE_OK;
        }
        denied.table = first;
        return SQLITE_DENY;
    case SQLITE_FUNCTION:
        if (second != nullptr && allowed(second)) {
            return SQLITE_OK;
        }
        denied.function = second != nullptr ? second : "";
        return SQLITE_DENY;
    default: // a virtual table, such as a pragma's, asks for more than reading
        denied.table = first != nullptr ? first : "";
        return SQLITE_DENY;
    }
}

extern "C" int stop_when_asked(void* watch)
{
    return static_cast<Watch*>(watch)->wants_to_stop() ? 1 : 0;
}

struct CloseStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

/// A column that an expression may use: a rule's raw results, or a field of the plots.
struct FormulaColumn {
    std::string name;
    std::optional<std::size_t> rule;
    const Column* field = nullptr;
};

std::string column_name(std::string id)
{
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

bool is_formula(const Rule& rule)
{
    return rule.measure->on == MeasuredOn::other_rules;
}

std::vector<FormulaColumn> columns_for(
    const RuleSet& rules, std::size_t formula, const std::vector<char>& applied, const Candidates& candidates)
{
    std::vector<FormulaColumn> columns;
    const auto add = [&columns](FormulaColumn column) {
        const bool taken = std::any_of(columns.begin(), columns.end(),
            [&column](const auto& one) { return same_without_case(one.name, column.name); });
        if (!taken) {
            columns.push_back(std::move(column));
        }
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (applied[i] != 0 && (!is_formula(rules.rule(i)) || i < formula)) {
            add({column_name(rules.rule(i).id), i, nullptr});
        }
    }
    for (const auto* fields : {&candidates.canonical, &candidates.table.columns}) {
        for (const Column& field : *fields) {
            add({field.name(), std::nullopt, &field});
        }
    }
    return columns;
}

std::string quoted(const std::string& name)
{
    std::string text = "\"";
    for (const char c : name) {
        text += c == '"' ? "\"\"" : std::string(1, c);
    }
    return text + "\"";
}

std::vector<std::string> names_of(const std::vector<FormulaColumn>& columns)
{
    std::vector<std::string> names;
    for (const FormulaColumn& column : columns) {
        names.push_back(column.name);
    }
    return names;
}

std::vector<std::string> function_names()
{
    return {allowed_functions.begin(), allowed_functions.end()};
}

/// An expression that can be worked out, or what is wrong with it.
struct Compiled {
    Statement statement;
    std::optional<Flaw> flaw;
};

Problem problem_of(const Rule& rule, const Flaw& flaw)
{
    return {Fault::definition, rule.place_of("sql"),
        fmt::format("the expression of '{}' {}", rule.id, flaw.wrong), flaw.remedy};
}

/// An in-memory database in which nothing is stored and nothing can be.
class FormulaDatabase {
public:
    explicit FormulaDatabase(Watch* watch)
    {
        sqlite3_open_v2(":memory:", &m_database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        m_spatialite = spatialite_alloc_connection();
        spatialite_init_ex(m_database, m_spatialite, 0);
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr); // "a name" is never a text
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_set_authorizer(m_database, authorise, &m_denied);
        if (watch != nullptr) {
            constexpr int steps_between_looks = 100000;
            sqlite3_progress_handler(m_database, steps_between_looks, stop_when_asked, watch);
        }
    }
    ~FormulaDatabase()
    {
        sqlite3_set_authorizer(m_database, nullptr, nullptr);
        sqlite3_close(m_database);
        spatialite_cleanup_ex(m_spatialite);
    }
    FormulaDatabase(const FormulaDatabase&) = delete;
    FormulaDatabase& operator=(const FormulaDatabase&) = delete;

    Compiled compile(const std::string& sql, const std::vector<FormulaColumn>& columns)
    {
        if (auto flaw = flaw_of_text(sql)) {
            return {nullptr, std::move(flaw)};
        }
        std::string select;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            select += fmt::format("{}?{} AS {}", i == 0 ? "" : ", ", i + 1, quoted(columns[i].name));
        }
        // CASE takes one expression and nothing else: no list, no SELECT without brackets. Lines of their
        // own, for the expression may end in a comment.
        const std::string before = "SELECT CASE WHEN 1 THEN\n";
        const std::string text
            = fmt::format("{}{}\nEND{}", before, sql, columns.empty() ? "" : " FROM (SELECT " + select + ")");
        m_denied = {};
        sqlite3_stmt* raw = nullptr;
        const char* rest = nullptr;
        const int code = sqlite3_prepare_v2(m_database, text.c_str(), -1, &raw, &rest);
        Statement statement(raw);
        if (code == SQLITE_OK) {
            assert(std::string_view(rest).find_first_not_of(" \t\r\n") == std::string_view::npos);
            return {std::move(statement), std::nullopt};
        }
        const int offset = sqlite3_error_offset(m_database) - static_cast<int>(before.size());
        const Refusal refusal{message(),
            offset >= 0 ? std::optional(static_cast<std::size_t>(offset)) : std::nullopt, m_denied.function,
            m_denied.table};
        return {nullptr, flaw_by(refusal, sql, names_of(columns), function_names())};
    }

    std::string message() const { return sqlite3_errmsg(m_database); }

private:
    sqlite3* m_database = nullptr;
    void* m_spatialite = nullptr;
    Denied m_denied;
};

/// A field keeps its type: whole numbers divide as SQLite's integers do.
void bind_to(sqlite3_stmt* statement, int position, const Value& value, ColumnType type)
{
    if (const auto* number = std::get_if<double>(&value)) {
        if (type == ColumnType::integer || type == ColumnType::boolean) {
            sqlite3_bind_int64(statement, position, static_cast<sqlite3_int64>(*number));
        } else {
            sqlite3_bind_double(statement, position, *number);
        }
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        sqlite3_bind_text(
            statement, position, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_null(statement, position);
    }
}

void bind_to(sqlite3_stmt* statement, int position, const Fact& fact)
{
    if (const auto* number = std::get_if<double>(&fact)) {
        sqlite3_bind_double(statement, position, *number);
    } else if (const auto* text = std::get_if<FactText>(&fact)) {
        sqlite3_bind_text(
            statement, position, text->get().data(), static_cast<int>(text->get().size()), SQLITE_TRANSIENT);
    } else if (std::holds_alternative<None>(fact)) {
        sqlite3_bind_double(statement, position, std::numeric_limits<double>::infinity());
    } else {
        sqlite3_bind_null(statement, position);
    }
}

Fact result_of(sqlite3_stmt* statement)
{
    switch (sqlite3_column_type(statement, 0)) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT: {
        const double number = sqlite3_column_double(statement, 0);
        if (std::isnan(number)) {
            return Unknown{&reason::expression_null};
        }
        if (std::isinf(
                number)) { // infinitely low is as low as a number can be; only infinitely high is "none"
            return number > 0.0 ? Fact(None{}) : Fact(std::numeric_limits<double>::lowest());
        }
        return number;
    }
    case SQLITE_TEXT:
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    default:
        return Unknown{&reason::expression_null};
    }
}

void answer(sqlite3_stmt* statement, const Rule& rule, std::size_t index,
    const std::vector<FormulaColumn>& columns, const Candidates& candidates, FactTable& facts,
    const FormulaDatabase& database)
{
    for (std::size_t plot = 0; plot < candidates.size(); ++plot) {
        if (!candidates.unusable[plot].empty()) {
            continue;
        }
        sqlite3_reset(statement);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto position = static_cast<int>(i + 1);
            if (columns[i].rule) {
                bind_to(statement, position, facts.at(plot, *columns[i].rule));
            } else {
                bind_to(statement, position, columns[i].field->value(plot), columns[i].field->type());
            }
        }
        const int code = sqlite3_step(statement);
        if (code == SQLITE_INTERRUPT) {
            throw Interrupted();
        }
        if (code != SQLITE_ROW) {
            throw Problems({Fault::definition, rule.place_of("sql"),
                fmt::format("the expression of '{}' fails on plot '{}': {}", rule.id, candidates.ids[plot],
                    database.message()),
                "correct the expression"});
        }
        facts.at(plot, index) = result_of(statement);
    }
}

} // namespace

void check_formulas(const RuleSet& rules, const Candidates& candidates, std::vector<LeftOut>& left_out)
{
    ProblemList problems;
    std::vector<char> applied(rules.size(), 1);
    for (const LeftOut& one : left_out) {
        applied[one.rule] = 0;
    }
    std::optional<FormulaDatabase> database;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (applied[i] == 0 || !is_formula(rule)) {
            continue;
        }
        if (!database) {
            database.emplace(nullptr);
        }
        const auto flaw
            = database->compile(*rule.text("sql"), columns_for(rules, i, applied, candidates)).flaw;
        if (flaw && flaw->column_missing && rule.optional) {
            left_out.push_back(
                {i, {"een kolom van de formule is er niet", "a column of the expression is not there"}});
            applied[i] = 0;
        } else if (flaw) {
            problems.add(Problems(problem_of(rule, *flaw)));
        }
    }
    problems.throw_if_any();
}

void answer_formulas(const RuleSet& rules, const std::vector<char>& applied, const Candidates& candidates,
    FactTable& facts, Watch& watch)
{
    std::optional<FormulaDatabase> database;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        if (applied[i] == 0 || !is_formula(rule)) {
            continue;
        }
        if (!database) {
            database.emplace(&watch);
        }
        const auto columns = columns_for(rules, i, applied, candidates);
        const Compiled compiled = database->compile(*rule.text("sql"), columns);
        if (compiled.flaw) {
            throw Problems(problem_of(rule, *compiled.flaw));
        }
        answer(compiled.statement.get(), rule, i, columns, candidates, facts, *database);
    }
}

} // namespace kavel
