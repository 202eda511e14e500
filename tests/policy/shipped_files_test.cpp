// SPDX-License-Identifier: EUPL-1.2
// The roles and rule sets of the project itself read without complaint, and fit each other.
#include "policy/desk.hpp"

#include <algorithm>

namespace kavel {
namespace {

const std::filesystem::path source = KAVEL_SOURCE;

constexpr std::array within = {ParameterDeclaration{"within", ParameterKind::number, false, "", ""}};
constexpr std::array radius = {ParameterDeclaration{"radius", ParameterKind::number, true, "", ""}};
constexpr std::array attribute = {ParameterDeclaration{"attribute", ParameterKind::text, true, "", ""}};
constexpr std::array attribute_within = {ParameterDeclaration{"attribute", ParameterKind::text, true, "", ""},
    ParameterDeclaration{"within", ParameterKind::number, false, "", ""}};
constexpr std::array attribute_radius = {ParameterDeclaration{"attribute", ParameterKind::text, true, "", ""},
    ParameterDeclaration{"radius", ParameterKind::number, true, "", ""}};
constexpr std::array attribute_one_of = {ParameterDeclaration{"attribute", ParameterKind::text, true, "", ""},
    ParameterDeclaration{"one_of", ParameterKind::value_list, true, "", ""}};
constexpr std::array sql = {ParameterDeclaration{"sql", ParameterKind::text, true, "", ""}};

/// The measures of the contract's section 2 that look at plots and shapes.
constexpr std::array measures = {
    MeasureDeclaration{"area", MeasuredOn::plot, "m2", "", "", {}},
    MeasureDeclaration{"perimeter", MeasuredOn::plot, "m", "", "", {}},
    MeasureDeclaration{"compactness", MeasuredOn::plot, "", "", "", {}},
    MeasureDeclaration{"inscribed_diameter", MeasuredOn::plot, "m", "", "", {}},
    MeasureDeclaration{"length", MeasuredOn::plot, "m", "", "", {}},
    MeasureDeclaration{"width", MeasuredOn::plot, "m", "", "", {}},
    MeasureDeclaration{"rectangularity", MeasuredOn::plot, "", "", "", {}},
    MeasureDeclaration{"covered_share", MeasuredOn::polygons, "", "", "", {}},
    MeasureDeclaration{"covered_area", MeasuredOn::polygons, "m2", "", "", {}},
    MeasureDeclaration{"distance", MeasuredOn::any_geometry, "m", "", "", within},
    MeasureDeclaration{"nearest", MeasuredOn::any_geometry, "", "", "", attribute_within},
    MeasureDeclaration{"count_within", MeasuredOn::any_geometry, "", "", "", radius},
    MeasureDeclaration{"sum_within", MeasuredOn::any_geometry, "", "", "", attribute_radius},
    MeasureDeclaration{"length_within", MeasuredOn::lines, "m", "", "", radius},
    MeasureDeclaration{"area_within", MeasuredOn::polygons, "m2", "", "", radius},
    MeasureDeclaration{"attribute_at", MeasuredOn::polygons, "", "", "", attribute},
    MeasureDeclaration{"attribute_mean", MeasuredOn::polygons, "", "", "", attribute},
    MeasureDeclaration{"attribute_share", MeasuredOn::polygons, "", "", "", attribute_one_of},
    MeasureDeclaration{"field", MeasuredOn::candidate_field, "", "", "", attribute},
    MeasureDeclaration{"expression", MeasuredOn::other_rules, "", "", "", sql},
};

std::vector<const MeasureDeclaration*> all_measures()
{
    std::vector<const MeasureDeclaration*> all;
    for (const MeasureDeclaration& measure : measures) {
        all.push_back(&measure);
    }
    return all;
}

std::vector<std::string> shipped_rule_sets()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(source / "rules")) {
        if (entry.path().extension() == ".toml") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class ShippedFiles : public desk::Desk {
protected:
    RuleSet rule_set(const std::string& name) const
    {
        ProblemList problems;
        RuleSet rules = read_rule_set(name, {}, {}, {source / "rules", m_measures}, {}, problems);
        EXPECT_EQ(desk::joined(lines(problems)), "") << name;
        return rules;
    }

    std::vector<const MeasureDeclaration*> m_measures = all_measures();
};

TEST_F(ShippedFiles, every_role_reads)
{
    EXPECT_EQ(desk::joined(complaints([] { read_layer_catalogue({source / "layers"}); })), "");
}

TEST_F(ShippedFiles, every_layer_and_field_of_a_rule_is_one_of_the_catalogue)
{
    const LayerCatalogue catalogue = read_layer_catalogue({source / "layers"});
    for (const std::string& name : shipped_rule_sets()) {
        const RuleSet rules = rule_set(name);
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const Rule& rule = rules.rule(i);
            if (rule.layer.empty()) {
                continue;
            }
            const Role* role = catalogue.find(rule.layer);
            ASSERT_NE(role, nullptr) << name << " " << rule.id << " " << rule.layer;
            if (const std::string* field = rule.text("attribute")) {
                EXPECT_NE(role->field(*field), nullptr) << name << " " << rule.id << " " << *field;
            }
        }
    }
}

TEST_F(ShippedFiles, a_study_that_brings_every_layer_leaves_no_rule_out)
{
    for (const std::string& name : shipped_rule_sets()) {
        const RuleSet rules = rule_set(name);
        std::string text = "[study]\nrules = '" + name + "'\n[candidates]\nsource = 'p'\n[layers]\n";
        std::vector<std::string> bound;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const std::string& layer = rules.rule(i).layer;
            if (!layer.empty() && std::find(bound.begin(), bound.end(), layer) == bound.end()) {
                bound.push_back(layer);
                text += layer + " = { source = 's' }\n";
            }
        }
        StudyRequest request;
        request.path = write("study.toml", text);

        const Study study = read_study(request, {source / "layers", source / "rules", m_measures});

        EXPECT_TRUE(study.left_out.empty()) << name;
        EXPECT_EQ(study.layers.size(), bound.size()) << name;
    }
}

} // namespace
} // namespace kavel
