// SPDX-License-Identifier: EUPL-1.2
// What GDAL complains about while it works for us: kept, not printed.
#pragma once

#include <string>
#include <vector>

namespace kavel {

/// Loads GDAL's drivers, once; from then on GDAL prints nothing.
void register_drivers();

/// While it lives, GDAL's messages on this thread end here.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    const std::vector<std::string>& failures() const { return m_failures; }
    const std::vector<std::string>& warnings() const { return m_warnings; }
    /// The first failure, or else a text that says that GDAL gave no reason.
    std::string why() const;
    void forget();

private:
    friend struct GdalMessageTaker;
    std::vector<std::string> m_failures;
    std::vector<std::string> m_warnings; ///< each different text once, at most ten
};

} // namespace kavel
