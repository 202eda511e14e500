// SPDX-License-Identifier: EUPL-1.2
// The roles and rule sets of the project itself read without complaint, and fit each other.
#include "measure/measure.hpp"
#include "policy/desk.hpp"
#include "policy/grid_roles.hpp"

#include <algorithm>

namespace kavel {
namespace {

const std::filesystem::path source = KAVEL_SOURCE;

std::vector<const MeasureDeclaration*> all_measures()
{
    const MeasureCatalogue all = measure_catalogue();
    return {all.begin(), all.end()};
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
        for (const GridRole& role : grid_roles(rules)) {
            const std::string layer(role.name);
            if (std::find(bound.begin(), bound.end(), layer) == bound.end()) {
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
