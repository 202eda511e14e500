// SPDX-License-Identifier: EUPL-1.2
// Why something is unknown: the texts that stand beside an empty result.
#pragma once

#include "base/facts.hpp"

namespace kavel::reason {

inline const Title no_geometry{"kavel zonder bruikbare geometrie", "plot without usable geometry"};
inline const Title outside_coverage{
    "buiten het gebied dat de bron dekt", "outside the area that the source covers"};
inline const Title no_value{"geen waarde in de bron", "no value in the source"};
inline const Title not_a_number{"tekst die geen getal is", "a text that is no number"};
inline const Title no_feature_near{
    "geen object binnen de zoekafstand", "no feature within the search distance"};
inline const Title no_feature{"geen object in de laag", "no feature in the layer"};
inline const Title no_cover{"geen object bedekt de kavel", "no feature covers the plot"};
inline const Title no_data{"het raster heeft hier geen gegevens", "the raster has no data here"};
inline const Title no_area{"kavel zonder oppervlakte", "plot without area"};
inline const Title rule_left_out{"regel niet toegepast", "rule not applied"};
inline const Title no_road_near{
    "geen weg om op te beginnen binnen de grens", "no road to begin on within the limit"};
inline const Title no_road{"geen weg in het net om op te beginnen", "no road in the network to begin on"};
inline const Title no_route{"geen route over het net", "no route along the network"};
inline const Title no_station{"geen station dat de kavel bedient", "no station that serves the plot"};
inline const Title no_headroom{
    "de ruimte op het net is niet bekend", "the headroom of the grid is not known"};
inline const Title no_connection{"geen aansluitklasse is bruikbaar", "no connection class is usable"};
inline const Title headroom_without_size{
    "er is verlichting aangekondigd, de omvang niet", "relief is announced, its size is not"};
inline const Title station_without_place{
    "van het station is de plek niet bekend", "the place of the station is not known"};
inline const Title expression_null{"de formule geeft niets", "the expression gives nothing"};

} // namespace kavel::reason
