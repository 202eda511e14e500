// SPDX-License-Identifier: EUPL-1.2
// The evidence of an earlier result of the same survey: left where it is, and copied page by page into the
// next, with the notes on that survey.
#pragma once

#include "kavel.hpp"
#include "write/database.hpp"
#include "write/geopackage.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// All of it, in memory; without what the grid model saw, which is told anew. Throws DatabaseError, or
/// std::logic_error for rows that no such study writes.
EvidenceByPlot evidence_in(Database& database, const Study& study, const std::vector<std::string>& ids);

class RecordedEvidence {
public:
    /// Texts of rows that follow each other.
    struct Texts {
        std::size_t first_row = 0;
        std::string bytes;
        std::vector<std::uint32_t> ends;
    };

    /// `tables`: of the result, that are copied together. `plots_in_order`: of each row of ranked_sites.
    /// `seen`: what `scores` says that its criteria saw, row by row; `criteria`: how many rows it has of each
    /// plot.
    RecordedEvidence(std::shared_ptr<const PageSource> result, std::vector<GeoPackage::TableThere> tables,
        const std::vector<std::size_t>& plots_in_order, std::size_t criteria, std::vector<Texts> seen);

    /// What `scores` says that a criterion saw on a plot, in the words of the result; `criterion`: of those
    /// that are applied.
    std::string_view seen(std::size_t plot, std::size_t criterion) const;
    /// Fills the tables with the pages of these; false, and nothing done, where they would stand elsewhere.
    bool copy_into(GeoPackage& package) const;
    /// For when they cannot be copied.
    EvidenceByPlot read(const Study& study, const std::vector<std::string>& ids) const;

private:
    std::shared_ptr<const PageSource> m_result;
    std::vector<GeoPackage::TableThere> m_tables;
    std::vector<std::size_t> m_row_of; ///< each plot's in ranked_sites
    std::size_t m_criteria;
    std::vector<Texts> m_seen;
};

} // namespace kavel
