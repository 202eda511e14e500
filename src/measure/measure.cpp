// SPDX-License-Identifier: EUPL-1.2
#include "measure/measure.hpp"

#include "base/reasons.hpp"
#include "measure/doubts.hpp"
#include "measure/formula.hpp"
#include "measure/register.hpp"
#include "policy/rule_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>

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

/// Indexes of all layers that tasks use; each built once.
class Indexes {
public:
    const LayerIndex* of(const Shapes& shapes)
    {
        auto& index = m_of[&shapes];
        if (!index) {
            index = std::make_unique<LayerIndex>(shapes);
        }
        return index.get();
    }

private:
    std::map<const Shapes*, std::unique_ptr<LayerIndex>> m_of;
};

std::vector<Task> tasks_of(
    const RuleSet& rules, const std::vector<char>& applied, const Region& region, Indexes& indexes)
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
                task.index = indexes.of(task.layer->features.shapes);
            }
            task.attribute = attribute != nullptr ? task.layer->features.column(*attribute) : nullptr;
            for (const NamedLayer& named : layers_named_by(rule)) {
                if (const auto& covers = region.layer(*named.name)->covers) {
                    task.covers.push_back(indexes.of(*covers));
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
                if (const auto* text = std::get_if<std::string>(&fact)) {
                    const auto number = as_number(*text);
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
    std::vector<Workbench> m_benches;
    std::deque<std::atomic<std::size_t>> m_texts_not_numbers; ///< one a rule
    std::deque<std::atomic<std::size_t>> m_failures;
    Measured m_measured;
};

} // namespace

Measured measure(const RuleSet& rules, const std::vector<char>& applied, const Region& region,
    const EarlierAnswers& earlier, unsigned threads, Watch& watch)
{
    Indexes indexes;
    Measuring measuring(rules, region, earlier, tasks_of(rules, applied, region, indexes), threads);
    for_each_index(region.candidates.size(), threads, watch, {0.45, 0.8, {"kavels meten", "measuring plots"}},
        [&measuring](std::size_t plot, unsigned thread) { measuring.measure_plot(plot, thread); });
    measuring.read_numbers(rules);
    answer_formulas(rules, applied, region.candidates, measuring.facts(), watch);
    measuring.read_numbers(rules);
    Measured measured = measuring.take(rules);
    for (Title& doubt : doubts(rules, applied, region)) {
        measured.warnings.push_back(std::move(doubt));
    }
    return measured;
}

std::vector<std::string> labels_at(
    const Layer& layer, const Candidates& candidates, unsigned threads, Watch& watch)
{
    const LayerIndex index(layer.features.shapes);
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
                labels[plot] = layer.labels[most->feature];
            }
        });
    return labels;
}

} // namespace kavel
