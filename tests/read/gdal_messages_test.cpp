// SPDX-License-Identifier: EUPL-1.2
#include "read/gdal_messages.hpp"

#include <cpl_error.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kavel {
namespace {

TEST(GdalMessages, are_kept_apart_by_how_bad_they_are)
{
    GdalMessages messages;
    EXPECT_EQ(messages.why(), "GDAL gives no reason");

    CPLError(CE_Warning, CPLE_AppDefined, "odd");
    CPLError(CE_Failure, CPLE_AppDefined, "broken %d", 7);
    CPLError(CE_Failure, CPLE_AppDefined, "more");
    CPLDebug("KAVEL", "chatter");

    EXPECT_EQ(messages.warnings(), std::vector<std::string>{"odd"});
    EXPECT_EQ(messages.failures(), (std::vector<std::string>{"broken 7", "more"}));
    EXPECT_EQ(messages.why(), "broken 7");
}

TEST(GdalMessages, keep_each_warning_once_and_at_most_ten)
{
    GdalMessages messages;
    for (int i = 0; i < 100; ++i) {
        CPLError(CE_Warning, CPLE_AppDefined, "warning %d", i % 20);
    }

    EXPECT_EQ(messages.warnings().size(), 10U);
}

TEST(GdalMessages, go_to_the_innermost_that_lives)
{
    GdalMessages outer;
    {
        GdalMessages inner;
        CPLError(CE_Failure, CPLE_AppDefined, "inner");
        EXPECT_EQ(inner.why(), "inner");
    }
    CPLError(CE_Failure, CPLE_AppDefined, "outer");

    EXPECT_EQ(outer.failures(), std::vector<std::string>{"outer"});
    outer.forget();
    EXPECT_TRUE(outer.failures().empty());
}

} // namespace
} // namespace kavel
