// SPDX-License-Identifier: EUPL-1.2
#include "geometry/workbench.hpp"

#include "base/groups.hpp"
#include "geometry/plain_buffer.hpp"
#include "geometry/plain_clip.hpp"
#include "geometry/planar.hpp"
#include "geometry/relation.hpp"

#include <algorithm>

namespace kavel {

namespace {

/// What is known under a key, or else what `make` gives, which is kept. A large plot comes in strips, of
/// which only the last are worth keeping.
template <class Key, class Make>
const std::vector<double>& kept(
    std::vector<std::pair<Key, std::vector<double>>>& list, const Key& key, Make make)
{
    constexpr std::size_t most_kept = 4;
    const auto known
        = std::find_if(list.begin(), list.end(), [&key](const auto& one) { return one.first == key; });
    if (known != list.end()) {
        return known->second;
    }
    if (list.size() == most_kept) {
        list.erase(list.begin());
    }
    return list.emplace_back(key, make()).second;
}

/// Areas this much smaller than the plot are noise of the overlay, in its surroundings too.
constexpr double noise_share = 1e-9;

} // namespace

const Clip* largest(const std::vector<Clip>& clips, const Ground& ground)
{
    double most_m2 = 0.0;
    for (const Clip& clip : clips) {
        most_m2 = std::max(most_m2, clip.area_m2);
    }
    const auto first = std::find_if(clips.begin(), clips.end(),
        [&](const Clip& clip) { return clip.area_m2 >= most_m2 - noise_share * ground.area_m2; });
    return first == clips.end() ? nullptr : &*first;
}

void Workbench::begin(const Ground& plot)
{
    m_plot = &plot;
    ++m_plot_number;
    m_clips.clear();
    m_ground_polygons.clear();
    m_coverages.clear();
    m_cell_values.clear();
    m_surroundings.clear();
}

const Ground& Workbench::surroundings(double radius_m)
{
    if (radius_m == 0.0) {
        return *m_plot;
    }
    auto& [shapes, ground] = m_surroundings[radius_m];
    if (!ground) {
        if (auto plain = plain_buffer(m_plot->shape, radius_m)) {
            shapes = std::move(*plain);
        } else {
            const GeosGeometry buffer = m_overlay.buffer(m_overlay.polygons(m_plot->shape), radius_m);
            m_overlay.add_polygons(shapes, buffer);
            shapes.end_feature();
        }
        ground = std::make_unique<Ground>(shapes[0]);
    }
    return *ground;
}

GeosGeometry Workbench::feature_polygons(const LayerIndex& layer, std::size_t feature)
{
    constexpr std::size_t large = 500; // points: worth keeping for the next plot
    const Shape shape = layer.shapes()[feature];
    if (shape.points() < large) {
        return m_overlay.polygons(shape);
    }
    GeosGeometry& kept = m_large_features[{&layer, feature}];
    if (!kept) {
        kept = m_overlay.polygons(shape);
    }
    return m_overlay.copy(kept);
}

std::optional<Clip> Workbench::clip(const Ground& ground, const LayerIndex& layer, std::size_t feature)
{
    const std::span<const Run> runs = layer.runs_of(feature);
    Clip clip;
    clip.feature = feature;
    switch (relation(ground.runs, runs)) {
    case Relation::apart:
        return std::nullopt;
    case Relation::first_in_second:
        clip.what = Clip::What::whole_ground;
        clip.area_m2 = ground.area_m2;
        return clip;
    case Relation::second_in_first:
        clip.what = Clip::What::whole_feature;
        clip.area_m2 = kavel::area_m2(layer.shapes()[feature]);
        return clip;
    case Relation::unclear:
        break;
    }
    if (auto plain = plain_clip(ground.runs, runs)) {
        clip.part = std::move(*plain);
        clip.area_m2 = kavel::area_m2(clip.part[0]);
        return clip;
    }
    GeosGeometry& polygons = m_ground_polygons[&ground];
    if (!polygons) {
        polygons = m_overlay.polygons(ground.shape);
    }
    const GeosGeometry part = m_overlay.intersection(polygons, feature_polygons(layer, feature));
    clip.area_m2 = m_overlay.area_m2(part);
    m_overlay.add_polygons(clip.part, part);
    clip.part.end_feature();
    return clip;
}

const std::vector<Clip>& Workbench::clips(const Ground& ground, const LayerIndex& layer)
{
    const auto [entry, is_new] = m_clips.try_emplace({&ground, &layer});
    if (is_new) {
        for (const std::size_t feature : layer.features_meeting(ground.shape.box())) {
            auto found = clip(ground, layer, feature);
            if (found && found->area_m2 > noise_share * m_plot->area_m2) {
                entry->second.push_back(std::move(*found));
            }
        }
    }
    return entry->second;
}

const std::vector<double>& Workbench::coverage(const Ground& ground, const CellWindow& window)
{
    return kept(m_coverages, window, [&] { return kavel::coverage(ground.shape, window); });
}

const std::vector<double>& Workbench::cell_values(
    const void* raster, int band, const CellWindow& window, const std::function<std::vector<double>()>& read)
{
    return kept(m_cell_values, RasterWindow{raster, band, window}, read);
}

void Workbench::expect_within(const LayerIndex& layer, double radius_m)
{
    m_expected_within[&layer].insert(radius_m);
}

const std::vector<Near>& Workbench::within(const LayerIndex& layer, double radius_m)
{
    auto& [plot, found] = m_within[{&layer, radius_m}];
    if (plot != m_plot_number) {
        plot = m_plot_number;
        found = features_within(*m_plot, layer, radius_m);
    }
    return found;
}

std::optional<Nearest> Workbench::nearest(const LayerIndex& layer, double bound_m)
{
    auto& [plot, sought] = m_nearest[&layer];
    if (plot != m_plot_number || (!sought.nearest && sought.up_to_m < bound_m)) {
        plot = m_plot_number;
        sought = seek(layer, bound_m);
    }
    const bool near_enough = sought.nearest && sought.nearest->distance_m <= bound_m + distance_noise_m;
    return near_enough ? sought.nearest : std::nullopt;
}

Workbench::Sought Workbench::seek(const LayerIndex& layer, double bound_m)
{
    const auto expected = m_expected_within.find(&layer);
    if (expected != m_expected_within.end()) {
        for (const double radius_m : expected->second) {
            const auto nearest = nearest_of(within(layer, radius_m), *m_plot, layer);
            // Else one that is as near could lie just beyond the radius.
            if (nearest && nearest->distance_m + distance_noise_m <= radius_m) {
                return {bound_m, nearest};
            }
        }
    }
    return {bound_m, find_nearest(*m_plot, layer, bound_m)};
}

bool Workbench::overlap(const LayerIndex& layer, std::size_t a, std::size_t b)
{
    switch (relation(layer.runs_of(a), layer.runs_of(b))) {
    case Relation::apart:
        return false;
    case Relation::first_in_second:
    case Relation::second_in_first:
        return true;
    case Relation::unclear:
        break;
    }
    const auto plain = plain_clip(layer.runs_of(a), layer.runs_of(b));
    const double common_m2 = plain
        ? kavel::area_m2((*plain)[0])
        : m_overlay.area_m2(m_overlay.intersection(feature_polygons(layer, a), feature_polygons(layer, b)));
    return common_m2
        > noise_share * std::min(kavel::area_m2(layer.shapes()[a]), kavel::area_m2(layer.shapes()[b]));
}

const std::vector<std::uint32_t>& Workbench::overlapping(const LayerIndex& layer, std::size_t feature)
{
    const auto [known, is_new] = m_overlapping[&layer].try_emplace(feature);
    if (is_new) {
        for (const std::size_t other : layer.features_meeting(layer.shapes()[feature].box())) {
            if (other != feature && overlap(layer, std::min(feature, other), std::max(feature, other))) {
                known->second.push_back(static_cast<std::uint32_t>(other));
            }
        }
    }
    return known->second;
}

bool Workbench::lies_within(const Ground& ground, const LayerIndex& cover)
{
    constexpr double slack = 1e-6;
    double area_m2 = 0.0;
    for (const Clip& clip : clips(ground, cover)) {
        area_m2 += clip.area_m2;
    }
    return area_m2 >= (1.0 - slack) * ground.area_m2;
}

double Workbench::united_area_m2(
    const Ground& ground, const LayerIndex& layer, const std::vector<const Clip*>& clips)
{
    for (const Clip* clip : clips) {
        if (clip->what == Clip::What::whole_ground) {
            return ground.area_m2;
        }
    }
    // Parts of features overlap only where the features do: most do nowhere, and that is known from the last
    // plot.
    std::vector<std::vector<std::size_t>> beside(clips.size());
    for (std::size_t i = 0; i < clips.size(); ++i) {
        for (const std::uint32_t other : overlapping(layer, clips[i]->feature)) {
            const auto found = std::lower_bound(clips.begin(), clips.end(), other,
                [](const Clip* clip, std::uint32_t feature) { return clip->feature < feature; });
            if (found != clips.end() && (*found)->feature == other) {
                beside[i].push_back(static_cast<std::size_t>(found - clips.begin()));
            }
        }
    }
    double area = 0.0;
    for (const std::vector<std::size_t>& group : connected_groups(beside)) {
        if (group.size() == 1) {
            area += clips[group.front()]->area_m2;
            continue;
        }
        std::vector<GeosGeometry> parts;
        for (const std::size_t member : group) {
            const Clip& clip = *clips[member];
            parts.push_back(m_overlay.polygons(
                clip.what == Clip::What::part ? clip.part[0] : layer.shapes()[clip.feature]));
        }
        area += m_overlay.area_m2(m_overlay.united(std::move(parts)));
    }
    return std::min(area, ground.area_m2);
}

} // namespace kavel
