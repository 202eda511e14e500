// SPDX-License-Identifier: EUPL-1.2
#include "cli/documents.hpp"

#include "measure/measure.hpp"

#include <fmt/format.h>

namespace kavel {

namespace {

std::string_view looks_at(MeasuredOn on)
{
    switch (on) {
    case MeasuredOn::plot:
        return "the plot alone";
    case MeasuredOn::any_geometry:
        return "the plot and a layer of any geometry";
    case MeasuredOn::lines:
        return "the plot and the lines of a layer";
    case MeasuredOn::polygons:
        return "the plot and the polygons of a layer";
    case MeasuredOn::raster:
        return "the plot and a raster";
    case MeasuredOn::network:
        return "the plot, a layer of any geometry, and a network of lines";
    case MeasuredOn::candidate_field:
        return "a field of the plot";
    case MeasuredOn::grid:
        return "the grid model, [grid]";
    case MeasuredOn::local_energy:
        return "local energy of the grid model, [grid.local]";
    case MeasuredOn::other_rules:
        return "the results of other rules and the plot's fields";
    }
    return "";
}

std::string_view unit_of(const MeasureDeclaration& measure)
{
    if (measure.unit.empty()) {
        return "none";
    }
    return measure.unit == "attribute" ? "that of the attribute"
        : measure.unit == "cost"       ? "m, or min with `cost = \"minutes\"`"
                                       : measure.unit;
}

} // namespace

std::string measures_document()
{
    std::string text = "# Measures\n\n"
                       "What a rule may ask of a plot. Printed by `kavel docs measures`; the formulas are in "
                       "[method.md](method.md).\n";
    for (const MeasureDeclaration* measure : measure_catalogue()) {
        text += fmt::format("\n## `{}`\n\n{}. (nl: {}.)\n\nLooks at {}. Unit: {}.\n", measure->name,
            measure->says_en, measure->says_nl, looks_at(measure->on), unit_of(*measure));
        if (!measure->parameters.empty()) {
            text += "\n| parameter | needed | what it is | wat het is |\n| --- | --- | --- | --- |\n";
        }
        for (const ParameterDeclaration& parameter : measure->parameters) {
            text += fmt::format("| `{}` | {} | {} | {} |\n", parameter.name,
                parameter.required ? "yes" : "no", parameter.says_en, parameter.says_nl);
        }
    }
    return text;
}

std::string commands_document(const std::vector<CommandHelp>& helps)
{
    std::string text
        = "# Commands\n\nPrinted by `kavel docs commands`.\n\n"
          "Exit codes: 0 done; 1 the command line is wrong; 2 study, rules or layer definitions are wrong; "
          "3 the data is wrong or cannot be read; 4 the output cannot be written, or a program that is "
          "needed "
          "(QGIS for `maps`) is not there; 130 interrupted.\n";
    for (const CommandHelp& help : helps) {
        text += fmt::format("\n## `kavel {}`\n\n```\n{}```\n", help.name, help.text);
    }
    return text;
}

} // namespace kavel
