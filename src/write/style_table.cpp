// SPDX-License-Identifier: EUPL-1.2
#include "base/problem.hpp"
#include "write/tables.hpp"

#include <array>
#include <fstream>
#include <iterator>

namespace kavel {

namespace {

enum class Use { by_default, on_choice };

/// Which results have the layer.
enum class In { every_result, with_grid, with_local_energy };

/// A file of the styles folder, and the layer that it is for.
struct Style {
    const char* table;
    const char* file;
    Use use;
    In in;
    Title name;
    Title description;
};

const std::array styles{
    Style{"ranked_sites", "ranked_sites-rank.qml", Use::by_default, In::every_result, {"rang", "rank"},
        {"Kavels naar rang; voorwaarden, uitgesloten en niet te beoordelen apart",
            "Plots by rank; conditional, excluded and not to be judged apart"}},
    Style{"ranked_sites", "ranked_sites-light.qml", Use::on_choice, In::every_result, {"licht", "light"},
        {"Kavels naar licht: groen, oranje, rood", "Plots by light: green, amber, red"}},
    Style{"evidence", "evidence-kind.qml", Use::by_default, In::every_result, {"bewijs", "evidence"},
        {"Wat de regels zagen: lijnen naar het dichtstbijzijnde, delen op de kavel",
            "What the rules saw: lines to the nearest, parts on the plot"}},
    Style{"ranked_sites", "ranked_sites-grid.qml", Use::on_choice, In::with_grid, {"netruimte", "grid"},
        {"Kavels naar wat het net toelaat", "Plots by what the grid allows"}},
    Style{"grid_stations", "grid_stations-load.qml", Use::by_default, In::with_grid, {"belasting", "load"},
        {"Stations: wie er past als de volgorde van de rangschikking gold",
            "Stations: who fits if the order of the ranking held"}},
    Style{"energy_hubs", "energy_hubs-members.qml", Use::by_default, In::with_local_energy,
        {"energiehubs", "energy hubs"},
        {"Buren die samen minder nodig hebben", "Neighbours that need less together"}},
};

bool is_in(In in, const RuleSet& rules)
{
    return in == In::every_result || (rules.grid && (in == In::with_grid || rules.grid->local));
}

std::string read_text(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw Problems(Problem{Fault::output, {file.string(), 0, 0},
            "this style of the installation cannot be read", "install Kavel again"});
    }
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

std::string in_one_language(const std::string& text, Language language, const std::string& shown)
{
    std::string result;
    std::size_t at = 0;
    while (true) {
        const std::size_t open = text.find("@{", at);
        result.append(text, at, open == std::string::npos ? open : open - at);
        if (open == std::string::npos) {
            return result;
        }
        const std::size_t middle = text.find('|', open);
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos || middle > close) {
            throw Problems(
                Problem{Fault::output, {shown, 0, 0}, "a text that starts with '@{' lacks its '|' or its '}'",
                    "write it as @{Nederlands|English}"});
        }
        result += language == Language::nl ? text.substr(open + 2, middle - open - 2)
                                           : text.substr(middle + 1, close - middle - 1);
        at = close + 1;
    }
}

void fill_layer_styles(
    Rows& rows, const std::filesystem::path& styles_folder, const Study& study, const std::string& changed)
{
    const Language language = study.language;
    for (const Style& style : styles) {
        if (!is_in(style.in, study.rules)) {
            continue;
        }
        const std::filesystem::path file = styles_folder / style.file;
        rows.add("")
            .add("")
            .add(style.table)
            .add("geom")
            .add(style.name.in(language))
            .add(in_one_language(read_text(file), language, file.string()))
            .add("")
            .add(style.use == Use::by_default)
            .add(style.description.in(language))
            .add("")
            .add_null()
            .add(changed)
            .end();
    }
}

} // namespace kavel
