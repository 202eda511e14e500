// SPDX-License-Identifier: EUPL-1.2
#include "base/problem.hpp"
#include "write/schema.hpp"
#include "write/tables.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <vector>

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

/// Made into a style for each theme.
constexpr const char* theme_file = "ranked_sites-theme.qml";
constexpr std::size_t longest_name = 30; ///< characters of `styleName`, as QGIS makes the table

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

void add_style(Rows& rows, const char* table, const std::string& name, const std::string& qml, Use use,
    const std::string& description, const std::string& changed)
{
    rows.add("")
        .add("")
        .add(table)
        .add("geom")
        .add(name)
        .add(qml)
        .add("")
        .add(use == Use::by_default)
        .add(description)
        .add("")
        .add_null()
        .add(changed)
        .end();
}

/// Bytes of at most so many characters; a letter of several bytes stays whole.
std::size_t size_of(const std::string& text, std::size_t characters)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && characters-- == 0) {
            break;
        }
    }
    return at;
}

/// At most so many characters. What is too long ends after a word that says something, with an ellipsis:
/// "Circulair en samen" is "Circulair...", not "Circulair en...". One long word is cut where it must be.
std::string at_most(const std::string& text, std::size_t characters)
{
    if (size_of(text, characters) == text.size()) {
        return text;
    }
    std::string cut = text.substr(0, size_of(text, characters - 1));
    const bool ends_a_word = text[cut.size()] == ' ';
    std::size_t end = ends_a_word ? cut.size() : cut.find_last_of(' ');
    constexpr std::size_t short_word = 3; // en, and, of, van
    for (std::size_t before = end == std::string::npos || end == 0 ? end : cut.find_last_of(' ', end - 1);
         before != std::string::npos && end - before - 1 <= short_word && before > 0;
         before = cut.find_last_of(' ', end - 1)) {
        end = before;
    }
    constexpr std::size_t half = 2;
    if (end != std::string::npos && end * half >= cut.size()) {
        cut.resize(end);
    }
    while (!cut.empty() && (cut.back() == ' ' || cut.back() == ',')) {
        cut.pop_back();
    }
    return cut + "…";
}

std::string as_xml(const std::string& text)
{
    std::string result;
    for (const char letter : text) {
        switch (letter) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        // XML knows no control characters.
        default:
            result += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
        }
    }
    return result;
}

std::string with(std::string text, const std::string& placeholder, const std::string& value)
{
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + value.size())) {
        text.replace(at, placeholder.size(), value);
    }
    return text;
}

} // namespace

std::string style_name(const std::string& wanted, const std::vector<std::string>& taken)
{
    std::string name = at_most(wanted, longest_name);
    for (int number = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++number) {
        const std::string ending = " " + std::to_string(number);
        name = at_most(wanted, longest_name - ending.size()) + ending;
    }
    return name;
}

std::string style_of_theme(const std::string& style, const std::string& column, const std::string& title)
{
    // In expressions the column stands in quotes. The title comes last: whatever it holds is a title.
    const std::string named = with(style, "{{column}}", as_xml(with(column, "\"", "\"\"")));
    return with(named, "{{title}}", as_xml(title));
}

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
    std::vector<std::string> names;
    for (const Style& style : styles) {
        if (!is_in(style.in, study.rules)) {
            continue;
        }
        const std::filesystem::path file = styles_folder / style.file;
        names.push_back(style.name.in(language));
        add_style(rows, style.table, names.back(), in_one_language(read_text(file), language, file.string()),
            style.use, style.description.in(language), changed);
    }
    if (study.rules.themes.empty()) {
        return;
    }
    const std::filesystem::path file = styles_folder / theme_file;
    const std::string style = in_one_language(read_text(file), language, file.string());
    const Title description{"Kavels naar hun score voor het thema ", "Plots by their score for the theme "};
    for (const Theme& theme : study.rules.themes) {
        const std::string title = theme.title.in(language);
        names.push_back(style_name(Title{"thema ", "theme "}.in(language) + title, names));
        add_style(rows, "ranked_sites", names.back(),
            style_of_theme(style, column_name("theme_", theme.id), title), Use::on_choice,
            description.in(language) + title, changed);
    }
}

} // namespace kavel
