// SPDX-License-Identifier: EUPL-1.2
// What an earlier result of the same survey has that stands in the next as it is: the evidence and the notes,
// which are copied page by page, the plots' geometries, and what criteria saw.
#pragma once

#include "kavel.hpp"
#include "write/database.hpp"
#include "write/geopackage.hpp"
#include "write/output_file.hpp"
#include "write/page_file.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// All the evidence, in memory; without what the grid model saw, which is told anew. Throws DatabaseError, or
/// std::logic_error for rows that no such study writes.
EvidenceByPlot evidence_in(Database& database, const Study& study, const std::vector<std::string>& ids);

/// One cell of every row of a table, read in parts.
class CellsOfRows {
public:
    /// Of rows that follow each other.
    struct Part {
        std::size_t first_row = 0;
        std::string bytes;
        std::vector<std::size_t> ends;

        void add(std::size_t row, std::string_view cell);
    };

    CellsOfRows() = default;
    /// Throws std::runtime_error unless the parts have all of so many rows, counted from 0, in their order.
    CellsOfRows(std::vector<Part> parts, std::size_t rows);

    std::string_view at(std::size_t row) const;

private:
    std::vector<Part> m_parts;
};

/// The next result in the place of an earlier one, of which it has the pages that stay, or will have.
struct Draft {
    std::unique_ptr<OutputFile> file;
    std::unique_ptr<PagesAhead> pages; ///< goes before the file does
};

class RecordedResult {
public:
    /// Of ranked_sites, row by row.
    struct Sites {
        CellsOfRows geometries; ///< as in the package; none of an unusable plot
        std::vector<double> area_ha;
        std::vector<std::size_t> row_of; ///< each plot's
    };

    /// `tables`: of the result, that are copied together. `seen`: what `scores` says that its criteria saw,
    /// row by row; `criteria`: how many rows it has of each plot.
    RecordedResult(std::shared_ptr<const PageSource> result, std::vector<GeoPackage::TableThere> tables,
        Sites sites, CellsOfRows seen, std::size_t criteria);

    /// Keeps a draft for whoever writes the next result in that place.
    void keep_draft(std::filesystem::path output, Draft draft);
    /// Empty unless there is one for this place.
    Draft take_draft(const std::filesystem::path& output) const;

    std::string_view geometry(std::size_t plot) const { return m_sites.geometries.at(m_sites.row_of[plot]); }
    double area_ha(std::size_t plot) const { return m_sites.area_ha[m_sites.row_of[plot]]; }
    /// What `scores` says that a criterion saw on a plot, in the words of the result; `criterion`: of those
    /// that are applied.
    std::string_view seen(std::size_t plot, std::size_t criterion) const
    {
        return m_seen.at(m_sites.row_of[plot] * m_criteria + criterion);
    }

    /// Fills the tables with the pages of these; false, and nothing done, where they would stand elsewhere.
    bool copy_into(GeoPackage& package) const;
    /// The evidence, for when it cannot be copied.
    EvidenceByPlot evidence(const Study& study, const std::vector<std::string>& ids) const;

private:
    std::shared_ptr<const PageSource> m_result;
    std::vector<GeoPackage::TableThere> m_tables;
    Sites m_sites;
    CellsOfRows m_seen;
    std::size_t m_criteria;
    mutable std::mutex m_mutex; ///< the rest may be used by several studies of a batch
    std::filesystem::path m_output; ///< that the draft is for
    mutable Draft m_draft;
};

} // namespace kavel
