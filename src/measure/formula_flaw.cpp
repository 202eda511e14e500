// SPDX-License-Identifier: EUPL-1.2
#include "measure/formula_flaw.hpp"

#include "base/names.hpp"
#include "base/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace kavel {

namespace {

constexpr std::string_view what_to_use
    = "use the results of rules and the fields of the plots, by their names";

bool is_of_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// A piece of SQL: a word, a sign, or a whole text in quotes. Comments and spaces are no pieces.
struct Piece {
    std::string_view text;
    bool is_closed = true; ///< false: a quote or a comment that runs to the end

    bool is(std::string_view word) const { return same_without_case(text, word); }
};

/// Where the quote or comment that begins at `begin` ends.
Piece piece_up_to(std::string_view sql, std::size_t begin, std::string_view end)
{
    const std::size_t found = sql.find(end, begin + end.size());
    return found == std::string_view::npos ? Piece{sql.substr(begin), false}
                                           : Piece{sql.substr(begin, found + end.size() - begin)};
}

std::vector<Piece> pieces_of(std::string_view sql)
{
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < sql.size();) {
        const char c = sql[i];
        Piece piece{sql.substr(i, 1)};
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++i;
            continue;
        }
        if (sql.substr(i, 2) == "--") {
            i = std::min(sql.find('\n', i), sql.size());
            continue;
        }
        if (sql.substr(i, 2) == "/*") {
            piece = piece_up_to(sql, i, "*/");
            if (!piece.is_closed) {
                pieces.push_back(piece);
            }
            i += piece.text.size();
            continue;
        }
        if (c == '\'' || c == '"' || c == '`' || c == '[') {
            piece = piece_up_to(sql, i, c == '[' ? "]" : sql.substr(i, 1));
        } else if (is_of_word(c)) {
            const auto end
                = std::find_if_not(sql.begin() + static_cast<std::ptrdiff_t>(i), sql.end(), is_of_word);
            piece.text = sql.substr(i, static_cast<std::size_t>(end - sql.begin()) - i);
        }
        pieces.push_back(piece);
        i += piece.text.size();
    }
    return pieces;
}

Flaw not_closed(const Piece& piece)
{
    const std::string_view sign = piece.text.substr(0, piece.text.front() == '/' ? 2 : 1);
    const std::string_view closing = sign == "/*" ? "*/" : sign == "[" ? "]" : sign;
    return {fmt::format("opens with {} what it does not close", sign),
        fmt::format("add the {} that closes it", closing)};
}

/// The name of the table that a query in the text reads; empty when none stands there.
std::string table_in(std::string_view sql)
{
    const std::vector<Piece> pieces = pieces_of(sql);
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        const bool names_table = pieces[i].is("from") || pieces[i].is("join") || pieces[i].is("in");
        if (names_table && is_of_word(pieces[i + 1].text.front())) {
            return std::string(pieces[i + 1].text);
        }
    }
    return {};
}

/// What follows `start` in a message; nothing when it does not begin with it.
std::optional<std::string> after(std::string_view start, const std::string& message)
{
    return message.starts_with(start) ? std::optional(message.substr(start.size())) : std::nullopt;
}

Flaw function_flaw(const std::string& name, std::string_view what, const std::vector<std::string>& functions)
{
    const auto near = nearest_spelling(name, functions);
    return {fmt::format("calls '{}', which {}", name, what),
        near && *near != name ? fmt::format("did you mean '{}'?", *near)
                              : "use SQLite's own functions of numbers, texts and dates"};
}

Flaw table_flaw(const std::string& table)
{
    return {fmt::format("reads the table '{}', which is not allowed", table), std::string(what_to_use)};
}

} // namespace

std::optional<Flaw> flaw_of_text(std::string_view sql)
{
    const std::vector<Piece> pieces = pieces_of(sql);
    if (pieces.empty()) {
        return Flaw{"is empty", std::string(what_to_use)};
    }
    if (pieces.front().is("select") || pieces.front().is("with")) {
        return Flaw{fmt::format("begins with {}", pieces.front().text), "put brackets around the query"};
    }
    int open = 0;
    for (const Piece& piece : pieces) {
        const char sign = piece.text.front();
        open += sign == '(' ? 1 : sign == ')' ? -1 : 0;
        if (!piece.is_closed) {
            return not_closed(piece);
        }
        if (open < 0) {
            return Flaw{
                "closes a bracket that it did not open", "remove the ')', or add the '(' that it closes"};
        }
        if (sign == ';') {
            return Flaw{"has a ';' in it", "give one expression, without a ';'"};
        }
        if (sign == ',' && open == 0) {
            return Flaw{"has a ',' outside brackets", "give one expression, with one result"};
        }
        if (std::string_view("?:@$").find(sign) != std::string_view::npos) {
            return Flaw{fmt::format("has a '{}' in it, a value that nobody fills in", sign),
                std::string(what_to_use)};
        }
    }
    if (open > 0) {
        return Flaw{"opens a bracket that it does not close", "add the ')' that closes it"};
    }
    return std::nullopt;
}

Flaw flaw_by(const Refusal& refusal, std::string_view sql, const std::vector<std::string>& columns,
    const std::vector<std::string>& functions)
{
    if (const auto name = after("no such column: ", refusal.message)) {
        return {fmt::format("names '{}', which is no rule and no field of the plots", *name),
            suggest(*name, columns), true};
    }
    if (const auto name = after("no such function: ", refusal.message)) {
        return function_flaw(*name, "is not known", functions);
    }
    if (!refusal.function.empty()) {
        return function_flaw(refusal.function, "is not allowed", functions);
    }
    if (const auto name = after("no such table: ", refusal.message)) {
        return table_flaw(*name);
    }
    if (!refusal.table.empty()) {
        const std::string in_text = table_in(sql); // SQLite may know it by another name
        return table_flaw(in_text.empty() ? refusal.table : in_text);
    }
    if (refusal.offset && *refusal.offset >= sql.size()) {
        return {"is not complete: something is missing at its end",
            "complete it: a CASE ends with END, and behind an operator stands a value"};
    }
    if (refusal.offset && refusal.message.ends_with(": syntax error")) {
        const std::string_view rest = sql.substr(*refusal.offset);
        return {fmt::format("cannot be read from '{}' on", rest), "correct it there or just before"};
    }
    return {"cannot be used", fmt::format("correct it ({})", refusal.message)};
}

} // namespace kavel
