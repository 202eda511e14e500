// SPDX-License-Identifier: EUPL-1.2
#include "base/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace kavel {

namespace {

/// Single edits and swaps of neighbours between two words, case ignored (optimal string alignment distance).
std::size_t edits(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                now[j] = std::min(now[j], before_last[j - 2] + 1);
            }
        }
        std::swap(before_last, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

std::string lines_of(const std::vector<Problem>& problems)
{
    std::string lines;
    for (const Problem& problem : problems) {
        lines += lines.empty() ? "" : "\n";
        lines += to_line(problem);
    }
    return lines;
}

} // namespace

std::string to_line(const Problem& problem)
{
    std::string line;
    if (!problem.place.file.empty()) {
        line = problem.place.line > 0
            ? fmt::format("{}:{}:{}: ", problem.place.file, problem.place.line, problem.place.column)
            : fmt::format("{}: ", problem.place.file);
    }
    line += problem.wrong;
    if (!problem.remedy.empty()) {
        line += "; " + problem.remedy;
    }
    // One line a problem, whatever a library or a file's contents put into it.
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

Problems::Problems(std::vector<Problem> problems)
    : m_problems(std::move(problems))
    , m_what(lines_of(m_problems))
{
}

Problems::Problems(Problem problem)
    : Problems(std::vector<Problem>{std::move(problem)})
{
}

void ProblemList::add(Fault fault, const Place& place, std::string wrong, std::string remedy)
{
    m_problems.push_back({fault, place, std::move(wrong), std::move(remedy)});
}

void ProblemList::add(const Problems& problems)
{
    m_problems.insert(m_problems.end(), problems.list().begin(), problems.list().end());
}

void ProblemList::add(const ProblemList& problems)
{
    m_problems.insert(m_problems.end(), problems.m_problems.begin(), problems.m_problems.end());
}

void ProblemList::throw_if_any() const
{
    if (any()) {
        throw Problems(m_problems);
    }
}

std::optional<std::string> nearest_spelling(std::string_view word, std::span<const std::string> candidates)
{
    const std::string* best = nullptr;
    std::size_t least = 0;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edits(word, candidate);
        if (best == nullptr || distance < least) {
            best = &candidate;
            least = distance;
        }
    }
    // A third of the word may differ; further away it is another word.
    const std::size_t allowed = std::max<std::size_t>(1, std::max<std::size_t>(word.size(), 3) / 3);
    if (best == nullptr || least > allowed) {
        return std::nullopt;
    }
    return *best;
}

std::string suggest(std::string_view word, std::span<const std::string> candidates)
{
    if (const auto near = nearest_spelling(word, candidates)) {
        return fmt::format("did you mean '{}'?", *near);
    }
    if (candidates.empty()) {
        return "remove it";
    }
    constexpr std::size_t most = 10;
    std::string list;
    for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i) {
        list += (i == 0 ? "'" : ", '") + candidates[i] + "'";
    }
    return fmt::format("use one of {}{}", list, candidates.size() > most ? ", ..." : "");
}

} // namespace kavel
