// SPDX-License-Identifier: EUPL-1.2
// Studies on the desk, for tests: with a few roles, and a rule set of one rule that needs a layer and three
// that may do without.
#pragma once

#include "policy/desk.hpp"

#include <string>
#include <vector>

namespace kavel::desk {

class Planner : public Desk {
protected:
    Planner()
    {
        write("installed/layers/natura2000.toml", "[layer]\ntitle = 'Natura 2000'\ngeometry = 'polygon'\n");
        write("installed/layers/housing.toml", "[layer]\ntitle = 'Homes'\ngeometry = 'any'\n");
        write("installed/layers/municipalities.toml",
            "[layer]\ntitle = 'Municipalities'\ngeometry = 'polygon'\n");
        write("installed/layers/flood-depth.toml", "[layer]\ntitle = 'Flood depth'\ngeometry = 'raster'\n");
        write("installed/layers/grid-forecast.toml", "[layer]\ntitle = 'Forecast'\ngeometry = 'table'\n");
        write("installed/layers/capacity-map.toml", "[layer]\ntitle = 'Capacity'\ngeometry = 'json'\n");
        write("installed/rules/rpw.toml",
            "[rules]\ntitle = 'RPW'\n"
            "[[constraint]]\n" // line 3
            "id = 'nature'\ntitle = 'Nature'\nmeasure = 'covered_share'\nlayer = 'natura2000'\nmax = 0\n"
            "[[criterion]]\n" // line 9
            "id = 'homes'\ntitle = 'Homes'\nmeasure = 'count_within'\nlayer = 'housing'\nradius = 300\n"
            "value = { linear = { worst = 50, best = 0 } }\nweight = 2\noptional = true\n"
            "[[criterion]]\n" // line 18
            "id = 'quay'\ntitle = 'Quay'\nmeasure = 'distance'\nlayer = 'quays'\n"
            "value = { linear = { worst = 50, best = 0 } }\noptional = true\n"
            "[[criterion]]\n" // line 25
            "id = 'size'\ntitle = 'Size'\nmeasure = 'area'\nvalue = { linear = { worst = 0, best = 9 } }\n");
    }

    /// Reads study.toml, as if it were typed as FOLDER/study.toml in 2026.
    Study read_request(StudyRequest request)
    {
        request.path = (folder() / "study.toml").string();
        request.today = "2026-11-25";
        m_lines.clear();
        m_faults.clear();
        try {
            return read_study(
                request, {folder() / "installed/layers", folder() / "installed/rules", measures});
        } catch (const Problems& found) {
            m_lines = lines_of(found, folder().string());
            for (const Problem& problem : found.list()) {
                m_faults.push_back(problem.fault);
            }
        }
        return {};
    }

    Study read(const std::string& text, const StudyRequest& request = {})
    {
        write("study.toml", text);
        return read_request(request);
    }

    /// What is wrong with a study, one line under the other, without the file's name.
    std::string wrong(const std::string& text, const StudyRequest& request = {})
    {
        read(text, request);
        std::string all = joined(m_lines);
        const std::string file = "study.toml:";
        for (auto at = all.find(file); at != std::string::npos; at = all.find(file)) {
            all.erase(at, file.size());
        }
        return all;
    }

    static StudyRequest with_sets(std::vector<std::string> sets)
    {
        StudyRequest request;
        request.sets = std::move(sets);
        return request;
    }

    static StudyRequest with_scenario(std::string name, std::vector<std::string> sets = {})
    {
        StudyRequest request = with_sets(std::move(sets));
        request.scenario = std::move(name);
        return request;
    }

    std::vector<std::string> m_lines;
    std::vector<Fault> m_faults;
};

/// Eight lines that are enough.
inline const std::string small_study = "[study]\n"
                                       "rules = 'rpw'\n"
                                       "year = 2030\n"
                                       "base_year = 2026\n"
                                       "[candidates]\n"
                                       "source = 'plots.gpkg'\n"
                                       "[layers.natura2000]\n"
                                       "source = 'nature.gpkg'\n";

} // namespace kavel::desk
