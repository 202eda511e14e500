// SPDX-License-Identifier: EUPL-1.2
// What the studies of a batch read of the same sources: opened, read and indexed once, kept no longer than
// some study still needs it.
#pragma once

#include "read/candidate_reading.hpp"
#include "read/layer_reading.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace kavel {

/// For one study at a time; its layers may be read on several threads.
class SharedSources {
public:
    /// Tells of a study that will be read: what no study asks for any more is let go.
    void expect(const Study& study);
    /// The study has been read, or could not be.
    void release(const Study& study);

    /// The candidates of a study: those read before, when an expected study has the same.
    CandidateReading candidates(const Study& study, const std::function<CandidateReading()>& read);
    /// An opened source; `open` throws Problems, and then nothing is kept.
    std::shared_ptr<VectorSource> opened(const Study& study, const LayerBinding& binding, std::size_t source,
        const std::function<VectorSource()>& open);
    /// The layer as it was read for another study, when what `wish` looks at gives the same.
    std::shared_ptr<const LayerReading> layer(const Study& study, const LayerBinding& binding,
        const LayerWish& wish, const std::function<LayerReading()>& read);
    /// The needs of all expected studies that bind the same sources: attributes only.
    std::vector<LayerNeeds::Attribute> attributes(const Study& study, const LayerBinding& binding) const;

private:
    struct Entry {
        std::size_t expected = 0;
        std::vector<LayerNeeds::Attribute> attributes;
        std::map<std::size_t, std::shared_ptr<VectorSource>> opened;
        std::shared_ptr<const LayerReading> reading;
        Box area; ///< that `reading` was read for
        std::shared_ptr<const CandidateReading> candidates;
    };
    mutable std::mutex m_mutex;
    std::map<std::string, Entry> m_entries;
};

} // namespace kavel
