// SPDX-License-Identifier: EUPL-1.2
#include "measure/formula.hpp"

#include "base/names.hpp"
#include "base/problem.hpp"
#include "base/reasons.hpp"
#include "measure/measure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
// SpatiaLite's header needs SQLite's before it.
#include <spatialite.h>

#include <algorithm>
#include <array>
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

extern "C" int authorise(
    void* denied, int action, const char* first, const char* second, const char*, const char*)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ: // only the columns of our own sub-select, which belong to no stored table
        return first == nullptr || *first == '\0' ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        if (second != nullptr && allowed(second)) {
            return SQLITE_OK;
        }
        *static_cast<std::string*>(denied) = second != nullptr ? second : "";
        return SQLITE_DENY;
    default:
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

/// A parameter (?, :x, @x, $x) outside quotes and comments, which nobody would fill.
bool has_parameter(std::string_view sql)
{
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (c == '\'' || c == '"' || c == '`' || c == '[') {
            i = std::min(sql.find(c == '[' ? ']' : c, i + 1), sql.size());
        } else if (sql.substr(i, 2) == "--") {
            i = std::min(sql.find('\n', i), sql.size());
        } else if (sql.substr(i, 2) == "/*") {
            i = std::min(sql.find("*/", i + 2), sql.size() - 1) + 1;
        } else if (std::string_view("?:@$").find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
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

    /// Throws Problems at the rule's `sql`.
    Statement compile(const Rule& rule, const std::vector<FormulaColumn>& columns)
    {
        const std::string& sql = *rule.text("sql");
        std::string select;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            select += fmt::format("{}?{} AS {}", i == 0 ? "" : ", ", i + 1, quoted(columns[i].name));
        }
        // CASE takes one expression and nothing else: no list, no SELECT without brackets. Lines of their
        // own, for the expression may end in a comment.
        const std::string text = fmt::format("SELECT CASE WHEN 1 THEN\n{}\nEND{}", sql,
            columns.empty() ? "" : " FROM (SELECT " + select + ")");
        m_denied.clear();
        sqlite3_stmt* raw = nullptr;
        const char* rest = nullptr;
        const int code = sqlite3_prepare_v2(m_database, text.c_str(), -1, &raw, &rest);
        Statement statement(raw);
        const bool one_only = rest == nullptr
            || std::string_view(rest).find_first_not_of(" \t\r\n;") == std::string_view::npos;
        if (code != SQLITE_OK || !one_only || has_parameter(sql)) {
            complain(
                rule, columns, code == SQLITE_OK ? "it must be one expression" : sqlite3_errmsg(m_database));
        }
        return statement;
    }

    std::string message() const { return sqlite3_errmsg(m_database); }

private:
    [[noreturn]] void complain(
        const Rule& rule, const std::vector<FormulaColumn>& columns, const std::string& message) const
    {
        std::vector<std::string> names;
        for (const FormulaColumn& column : columns) {
            names.push_back(column.name);
        }
        constexpr std::string_view no_column = "no such column: ";
        std::string remedy = "correct the expression";
        std::string wrong = fmt::format("the expression of '{}' cannot be read: {}", rule.id, message);
        if (message.rfind(no_column, 0) == 0) {
            const std::string name = message.substr(no_column.size());
            wrong
                = fmt::format("the expression of '{}' names '{}', which is no rule and no field of the plots",
                    rule.id, name);
            remedy = suggest(name, names);
        } else if (!m_denied.empty()) {
            wrong = fmt::format("the expression of '{}' calls '{}', which is not allowed", rule.id, m_denied);
            remedy = "use SQLite's own functions of numbers, texts and dates";
        }
        throw Problems({Fault::definition, rule.place_of("sql"), wrong, remedy});
    }

    sqlite3* m_database = nullptr;
    void* m_spatialite = nullptr;
    std::string m_denied;
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
    } else if (const auto* text = std::get_if<std::string>(&fact)) {
        sqlite3_bind_text(
            statement, position, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
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
        try {
            database->compile(rule, columns_for(rules, i, applied, candidates));
        } catch (const Problems& found) {
            const std::string& wrong = found.list().front().wrong;
            if (rule.optional && wrong.find("which is no rule and no field") != std::string::npos) {
                left_out.push_back(
                    {i, {"een kolom van de formule is er niet", "a column of the expression is not there"}});
                applied[i] = 0;
            } else {
                problems.add(found);
            }
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
        const Statement statement = database->compile(rule, columns);
        answer(statement.get(), rule, i, columns, candidates, facts, *database);
    }
}

} // namespace kavel
