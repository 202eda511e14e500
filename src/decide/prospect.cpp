// SPDX-License-Identifier: EUPL-1.2
#include "decide/prospect.hpp"

#include <cstddef>

namespace kavel {

Prospect prospect_of(Light light, std::optional<double> score)
{
    if (light == Light::red) {
        return Prospect::excluded;
    }
    if (!(score >= promising_score)) { // no score: nothing to expect
        return Prospect::little;
    }
    return light == Light::green ? Prospect::promising : Prospect::on_conditions;
}

std::string_view to_text(Prospect prospect)
{
    static constexpr std::array<std::string_view, prospects.size()> texts{
        "promising", "on_conditions", "little", "excluded"};
    return texts[static_cast<std::size_t>(prospect)];
}

const Title& title_of(Prospect prospect)
{
    static const std::array<Title, prospects.size()> titles{
        {{"kansrijk", "promising"}, {"kansrijk onder voorwaarden", "promising on conditions"},
            {"weinig kansrijk", "little promise"}, {"uitgesloten", "excluded"}}};
    return titles[static_cast<std::size_t>(prospect)];
}

} // namespace kavel
