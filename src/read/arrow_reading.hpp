// SPDX-License-Identifier: EUPL-1.2
// Features in columns, by the Arrow stream of a driver that has one of its own.
#pragma once

#include "read/vector_source.hpp"

#include <vector>

class OGRLayer;

namespace kavel {

/// Whether a layer gives its features by a stream of its own, and every field of those wanted in it is a
/// number, a truth or a text. GDAL's general stream makes features first, and is slower than reading those.
bool gives_columns(OGRLayer& layer, const std::vector<SourceField>& fields);

/// Reads all features of the layer that its filter lets through: `raw` has its columns, still empty, one for
/// each field. Says what GDAL reports to the messages that listen; throws Interrupted.
void read_columns(OGRLayer& layer, const std::vector<SourceField>& fields, RawFeatures& raw, Watch& watch);

} // namespace kavel
