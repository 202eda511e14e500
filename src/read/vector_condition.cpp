// SPDX-License-Identifier: EUPL-1.2
#include "read/gdal_messages.hpp"
#include "read/vector_handle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

/// Fields that were not read may be asked for by the condition, and so may the geometry where GDAL itself
/// works the condition out.
void read_what_a_condition_needs(OGRLayer& layer, bool filters_itself)
{
    const char* const geometry[] = {"OGR_GEOMETRY", nullptr};
    const char* const nothing[] = {nullptr};
    // The list is not changed; older versions of GDAL do not say so.
    layer.SetIgnoredFields(const_cast<const char**>(filters_itself ? geometry : nothing));
}

std::vector<std::int64_t> ids_by_filter(OGRLayer& layer, const std::string& filter)
{
    std::vector<std::int64_t> met;
    if (layer.SetAttributeFilter(filter.c_str()) == OGRERR_NONE) {
        layer.ResetReading();
        while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
            met.push_back(feature->GetFID());
        }
    }
    return met;
}

/// A filter on a query numbers what it leaves anew, so the condition becomes one more column of the query.
/// All columns are asked for, lest an index gives the rows in another order.
std::vector<std::int64_t> ids_by_query(
    GDALDataset& dataset, const std::string& sql, const char* dialect, const std::string& condition)
{
    const std::string query = fmt::format("SELECT *, ({}) AS kavel_met FROM ({})", condition,
        sql.substr(0, sql.find_last_not_of("; \t\r\n") + 1));
    std::vector<std::int64_t> met;
    OGRLayer* layer = dataset.ExecuteSQL(query.c_str(), nullptr, dialect);
    if (layer == nullptr) {
        return met;
    }
    const int column = layer->GetLayerDefn()->GetFieldIndex("kavel_met");
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        if (feature->IsFieldSetAndNotNull(column) && feature->GetFieldAsInteger(column) != 0) {
            met.push_back(feature->GetFID());
        }
    }
    dataset.ReleaseResultSet(layer);
    return met;
}

} // namespace

std::vector<std::int64_t> VectorSource::meeting(
    const std::string& condition, const std::string& key, const Place& place) const
{
    OGRLayer& layer = *m_handle->layer;
    GdalMessages messages;
    std::vector<std::int64_t> met;
    if (m_handle->from_sql) {
        met = ids_by_query(*m_handle->dataset, m_handle->sql, m_handle->dialect, condition);
    } else {
        read_what_a_condition_needs(layer, m_driver == "GPKG" || m_driver == "SQLite");
        met = ids_by_filter(layer, narrowed(condition));
    }
    if (!messages.failures().empty()) {
        fail_on_condition(condition, key, place, messages.why());
    }
    if (!m_handle->from_sql) {
        layer.SetAttributeFilter(m_where.empty() ? nullptr : m_where.c_str());
    }
    std::sort(met.begin(), met.end());
    return met;
}

bool VectorSource::finds_any() const
{
    GdalMessages messages;
    OGRLayer& layer = *m_handle->layer;
    layer.ResetReading();
    const OGRFeatureUniquePtr first{layer.GetNextFeature()};
    layer.ResetReading();
    return first != nullptr;
}

} // namespace kavel
