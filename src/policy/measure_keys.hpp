// SPDX-License-Identifier: EUPL-1.2
// Which keys a rule has because of its measure: the layer, and the measure's parameters.
#pragma once

#include "policy/measure_declaration.hpp"
#include "policy/rules.hpp"
#include "policy/strict_readers.hpp"

#include <string_view>

namespace kavel {

/// The measure that a rule's table names; nullptr when it names none that is there.
const MeasureDeclaration* measure_in(const Table& rule, MeasureCatalogue measures);

bool has_parameter(const MeasureDeclaration& measure, std::string_view parameter);

/// `measure` itself.
strict::Reader<Rule> measure_reader(MeasureCatalogue measures);

/// `layer` and the parameters. A key of `rule` that belongs to another measure is refused by name; `own` are
/// the keys that the rule has whatever its measure. Without a measure every parameter of any measure will do.
strict::Keys<Rule> measure_keys(const Table& rule, const MeasureDeclaration* measure,
    MeasureCatalogue measures, const std::vector<std::string>& own);

} // namespace kavel
