// SPDX-License-Identifier: EUPL-1.2
#include "read/shared_sources.hpp"

#include "read/source_key.hpp"

#include <algorithm>

namespace kavel {

namespace {

std::string key_of(const Study& study)
{
    return candidates_key(study, SourcePaths::found);
}

std::string key_of(const Study& study, const LayerBinding& binding)
{
    return layer_key(study, binding, SourcePaths::found);
}

} // namespace

void SharedSources::expect(const Study& study)
{
    ++m_entries[key_of(study)].expected;
    for (const LayerBinding& binding : study.layers) {
        Entry& entry = m_entries[key_of(study, binding)];
        ++entry.expected;
        for (const LayerNeeds::Attribute& attribute : needs_in(study, binding).attributes) {
            const bool known = std::any_of(entry.attributes.begin(), entry.attributes.end(),
                [&](const auto& one) { return one.name == attribute.name; });
            if (!known) {
                entry.attributes.push_back(attribute);
            }
        }
    }
}

void SharedSources::release(const Study& study)
{
    const auto let_go = [this](const std::string& key) {
        const auto entry = m_entries.find(key);
        if (entry != m_entries.end() && --entry->second.expected == 0) {
            m_entries.erase(entry);
        }
    };
    let_go(key_of(study));
    for (const LayerBinding& binding : study.layers) {
        let_go(key_of(study, binding));
    }
}

CandidateReading SharedSources::candidates(const Study& study, const std::function<CandidateReading()>& read)
{
    const auto entry = m_entries.find(key_of(study));
    if (entry == m_entries.end()) {
        return read();
    }
    auto& kept = entry->second.candidates;
    if (!kept && entry->second.expected > 1) {
        kept = std::make_shared<const CandidateReading>(read());
    }
    return kept ? *kept : read();
}

std::shared_ptr<VectorSource> SharedSources::opened(const Study& study, const LayerBinding& binding,
    std::size_t source, const std::function<VectorSource()>& open)
{
    const std::string key = key_of(study, binding);
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = m_entries.find(key);
        // One that was read is closed: a layer that is read again, for another area, is opened again.
        const bool kept = entry != m_entries.end() && entry->second.opened.count(source) > 0;
        if (kept && entry->second.opened[source]->is_open()) {
            return entry->second.opened[source];
        }
    }
    auto opened = std::make_shared<VectorSource>(open());
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(key);
    if (entry != m_entries.end() && entry->second.expected > 1) {
        entry->second.opened[source] = opened;
    }
    return opened;
}

std::shared_ptr<const LayerReading> SharedSources::layer(const Study& study, const LayerBinding& binding,
    const LayerWish& wish, const std::function<LayerReading()>& read)
{
    const std::string key = key_of(study, binding);
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = m_entries.find(key);
        if (entry != m_entries.end() && entry->second.reading
            && (!entry->second.reading->hangs_on_area || entry->second.area == wish.area())) {
            return entry->second.reading;
        }
    }
    auto reading = std::make_shared<const LayerReading>(read());
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(key);
    if (entry != m_entries.end() && entry->second.expected > 1) {
        entry->second.reading = reading;
        entry->second.area = wish.area();
    }
    return reading;
}

std::vector<LayerNeeds::Attribute> SharedSources::attributes(
    const Study& study, const LayerBinding& binding) const
{
    const auto entry = m_entries.find(key_of(study, binding));
    return entry != m_entries.end() ? entry->second.attributes : needs_in(study, binding).attributes;
}

} // namespace kavel
