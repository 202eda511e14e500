// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256.hpp"
#include "decide/prospect.hpp"
#include "write/phrases.hpp"
#include "write/reference_system.hpp"
#include "write/tables.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <ctime>
#include <map>
#include <utility>

namespace kavel {

namespace {

using Account = std::vector<std::pair<std::string, std::string>>;

std::string hash_of(const std::string& text)
{
    return sha256({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

std::string as_text(const nlohmann::ordered_json& json)
{
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void add_versions(Account& account)
{
    account.emplace_back("kavel_version", KAVEL_VERSION);
    account.emplace_back("gdal_version", gdal_version());
    account.emplace_back("geos_version", geos_version());
    account.emplace_back("proj_version", proj_version());
    account.emplace_back("sqlite_version", sqlite3_libversion());
}

void add_study(Account& account, const Study& study)
{
    account.emplace_back("title", study.title);
    account.emplace_back("study_path", study.shown);
    account.emplace_back("study_text", study.text);
    account.emplace_back("study_sha256", hash_of(study.text));
    account.emplace_back("scenario", study.scenario);
    account.emplace_back("scenario_title", study.scenario_title.in(study.language));
    account.emplace_back("sets", as_text(nlohmann::ordered_json(study.sets)));
    account.emplace_back("year", std::to_string(study.year));
    account.emplace_back("base_year", std::to_string(study.base_year));
    account.emplace_back("crs", study.crs);
    account.emplace_back("language", study.language == Language::nl ? "nl" : "en");
    account.emplace_back("layers_not_read", joined(study.not_read));
}

/// The hourly profiles that the grid model reckons with, by name: policy too, and too long to repeat.
std::map<std::string, std::string> profile_hashes(const RuleSet& rules)
{
    std::map<std::string, std::string> hashes;
    const auto add = [&hashes](const std::optional<HourlyProfile>& profile) {
        if (profile) {
            hashes[profile->name] = profile->sha256;
        }
    };
    if (rules.grid && rules.grid->local) {
        const LocalEnergy& local = *rules.grid->local;
        for (const auto* profile : {&local.building_load, &local.charging_load, &local.pv_yield}) {
            add(*profile);
        }
        for (const TransportContract& contract : local.contracts) {
            add(contract.network_load);
        }
        for (const GridProfile& profile : rules.grid->profiles) {
            add(profile.building_load);
            add(profile.charging_load);
        }
    }
    return hashes;
}

void add_rules(Account& account, const Outcome& outcome)
{
    const RuleSet& rules = outcome.study.rules;
    account.emplace_back("rules_name", rules.name);
    account.emplace_back("rules_title", rules.title.in(outcome.study.language));
    account.emplace_back("rules_version", rules.version);
    account.emplace_back("rules_source", rules.source);
    account.emplace_back("rules_method", rules.decision.method);
    for (std::size_t i = 0; i < rules.texts.size(); ++i) {
        // The rule set itself, then what it extends.
        const std::string ending = i == 0 ? std::string() : fmt::format("_{}", i + 1);
        account.emplace_back("rules_text" + ending, rules.texts[i].text);
        account.emplace_back("rules_sha256" + ending, hash_of(rules.texts[i].text));
    }
    for (const auto& [name, hash] : profile_hashes(rules)) {
        account.emplace_back("rules_profile." + name, hash);
    }
    account.emplace_back("promising_score", fmt::format("{}", promising_score));
    account.emplace_back("rules_applied", std::to_string(outcome.rules_applied()));
    account.emplace_back("rules_total", std::to_string(rules.size()));
    account.emplace_back("rules_summary", outcome.rules_summary().in(outcome.study.language));
    account.emplace_back("rules_left_out", joined(outcome.rules_left_out()));
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        if (outcome.applied[rule] == 0) {
            account.emplace_back(
                "left_out." + rules.rule(rule).id, why_left_out(outcome, rule).in(outcome.study.language));
        }
    }
}

void add_sources(Account& account, const Outcome& outcome)
{
    std::size_t number = 0;
    for (const SourceReport& report : outcome.region.sources) {
        nlohmann::ordered_json row;
        row["role"] = report.role;
        row["source"] = report.source;
        row["layer"] = report.layer;
        row["driver"] = report.driver;
        row["bytes"] = report.bytes;
        row["sha256"] = report.sha256;
        row["modified"] = report.modified;
        if (!report.dated.empty()) {
            row["dated"] = report.dated;
        }
        row["features"] = report.features;
        row["used"] = report.used;
        row["left_out"] = report.left_out;
        row["left_out_why"] = report.left_out_why.in(outcome.study.language);
        row["crs"] = report.crs;
        row["operation"] = report.operation;
        row["accuracy_m"]
            = report.accuracy_m ? nlohmann::ordered_json(*report.accuracy_m) : nlohmann::ordered_json();
        account.emplace_back(fmt::format("source.{}", ++number), as_text(row));
    }
}

/// The texts in `raw_text` that stand for an unknown result, in both languages; any other is a result itself.
std::string unknown_texts(const Outcome& outcome)
{
    std::map<std::string, const Title*> texts;
    const auto add = [&](const Title& title) { texts.emplace(title.in(outcome.study.language), &title); };
    for (std::size_t plot = 0; plot < outcome.facts.plots(); ++plot) {
        for (std::size_t rule = 0; rule < outcome.facts.rules(); ++rule) {
            const auto* unknown = std::get_if<Unknown>(&outcome.facts.at(plot, rule));
            if (outcome.applied[rule] != 0 && unknown != nullptr) {
                add(unknown->why == nullptr ? unknown_word() : *unknown->why);
            }
        }
    }
    for (const Title& why : outcome.region.candidates.unusable) {
        if (!why.empty()) {
            add(why);
        }
    }
    auto list = nlohmann::ordered_json::array();
    for (const auto& [text, title] : texts) {
        list.push_back({{"nl", title->nl}, {"en", title->en}});
    }
    return as_text(list);
}

} // namespace

std::string utc_text(std::int64_t seconds, std::string_view ending)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}{}", fmt::gmtime(static_cast<std::time_t>(seconds)), ending);
}

void fill_run(Rows& rows, const Outcome& outcome, std::int64_t started)
{
    Account account;
    add_versions(account);
    account.emplace_back("started", utc_text(started, "Z"));
    add_study(account, outcome.study);
    add_rules(account, outcome);
    add_sources(account, outcome);
    account.emplace_back("unknown_texts", unknown_texts(outcome));
    std::size_t number = 0;
    for (const Title& warning : outcome.warnings) {
        account.emplace_back(fmt::format("warning.{}", ++number), warning.in(outcome.study.language));
    }
    for (const auto& [key, value] : account) {
        rows.add(key).add_or_null(value).end();
    }
}

void fill_repairs(Rows& rows, const Outcome& outcome)
{
    const Language language = outcome.study.language;
    for (const Repair& repair : outcome.region.repairs) {
        rows.add_or_null(repair.source)
            .add_or_null(repair.layer)
            .add_or_null(repair.feature)
            .add_or_null(repair.wrong.in(language))
            .add_or_null(repair.done.in(language))
            .end();
    }
}

} // namespace kavel
