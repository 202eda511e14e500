// SPDX-License-Identifier: EUPL-1.2
#include "write/reference_system.hpp"

#include "base/problem.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(ReferenceSystem, an_epsg_number_is_the_number_in_the_file)
{
    const ReferenceSystem rd = reference_system("EPSG:28992");

    EXPECT_EQ(rd.name, "Amersfoort / RD New");
    EXPECT_EQ(rd.srs_id, 28992);
    EXPECT_EQ(rd.organization, "EPSG");
    EXPECT_EQ(rd.organization_id, 28992);
    EXPECT_TRUE(rd.definition.starts_with("PROJCS[\"Amersfoort / RD New\",GEOGCS[")) << rd.definition;
}

TEST(ReferenceSystem, one_that_nobody_numbers_gets_a_number_of_its_own)
{
    const ReferenceSystem own = reference_system("+proj=tmerc +lat_0=52 +lon_0=5 +datum=WGS84 +units=m");

    EXPECT_EQ(own.srs_id, 100000);
    EXPECT_EQ(own.organization, "NONE");
    EXPECT_NE(own.definition.find("Transverse_Mercator"), std::string::npos);
}

TEST(ReferenceSystem, one_that_is_none_is_a_problem)
{
    EXPECT_THROW(reference_system("EPSG:0"), Problems);
}

} // namespace
} // namespace kavel
