// SPDX-License-Identifier: EUPL-1.2
// A result that was written before, read back: what it says of its plots, rules and run.
#pragma once

#include "base/facts.hpp"
#include "write/database.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// A row of ranked_sites; texts that are null are empty.
struct StoredPlot {
    std::optional<int> rank;
    std::string id;
    std::string name;
    std::string status;
    std::string light;
    std::optional<double> score;
    std::optional<double> low;
    std::optional<double> high;
    double area_ha = 0.0;
};

/// A row of criteria or constraints.
struct StoredRule {
    std::string id;
    Title title;
    std::string measure;
    std::string unit;
    std::string value_function; ///< of a criterion
    double missing = 0.0; ///< of a criterion
    Title condition; ///< of a constraint
};

/// What was measured: a number, or in words what else there is.
struct StoredRaw {
    std::optional<double> number;
    std::string text;
};

/// A row of scores.
struct StoredScore {
    std::string rule;
    StoredRaw raw;
    double value = 0.0;
    double weight = 0.0;
    double points = 0.0;
};

/// A row of checks.
struct StoredCheck {
    std::string rule;
    StoredRaw raw;
    std::string limit;
    std::optional<bool> passed;
    std::string on_fail;
};

/// The energy hub that a plot could join.
struct StoredHub {
    std::string id;
    std::string members; ///< ids, comma-separated
    std::string joined; ///< those that fit together hour by hour
    std::optional<double> saved_mw;
    std::optional<double> limit_mw;
};

/// A row of evidence, without its geometry.
struct StoredEvidence {
    std::string rule;
    std::string kind;
    std::string label;
    std::optional<double> amount;
    std::string unit;
};

class StoredResult {
public:
    /// Throws Problems (Fault::data) for a file that is not there, or that is no result of Kavel.
    explicit StoredResult(std::filesystem::path file);

    const std::filesystem::path& file() const { return m_file; }
    /// A value of `run`; empty when there is none.
    std::string run(std::string_view key);
    /// The language that its texts are in.
    Language language();
    /// All of them, in the order of the ranking.
    std::vector<StoredPlot> plots();
    /// The first of these columns that ranked_sites has (case ignored), as text; empty when null or none is
    /// there.
    std::string own_field(const std::string& plot, const std::vector<std::string>& names);
    /// Applied rules, in the order of the rule set.
    std::vector<StoredRule> criteria();
    std::vector<StoredRule> constraints();
    /// Of one plot, in the order of the rules.
    std::vector<StoredScore> scores(const std::string& plot);
    std::vector<StoredCheck> checks(const std::string& plot);
    std::vector<StoredEvidence> evidence(const std::string& plot);
    /// Nothing when the plot is in none, or the result has no hubs.
    std::optional<StoredHub> energy_hub(const std::string& plot);

private:
    std::filesystem::path m_file;
    Database m_database;
};

} // namespace kavel
