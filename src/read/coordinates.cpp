// SPDX-License-Identifier: EUPL-1.2
#include "read/coordinates.hpp"

#include "base/problem.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <cmath>

namespace kavel {

namespace {

template <auto destroy> struct Destroy {
    template <class T> void operator()(T* thing) const { destroy(thing); }
};
using Context = std::unique_ptr<PJ_CONTEXT, Destroy<proj_context_destroy>>;
using Operation = std::unique_ptr<PJ, Destroy<proj_destroy>>;
using OperationList = std::unique_ptr<PJ_OBJ_LIST, Destroy<proj_list_destroy>>;
using Factory
    = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, Destroy<proj_operation_factory_context_destroy>>;

Context offline_context()
{
    Context context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

Operation crs_of(PJ_CONTEXT* context, const std::string& definition)
{
    Operation crs(proj_create(context, definition.c_str()));
    if (!crs) {
        throw Problems({Fault::data, {}, "a CRS that PROJ cannot read", "give another with crs ="});
    }
    return crs;
}

OperationList ranked_operations(PJ_CONTEXT* context, const PJ* source, const PJ* target, const Box& area)
{
    const Factory factory(proj_create_operation_factory_context(context, nullptr));
    if (!area.empty()) {
        proj_operation_factory_context_set_area_of_interest(
            context, factory.get(), area.west, area.south, area.east, area.north);
    }
    proj_operation_factory_context_set_spatial_criterion(
        context, factory.get(), PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    // Grids count as there while ranking: only so does it show that a better operation lacks one.
    proj_operation_factory_context_set_grid_availability_use(
        context, factory.get(), PROJ_GRID_AVAILABILITY_IGNORED);
    return OperationList(proj_create_operations(context, source, target, factory.get()));
}

std::string missing_grids(PJ_CONTEXT* context, const PJ* operation)
{
    std::string names;
    for (int i = 0; i < proj_coordoperation_get_grid_used_count(context, operation); ++i) {
        const char* name = nullptr;
        int available = 0;
        proj_coordoperation_get_grid_used(
            context, operation, i, &name, nullptr, nullptr, nullptr, nullptr, nullptr, &available);
        if (available == 0 && name != nullptr) {
            names += (names.empty() ? "" : ", ") + std::string(name);
        }
    }
    return names;
}

std::optional<double> accuracy_of(PJ_CONTEXT* context, const PJ* operation)
{
    const double accuracy = proj_coordoperation_get_accuracy(context, operation);
    return accuracy >= 0.0 ? std::optional(accuracy) : std::nullopt;
}

std::string metres(const std::optional<double>& accuracy_m)
{
    return accuracy_m ? shortest(*accuracy_m) + " m" : "?";
}

Title lacks_grid(const std::string& name, const std::string& grids, const std::optional<double>& accuracy)
{
    return {fmt::format("een nauwkeuriger omrekening, '{}' ({}), kon niet: raster {} is niet geïnstalleerd",
                name, metres(accuracy), grids),
        fmt::format("a more accurate operation, '{}' ({}), was not possible: grid {} is not installed", name,
            metres(accuracy), grids)};
}

} // namespace

struct CoordinateOperation::Proj {
    Context context = offline_context();
    Operation operation;
};

CoordinateOperation::CoordinateOperation(
    const std::string& source_crs, const std::string& target_crs, const Box& area)
    : m_proj(std::make_unique<Proj>())
{
    PJ_CONTEXT* context = m_proj->context.get();
    const Operation source = crs_of(context, source_crs);
    const Operation target = crs_of(context, target_crs);
    const OperationList list = ranked_operations(context, source.get(), target.get(), area);
    const int count = list ? proj_list_get_count(list.get()) : 0;
    for (int i = 0; i < count; ++i) {
        const Operation candidate(proj_list_get(context, list.get(), i));
        const char* name = proj_get_name(candidate.get());
        if (proj_coordoperation_is_instantiable(context, candidate.get()) == 0) {
            if (!m_better) {
                m_better = lacks_grid(name != nullptr ? name : "?", missing_grids(context, candidate.get()),
                    accuracy_of(context, candidate.get()));
            }
            continue;
        }
        m_proj->operation.reset(proj_normalize_for_visualization(context, candidate.get()));
        m_name = name != nullptr ? name : "";
        m_accuracy_m = accuracy_of(context, candidate.get());
        return;
    }
    throw Problems({Fault::data, {}, "PROJ knows no operation from this CRS to the study's",
        "prepare the source in the study's CRS (ogr2ogr -t_srs)"});
}

CoordinateOperation::~CoordinateOperation() = default;

void CoordinateOperation::transform(std::span<Point> points) const
{
    if (points.empty()) {
        return;
    }
    constexpr std::size_t stride = sizeof(Point);
    proj_trans_generic(m_proj->operation.get(), PJ_FWD, &points[0].x, stride, points.size(), &points[0].y,
        stride, points.size(), nullptr, 0, 0, nullptr, 0, 0);
}

Box transformed_bounds(const std::string& source_crs, const std::string& target_crs, const Box& box)
{
    if (box.empty()) {
        return {};
    }
    const Context context = offline_context();
    const Operation source = crs_of(context.get(), source_crs);
    const Operation target = crs_of(context.get(), target_crs);
    const Operation raw(
        proj_create_crs_to_crs_from_pj(context.get(), source.get(), target.get(), nullptr, nullptr));
    if (!raw) {
        return {};
    }
    const Operation operation(proj_normalize_for_visualization(context.get(), raw.get()));
    constexpr int extra_points = 21;
    Box bounds;
    if (!operation
        || proj_trans_bounds(context.get(), operation.get(), PJ_FWD, box.west, box.south, box.east, box.north,
               &bounds.west, &bounds.south, &bounds.east, &bounds.north, extra_points)
            == 0
        || !std::isfinite(bounds.west + bounds.south + bounds.east + bounds.north)) {
        return {};
    }
    return bounds;
}

} // namespace kavel
