// SPDX-License-Identifier: EUPL-1.2
// A file that appears whole or not at all: written beside its target under another name, then renamed.
#pragma once

#include <filesystem>

namespace kavel {

class OutputFile {
public:
    /// Creates the temporary file, empty. Throws Problems (Fault::output) when the target cannot be written.
    explicit OutputFile(std::filesystem::path target);
    /// Removes the temporary file, unless it has become the target.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    OutputFile(OutputFile&&) = delete;
    OutputFile& operator=(OutputFile&&) = delete;

    /// Where to write meanwhile.
    const std::filesystem::path& path() const { return m_temporary; }
    /// Puts the file in the target's place, replacing what stood there.
    void keep();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
};

} // namespace kavel
