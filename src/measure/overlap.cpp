// SPDX-License-Identifier: EUPL-1.2
#include "measure/overlap.hpp"

#include "base/reasons.hpp"
#include "geometry/wkb.hpp"

#include <algorithm>

namespace kavel::measures {

namespace {

constexpr double noise_share = 1e-9; ///< areas within this share of the plot are equal
constexpr std::size_t most_rows = 20;

using Clips = std::vector<const Clip*>;

Clips all_clips(const Ask& ask)
{
    Clips clips;
    for (const Clip& clip : ask.bench.clips(ask.ground, *ask.index)) {
        clips.push_back(&clip);
    }
    return clips;
}

/// Largest first; areas that differ by noise are equal, and then the lowest feature goes first.
void sort_by_area(Clips& clips, double noise_m2)
{
    std::sort(clips.begin(), clips.end(), [](const Clip* a, const Clip* b) {
        return a->area_m2 > b->area_m2 || (a->area_m2 == b->area_m2 && a->feature < b->feature);
    });
    const auto by_feature = [](const Clip* a, const Clip* b) { return a->feature < b->feature; };
    for (auto first = clips.begin(); first != clips.end();) {
        auto last = first + 1;
        while (last != clips.end() && (*(last - 1))->area_m2 - (*last)->area_m2 <= noise_m2) {
            ++last;
        }
        std::sort(first, last, by_feature);
        first = last;
    }
}

std::string label_of(const Ask& ask, std::size_t feature)
{
    const std::string name = ask.layer->label(feature);
    const std::string value = ask.attribute != nullptr ? to_text(ask.attribute->value(feature)) : "";
    if (value.empty() || value == name) {
        return name;
    }
    return value + " (" + name + ")";
}

std::string wkb_of(const Ask& ask, const Clip& clip)
{
    switch (clip.what) {
    case Clip::What::whole_ground:
        return to_wkb(ask.ground.shape);
    case Clip::What::whole_feature:
        return to_multipolygon_wkb(ask.index->shapes()[clip.feature]);
    case Clip::What::part:
        return to_wkb(clip.part[0]);
    }
    return {};
}

void show(const Ask& ask, Clips clips)
{
    sort_by_area(clips, noise_share * ask.ground.area_m2);
    double rest_m2 = 0.0;
    for (std::size_t i = 0; i < clips.size(); ++i) {
        const Clip& clip = *clips[i];
        if (i < most_rows) {
            ask.evidence.push_back({0, EvidenceKind::overlap, label_of(ask, clip.feature), clip.area_m2, "m2",
                wkb_of(ask, clip)});
        } else {
            rest_m2 += clip.area_m2;
        }
    }
    if (clips.size() > most_rows) {
        ask.evidence.push_back(
            {0, EvidenceKind::overlap, "+ " + std::to_string(clips.size() - most_rows), rest_m2, "m2", {}});
    }
}

double united_m2(const Ask& ask, const Clips& clips)
{
    return ask.bench.united_area_m2(ask.ground, *ask.index, clips);
}

} // namespace

Fact covered_area(const Ask& ask)
{
    const Clips clips = all_clips(ask);
    show(ask, clips);
    return united_m2(ask, clips);
}

Fact covered_share(const Ask& ask)
{
    return std::get<double>(covered_area(ask)) / ask.ground.area_m2;
}

Fact attribute_at(const Ask& ask)
{
    show(ask, all_clips(ask));
    const Clip* most = largest(ask.bench.clips(ask.ground, *ask.index), ask.ground);
    return most != nullptr ? fact_of(ask.attribute->value(most->feature)) : Fact(Unknown{&reason::no_cover});
}

Fact attribute_mean(const Ask& ask)
{
    const Clips clips = all_clips(ask);
    show(ask, clips);
    double area_m2 = 0.0;
    double sum = 0.0;
    for (const Clip* clip : clips) {
        if (const auto number = number_of(ask, clip->feature)) {
            area_m2 += clip->area_m2;
            sum += clip->area_m2 * *number;
        }
    }
    if (area_m2 == 0.0) {
        return Unknown{clips.empty() ? &reason::no_cover : &reason::no_value};
    }
    return sum / area_m2;
}

Fact attribute_share(const Ask& ask)
{
    Clips clips = all_clips(ask);
    const std::vector<Value>& wanted = *ask.rule.values("one_of");
    std::erase_if(clips, [&](const Clip* clip) {
        const Value value = ask.attribute->value(clip->feature);
        return std::none_of(
            wanted.begin(), wanted.end(), [&value](const Value& one) { return same_value(one, value); });
    });
    show(ask, clips);
    return united_m2(ask, clips) / ask.ground.area_m2;
}

} // namespace kavel::measures
