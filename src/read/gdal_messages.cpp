// SPDX-License-Identifier: EUPL-1.2
#include "read/gdal_messages.hpp"

#include <gdal_priv.h>

#include <mutex>

#include <cpl_error.h>

#include <algorithm>

namespace kavel {

struct GdalMessageTaker {
    static void take(CPLErr level, CPLErrorNum, const char* text)
    {
        auto& messages = *static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
        auto& kept = level >= CE_Failure ? messages.m_failures : messages.m_warnings;
        constexpr std::size_t most = 10;
        if (level >= CE_Warning && kept.size() < most
            && std::find(kept.begin(), kept.end(), text) == kept.end()) {
            kept.emplace_back(text);
        }
    }
};

void register_drivers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        CPLSetErrorHandler(CPLQuietErrorHandler); // what matters is heard by GdalMessages
        GDALAllRegister();
    });
}

GdalMessages::GdalMessages()
{
    CPLPushErrorHandlerEx(GdalMessageTaker::take, this);
}

GdalMessages::~GdalMessages()
{
    CPLPopErrorHandler();
}

std::string GdalMessages::why() const
{
    return m_failures.empty() ? "GDAL gives no reason" : m_failures.front();
}

void GdalMessages::forget()
{
    m_failures.clear();
    m_warnings.clear();
}

} // namespace kavel
