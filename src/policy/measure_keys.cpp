// SPDX-License-Identifier: EUPL-1.2
#include "policy/measure_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kavel {

namespace {

using namespace strict;

const MeasureDeclaration* find_measure(std::string_view name, MeasureCatalogue measures)
{
    const auto found = std::find_if(measures.begin(), measures.end(),
        [&](const MeasureDeclaration* measure) { return measure->name == name; });
    return found == measures.end() ? nullptr : *found;
}

/// Reads into the rule's parameters under the parameter's name.
template <class Held, class Read>
Reader<Rule> into_parameters(std::string_view name, std::string_view wanted, Read read)
{
    return {std::string(wanted), [name, read](const Spot& spot, Rule& rule) {
                Held held{};
                const Taken taken = read(spot, held);
                if (taken == Taken::yes) {
                    rule.parameters.insert_or_assign(std::string(name), std::move(held));
                }
                return taken;
            }};
}

/// "one of 'metres', 'minutes'".
std::string words_of(const ParameterDeclaration& parameter)
{
    std::string words;
    for (const std::string_view word : parameter.choices) {
        words += (words.empty() ? "one of '" : ", '") + std::string(word) + "'";
    }
    return words;
}

Taken read_choice(const Spot& spot, std::span<const std::string_view> choices, std::string& held)
{
    if (const Taken taken = read_word(spot, held); taken != Taken::yes) {
        return taken;
    }
    if (std::find(choices.begin(), choices.end(), held) != choices.end()) {
        return Taken::yes;
    }
    const std::vector<std::string> names(choices.begin(), choices.end());
    spot.subject.complain(spot.node.place, fmt::format("has {} '{}'", spot.key, held), suggest(held, names));
    return Taken::reported;
}

Reader<Rule> parameter_reader(const ParameterDeclaration& parameter)
{
    switch (parameter.kind) {
    case ParameterKind::number: // all of them are lengths, times or shares
        return into_parameters<double>(parameter.name, from_zero.wanted,
            [](const Spot& spot, double& held) { return read_number(spot, from_zero, held); });
    case ParameterKind::positive:
        return into_parameters<double>(parameter.name, above_zero.wanted,
            [](const Spot& spot, double& held) { return read_number(spot, above_zero, held); });
    case ParameterKind::choice:
        return into_parameters<std::string>(parameter.name, words_of(parameter),
            [choices = parameter.choices](
                const Spot& spot, std::string& held) { return read_choice(spot, choices, held); });
    case ParameterKind::text:
    case ParameterKind::layer:
    case ParameterKind::condition:
        return into_parameters<std::string>(parameter.name, a_text, read_word);
    case ParameterKind::value_list:
        return into_parameters<std::vector<Value>>(parameter.name, some_values, read_values);
    }
    return {};
}

/// The parameters of all measures, each once.
std::vector<std::string> all_parameters(MeasureCatalogue measures)
{
    std::vector<std::string> names;
    for (const MeasureDeclaration* measure : measures) {
        for (const ParameterDeclaration& parameter : measure->parameters) {
            if (std::find(names.begin(), names.end(), parameter.name) == names.end()) {
                names.emplace_back(parameter.name);
            }
        }
    }
    return names;
}

std::string measures_with(std::string_view parameter, MeasureCatalogue measures)
{
    std::string list;
    for (const MeasureDeclaration* measure : measures) {
        if (has_parameter(*measure, parameter)) {
            list += (list.empty() ? "" : ", ") + std::string(measure->name);
        }
    }
    return list;
}

/// Keys that are no key of this rule and look like a parameter of another measure.
Keys<Rule> keys_of_other_measures(const Table& rule, const MeasureDeclaration& measure,
    MeasureCatalogue measures, const std::vector<std::string>& known)
{
    Keys<Rule> keys;
    const std::vector<std::string> parameters = all_parameters(measures);
    for (const Entry& entry : rule.entries) {
        const auto other = nearest_spelling(entry.key, parameters);
        const bool is_other = other && (*other == entry.key || !nearest_spelling(entry.key, known));
        if (is_other && std::find(known.begin(), known.end(), entry.key) == known.end()) {
            keys.push_back(refusal<Rule>(entry.key,
                fmt::format("measure '{}' does not know the key '{}'", measure.name, entry.key),
                fmt::format("remove it, or did you mean a measure with '{}' ({})?", *other,
                    measures_with(*other, measures))));
        }
    }
    return keys;
}

} // namespace

const MeasureDeclaration* measure_in(const Table& rule, MeasureCatalogue measures)
{
    const Node* node = rule.find("measure");
    const auto* name = node != nullptr ? std::get_if<std::string>(&node->value) : nullptr;
    return name != nullptr ? find_measure(*name, measures) : nullptr;
}

bool has_parameter(const MeasureDeclaration& measure, std::string_view parameter)
{
    return std::any_of(measure.parameters.begin(), measure.parameters.end(),
        [&](const ParameterDeclaration& candidate) { return candidate.name == parameter; });
}

Reader<Rule> measure_reader(MeasureCatalogue measures)
{
    return into(&Rule::measure, std::string(a_text),
        [measures](const Spot& spot, const MeasureDeclaration*& measure) {
            std::string name;
            if (const Taken taken = read_word(spot, name); taken != Taken::yes) {
                return taken;
            }
            measure = find_measure(name, measures);
            if (measure != nullptr) {
                return Taken::yes;
            }
            std::vector<std::string> names;
            for (const MeasureDeclaration* candidate : measures) {
                names.emplace_back(candidate->name);
            }
            spot.subject.problems.add(Fault::definition, spot.node.place,
                fmt::format("there is no measure '{}'", name), suggest(name, names));
            return Taken::reported;
        });
}

Keys<Rule> measure_keys(const Table& rule, const MeasureDeclaration* measure, MeasureCatalogue measures,
    const std::vector<std::string>& own)
{
    Keys<Rule> keys;
    if (measure == nullptr) {
        keys.push_back({"layer", allowed, word(&Rule::layer)});
        for (const MeasureDeclaration* any : measures) {
            for (const ParameterDeclaration& parameter : any->parameters) {
                keys.push_back({parameter.name, allowed, read_elsewhere<Rule>()});
            }
        }
        return keys;
    }
    if (needs_layer(*measure)) {
        keys.push_back({"layer", needed, word(&Rule::layer)});
    } else {
        keys.push_back(
            refusal<Rule>("layer", fmt::format("measure '{}' takes no layer", measure->name), "remove it"));
    }
    for (const ParameterDeclaration& parameter : measure->parameters) {
        keys.push_back({parameter.name, parameter.required ? needed : allowed, parameter_reader(parameter)});
    }
    std::vector<std::string> known = names_of(keys);
    known.insert(known.end(), own.begin(), own.end());
    return std::move(keys) + keys_of_other_measures(rule, *measure, measures, known);
}

} // namespace kavel
