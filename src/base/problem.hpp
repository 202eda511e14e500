// SPDX-License-Identifier: EUPL-1.2
// What is wrong, where, what to do about it, and whose fault it is.
#pragma once

#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// A spot in a file that people write; line 0 = the file as a whole.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const Place&) const = default;
};

/// Whose fault a problem is; the values are the exit codes of the contract.
enum class Fault { command_line = 1, definition = 2, data = 3, output = 4 };

struct Problem {
    Fault fault = Fault::definition;
    Place place;
    std::string wrong; ///< names the thing and quotes its value
    std::string remedy; ///< an imperative: "use ...", "add ..."
};

/// One line without "error: ": FILE:LINE:COL: wrong; remedy.
std::string to_line(const Problem& problem);

/// Everything that a stage has to complain about, thrown once.
class Problems : public std::exception {
public:
    explicit Problems(std::vector<Problem> problems);
    explicit Problems(Problem problem);
    const char* what() const noexcept override { return m_what.c_str(); }
    const std::vector<Problem>& list() const { return m_problems; }

private:
    std::vector<Problem> m_problems;
    std::string m_what;
};

/// Collects problems; `throw_if_any` ends the stage.
class ProblemList {
public:
    void add(Fault fault, const Place& place, std::string wrong, std::string remedy);
    void add(const Problems& problems);
    void add(const ProblemList& problems);
    bool any() const { return !m_problems.empty(); }
    void throw_if_any() const;

private:
    std::vector<Problem> m_problems;
};

/// The user asked to stop.
class Interrupted : public std::exception {
public:
    const char* what() const noexcept override { return "interrupted"; }
};

/// The candidate that looks most like a word, when one is near enough to have been meant.
std::optional<std::string> nearest_spelling(std::string_view word, std::span<const std::string> candidates);

/// "did you mean 'x'?" when something is near, else "use one of: ..." (at most ten of them).
std::string suggest(std::string_view word, std::span<const std::string> candidates);

} // namespace kavel
