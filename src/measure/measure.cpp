// SPDX-License-Identifier: EUPL-1.2
#include "measure/measure.hpp"

#include "base/key_text.hpp"
#include "base/reasons.hpp"
#include "measure/doubts.hpp"
#include "measure/formula.hpp"
#include "measure/register.hpp"
#include "policy/rule_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace kavel {

namespace {

const Title no_overlay{"de meetkunde van de kavel en de laag was niet te verwerken",
    "the geometry of plot and layer could not be worked"};

/// Whether a rule reckons with its fact: a limit from below or above, or a value function of numbers.
bool wants_number(const RuleSet& rules, std::size_t index)
{
    if (index < rules.constraints.size()) {
        const Constraint& constraint = rules.constraints[index];
        return constraint.min.has_value() || constraint.max.has_value();
    }
    return !std::holds_alternative<Classes>(rules.criteria[index - rules.constraints.size()].value);
}

/// A rule with everything that it needs looked up once.
struct Task {
    std::size_t rule = 0;
    const Rule* says = nullptr;
    const Measure* measure = nullptr;
    const Layer* layer = nullptr;
    const LayerIndex* index = nullptr;
    const Column* attribute = nullptr;
    std::vector<const LayerIndex*> covers; ///< of each layer that the rule names and that has one
};

const Measure& measure_of(const Rule& rule)
{
    const auto all = all_measures();
    return *std::find_if(
        all.begin(), all.end(), [&rule](const Measure& one) { return &one.says == rule.measure; });
}

std::vector<Task> tasks_of(const RuleSet& rules, const std::vector<char>& applied, const Region& region)
{
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules.rule(i);
        const Measure& measure = measure_of(rule);
        if (applied[i] == 0 || measure.of == nullptr) {
            continue;
        }
        Task task{i, &rule, &measure, nullptr, nullptr, nullptr, {}};
        const std::string* attribute = rule.text("attribute");
        if (needs_layer(*rule.measure)) {
            task.layer = region.layer(rule.layer);
            if (rule.measure->on != MeasuredOn::network) { // routes have been found before
                task.index = &task.layer->index();
            }
            task.attribute = attribute != nullptr ? task.layer->features.column(*attribute) : nullptr;
            for (const NamedLayer& named : layers_named_by(rule)) {
                const Layer& layer = *region.layer(*named.name);
                if (layer.covers) {
                    task.covers.push_back(&layer.covers_index());
                }
            }
        } else if (attribute != nullptr) {
            task.attribute = region.candidates.field(*attribute);
        }
        tasks.push_back(task);
    }
    return tasks;
}

class Measuring {
public:
    Measuring(const RuleSet& rules, const Region& region, const EarlierAnswers& earlier,
        std::vector<Task> tasks, unsigned threads)
        : m_region(region)
        , m_earlier(earlier)
        , m_tasks(std::move(tasks))
        , m_benches(thread_count(threads))
        , m_texts_not_numbers(rules.size())
        , m_failures(rules.size())
    {
        m_measured.facts = FactTable(region.candidates.size(), rules.size());
        m_measured.evidence.resize(region.candidates.size());
        m_see_something = static_cast<std::size_t>(std::count_if(
            m_tasks.begin(), m_tasks.end(), [](const Task& task) { return task.layer != nullptr; }));
        for (const Task& task : m_tasks) {
            if (task.measure->looks_within) {
                for (Workbench& bench : m_benches) {
                    bench.expect_within(*task.index, *task.says->number("radius"));
                }
            }
        }
    }

    void measure_plot(std::size_t plot, unsigned thread)
    {
        if (!m_region.candidates.unusable[plot].empty()) {
            for (std::size_t rule = 0; rule < m_measured.facts.rules(); ++rule) {
                m_measured.facts.at(plot, rule) = Unknown{&reason::no_geometry};
            }
            return;
        }
        const Ground ground(m_region.candidates.table.shapes[plot]);
        m_measured.evidence[plot].reserve(m_see_something);
        Workbench& bench = m_benches[thread];
        bench.begin(ground);
        for (const Task& task : m_tasks) {
            m_measured.facts.at(plot, task.rule) = answer(task, plot, ground, bench);
        }
    }

    /// Texts where a rule needs a number are read as one, else unknown, and counted.
    void read_numbers(const RuleSet& rules)
    {
        for (std::size_t rule = 0; rule < rules.size(); ++rule) {
            if (!wants_number(rules, rule)) {
                continue;
            }
            for (std::size_t plot = 0; plot < m_measured.facts.plots(); ++plot) {
                Fact& fact = m_measured.facts.at(plot, rule);
                if (const auto* text = std::get_if<FactText>(&fact)) {
                    const auto number = as_number(text->get());
                    m_texts_not_numbers[rule] += number ? 0 : 1;
                    fact = number ? Fact(*number) : Fact(Unknown{&reason::not_a_number});
                }
            }
        }
    }

    FactTable& facts() { return m_measured.facts; }

    Measured take(const RuleSet& rules)
    {
        for (std::size_t rule = 0; rule < rules.size(); ++rule) {
            warn(rules.rule(rule), m_texts_not_numbers[rule],
                "keer een tekst waar een getal nodig is: onbekend",
                "times a text where a number is needed: unknown");
            warn(rules.rule(rule), m_failures[rule],
                "kavels waarvan de meetkunde niet te verwerken was: onbekend",
                "plots of which the geometry could not be worked: unknown");
        }
        return std::move(m_measured);
    }

private:
    Fact answer(const Task& task, std::size_t plot, const Ground& ground, Workbench& bench)
    {
        std::vector<Evidence>& evidence = m_measured.evidence[plot];
        const std::size_t before = evidence.size();
        try {
            for (const LayerIndex* covers : task.covers) {
                if (!bench.lies_within(ground, *covers)) {
                    return Unknown{&reason::outside_coverage};
                }
            }
            const Ask ask{*task.says, plot, ground, task.layer, task.index, task.attribute,
                m_earlier.power.empty() ? nullptr : &m_earlier.power[plot], m_earlier.year,
                m_earlier.routing != nullptr ? m_earlier.routing->find(task.rule, plot) : nullptr, bench,
                evidence, m_texts_not_numbers[task.rule]};
            Fact fact = task.measure->of(ask);
            for (std::size_t i = before; i < evidence.size(); ++i) {
                evidence[i].rule = task.rule;
            }
            return fact;
        } catch (const GeometryFailure&) {
            evidence.resize(before);
            ++m_failures[task.rule];
            return Unknown{&no_overlay};
        }
    }

    void warn(const Rule& rule, std::size_t count, const char* nl, const char* en)
    {
        if (count > 0) {
            m_measured.warnings.push_back({fmt::format("regel '{}': {} {}", rule.id, count, nl),
                fmt::format("rule '{}': {} {}", rule.id, count, en)});
        }
    }

    const Region& m_region;
    const EarlierAnswers& m_earlier;
    std::vector<Task> m_tasks;
    std::size_t m_see_something = 0; ///< of the tasks, each mostly one feature
    std::vector<Workbench> m_benches;
    std::deque<std::atomic<std::size_t>> m_texts_not_numbers; ///< one a rule
    std::deque<std::atomic<std::size_t>> m_failures;
    Measured m_measured;
};

} // namespace

std::string measuring_key(const RuleSet& rules, std::size_t index)
{
    const Rule& rule = rules.rule(index);
    KeyText key;
    key.add(rule.id);
    key.add(rule.measure->name);
    key.add(rule.layer);
    key.add_number(rule.optional ? 1.0 : 0.0);
    key.add_number(wants_number(rules, index) ? 1.0 : 0.0);
    for (const auto& [name, parameter] : rule.parameters) {
        key.add(name);
        if (const auto* number = std::get_if<double>(&parameter)) {
            key.add_number(*number);
        } else if (const auto* text = std::get_if<std::string>(&parameter)) {
            key.add(*text);
        } else {
            for (const Value& value : std::get<std::vector<Value>>(parameter)) {
                key.add_value(value);
            }
        }
    }
    key.add("named");
    for (const Value& value : named_values(rules, index)) {
        key.add_value(value);
    }
    if (index < rules.constraints.size()) {
        for (const auto* limit : {&rules.constraints[index].min, &rules.constraints[index].max}) {
            const auto* lookup = *limit ? std::get_if<Lookup>(&**limit) : nullptr;
            key.add(lookup != nullptr ? lookup->by : "");
        }
    }
    return key.take();
}

Measured measure(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    const EarlierAnswers& earlier, unsigned threads, Watch& watch)
{
    Measuring measuring(rules, region, earlier, tasks_of(rules, applied, region), threads);
    for_each_index(
        region.candidates.size(), threads, watch, {0.45, 0.8, {"kavels meten", "measuring plots"}},
        [&measuring](std::size_t plot, unsigned thread) { measuring.measure_plot(plot, thread); },
        Neighbours::together);
    measuring.read_numbers(rules);
    answer_formulas(rules, applied, region.candidates, measuring.facts(), watch);
    measuring.read_numbers(rules);
    Measured measured = measuring.take(rules);
    for (Title& doubt : doubts(rules, applied, region)) {
        measured.warnings.push_back(std::move(doubt));
    }
    return measured;
}

void measure_again(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    const EarlierAnswers& earlier, FactTable& facts, Watch& watch)
{
    std::vector<char> of_grid(rules.size(), 0);
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        of_grid[rule] = applied[rule] != 0 && is_of_grid(*rules.rule(rule).measure) ? 1 : 0;
    }
    if (std::count(of_grid.begin(), of_grid.end(), 1) == 0) {
        return;
    }
    Measuring measuring(rules, region, earlier, tasks_of(rules, of_grid, region), 1);
    for_each_index(region.candidates.size(), 1, watch, {0.45, 0.8, {"stroom beoordelen", "judging the grid"}},
        [&measuring](std::size_t plot, unsigned thread) { measuring.measure_plot(plot, thread); });
    measuring.read_numbers(rules);
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        for (std::size_t plot = 0; of_grid[rule] != 0 && plot < facts.plots(); ++plot) {
            facts.at(plot, rule) = measuring.facts().at(plot, rule);
        }
    }
    measuring.facts() = std::move(facts);
    answer_formulas(rules, applied, region.candidates, measuring.facts(), watch);
    measuring.read_numbers(rules);
    facts = std::move(measuring.facts());
}

std::vector<std::string> labels_at(
    const Layer& layer, const Candidates& candidates, unsigned threads, Watch& watch)
{
    const LayerIndex& index = layer.index();
    std::vector<std::string> labels(candidates.size());
    std::vector<Workbench> benches(thread_count(threads));
    for_each_index(candidates.size(), threads, watch,
        {0.8, 0.82, {"gemeenten zoeken", "finding municipalities"}}, [&](std::size_t plot, unsigned thread) {
            if (!candidates.unusable[plot].empty()) {
                return;
            }
            const Ground ground(candidates.table.shapes[plot]);
            benches[thread].begin(ground);
            const auto& clips = benches[thread].clips(ground, index);
            if (const Clip* most = largest(clips, ground)) {
                labels[plot] = layer.label(most->feature);
            }
        });
    return labels;
}

} // namespace kavel
