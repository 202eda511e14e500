// SPDX-License-Identifier: EUPL-1.2
// Whether one plot meets one constraint.
#pragma once

#include "base/facts.hpp"
#include "judge/verdict.hpp"
#include "policy/rules.hpp"

namespace kavel {

/// The plot's own values by which the limits of a constraint are looked up; nothing: no such field, or null.
struct LookupValues {
    const Value& min_by;
    const Value& max_by;
};

/// Fails when one of its limits certainly fails, passes when all certainly hold, and is unknown otherwise: an
/// unknown fact, a text where a number is needed, a look-up without an answer. None is infinitely far and
/// equals no value.
Check check(const Constraint& constraint, const Fact& fact, const LookupValues& values);

} // namespace kavel
