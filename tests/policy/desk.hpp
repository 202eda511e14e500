// SPDX-License-Identifier: EUPL-1.2
// A planner's desk, for tests: files written into a folder of their own, and a few measures to write rules
// with.
#pragma once

#include "base/problem.hpp"
#include "policy/rules.hpp"
#include "policy/study.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace kavel::desk {

inline constexpr std::array within_parameter
    = {ParameterDeclaration{"within", ParameterKind::number, false, "zoekafstand", "search distance"}};
inline constexpr std::array radius_parameter
    = {ParameterDeclaration{"radius", ParameterKind::number, true, "straal", "radius"}};
inline constexpr std::array share_parameters
    = {ParameterDeclaration{"attribute", ParameterKind::text, true, "veld", "field"},
        ParameterDeclaration{"one_of", ParameterKind::value_list, true, "waarden", "values"}};
inline constexpr std::array attribute_parameter
    = {ParameterDeclaration{"attribute", ParameterKind::text, true, "veld", "field"}};
inline constexpr std::array sql_parameter
    = {ParameterDeclaration{"sql", ParameterKind::text, true, "formule", "expression"}};

inline constexpr MeasureDeclaration area{"area", MeasuredOn::plot, "m2", "oppervlakte", "area", {}};
inline constexpr MeasureDeclaration covered_share{
    "covered_share", MeasuredOn::polygons, "", "bedekt deel", "covered share", {}};
inline constexpr MeasureDeclaration distance{
    "distance", MeasuredOn::any_geometry, "m", "afstand", "distance", within_parameter};
inline constexpr MeasureDeclaration count_within{
    "count_within", MeasuredOn::any_geometry, "", "aantal", "number", radius_parameter};
inline constexpr MeasureDeclaration attribute_share{
    "attribute_share", MeasuredOn::polygons, "", "deel", "share", share_parameters};
inline constexpr MeasureDeclaration field{
    "field", MeasuredOn::candidate_field, "attribute", "veld", "field", attribute_parameter};
inline constexpr MeasureDeclaration expression{
    "expression", MeasuredOn::other_rules, "", "formule", "expression", sql_parameter};

inline constexpr std::array<const MeasureDeclaration*, 7> measures
    = {&area, &covered_share, &distance, &count_within, &attribute_share, &field, &expression};

/// The lines of what is thrown, without the folder before a file's name.
inline std::vector<std::string> lines_of(const Problems& problems, const std::string& folder)
{
    std::vector<std::string> lines;
    for (const Problem& problem : problems.list()) {
        std::string line = to_line(problem);
        for (auto at = line.find(folder + "/"); at != std::string::npos; at = line.find(folder + "/")) {
            line.erase(at, folder.size() + 1);
        }
        lines.push_back(line);
    }
    return lines;
}

/// One line under the other.
inline std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

class Desk : public testing::Test {
protected:
    Desk()
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        // The process in the name: the same test may run elsewhere on this machine at the same time.
        m_folder = std::filesystem::path(testing::TempDir())
            / ("kavel-" + std::to_string(getpid()) + "-" + test->test_suite_name() + "." + test->name());
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
    }

    ~Desk() override { std::filesystem::remove_all(m_folder); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk(Desk&&) = delete;
    Desk& operator=(Desk&&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }

    std::string write(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = m_folder / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }

    /// Each problem as one line; file names without the folder.
    std::vector<std::string> lines(const ProblemList& problems) const
    {
        try {
            problems.throw_if_any();
        } catch (const Problems& found) {
            return lines_of(found, m_folder.string());
        }
        return {};
    }

    /// What reading has to complain about.
    template <class Reading> std::vector<std::string> complaints(Reading read) const
    {
        try {
            read();
        } catch (const Problems& found) {
            return lines_of(found, m_folder.string());
        }
        return {};
    }

private:
    std::filesystem::path m_folder;
};

} // namespace kavel::desk
