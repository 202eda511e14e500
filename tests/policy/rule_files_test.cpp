// SPDX-License-Identifier: EUPL-1.2
#include "policy/rulebook.hpp"

namespace kavel {
namespace {

class RuleFiles : public desk::Rulebook {
protected:
    static std::vector<std::string> ids(const RuleSet& rules)
    {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            ids.push_back(rules.rule(i).id);
        }
        return ids;
    }

    void write_base() const
    {
        write("base.toml",
            "[rules]\n"
            "title = 'Base'\n"
            "version = '1.0'\n"
            "source = 'the base'\n"
            "[[theme]]\n"
            "id = 'fit'\n"
            "title = 'Fit'\n"
            "[[constraint]]\n" // line 8
            "id = 'two'\n"
            "title = 'Two hectares'\n"
            "measure = 'area'\n"
            "min = 20000\n"
            "[[criterion]]\n" // line 13
            "id = 'ramp'\n"
            "title = 'Ramp'\n"
            "theme = 'fit'\n"
            "measure = 'distance'\n"
            "layer = 'ramps'\n"
            "value = { linear = { worst = 10000, best = 500 } }\n"
            "weight = 3\n"
            "[[criterion]]\n" // line 21
            "id = 'size'\n"
            "title = 'Size'\n"
            "measure = 'area'\n"
            "value = { linear = { worst = 0, best = 10 } }\n"
            "[decision]\n"
            "method = 'weighted-sum'\n");
    }
};

TEST_F(RuleFiles, a_name_is_looked_up_in_the_installation)
{
    write("installed/rpw.toml",
        std::string("[rules]\ntitle = 'RPW'\nversion = '2'\nsource = 's'\n") + desk::size_criterion);

    const RuleSet rules = read_set("rpw");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(rules.name, "rpw");
    EXPECT_EQ(rules.title.nl, "RPW");
    EXPECT_EQ(rules.version, "2");
    EXPECT_EQ(rules.source, "s");
    EXPECT_EQ(rules.decision.method, "weighted-sum");
    ASSERT_EQ(rules.texts.size(), 1u);
    EXPECT_EQ(rules.texts[0].shown, "rules/rpw.toml");
    EXPECT_EQ(rules.criteria[0].place.file, "rules/rpw.toml");
}

TEST_F(RuleFiles, an_unknown_name_is_reported_where_it_is_named)
{
    write("installed/rpw-logistiek.toml", "");
    write("installed/rpw-xxl.toml", "");

    read_set("rpw-logistik");
    EXPECT_EQ(desk::joined(m_lines),
        "study.toml:3:9: there is no rule set 'rpw-logistik'; give a path, such as './rpw-logistik.toml', or "
        "did you mean "
        "'rpw-logistiek'?");

    const RuleSet none = read_set("mine");
    EXPECT_EQ(desk::joined(m_lines),
        "study.toml:3:9: there is no rule set 'mine'; give a path, such as './mine.toml', or use one of "
        "'rpw-logistiek', "
        "'rpw-xxl'");
    EXPECT_TRUE(none.texts.empty());
}

TEST_F(RuleFiles, a_path_is_relative_to_the_file_that_names_it)
{
    write("sub/mine.toml",
        std::string("[rules]\ntitle = 'Mine'\nextends = '../base.toml'\n") + desk::size_criterion);
    write_base();

    const RuleSet rules = read_set("./sub/mine.toml");

    ASSERT_EQ(desk::joined(m_lines), "");
    ASSERT_EQ(rules.texts.size(), 2u); // itself, then what it extends
    EXPECT_EQ(rules.texts[0].shown, (folder() / "sub/mine.toml").string());
    EXPECT_EQ(rules.texts[1].shown, (folder() / "base.toml").string());
    EXPECT_EQ(rules.texts[1].text.substr(0, 7), "[rules]");
}

TEST_F(RuleFiles, a_path_that_leads_nowhere_is_reported_where_it_is_named)
{
    read_set("./sub/mine.toml");
    EXPECT_EQ(desk::joined(m_lines),
        "study.toml:3:9: the rule set './sub/mine.toml' cannot be read: there is no file sub/mine.toml; "
        "correct the path, "
        "which starts from the folder of the study or rule set that names it");

    EXPECT_EQ(wrong("extends = 'base.toml'\n"),
        "3:11: the rule set 'base.toml' cannot be read: there is no file base.toml; correct the path, which "
        "starts from the "
        "folder of the study or rule set that names it");
}

TEST_F(RuleFiles, a_base_that_is_no_toml_is_one_problem)
{
    write("base.toml", "x");

    read("extends = 'base.toml'\n");

    EXPECT_EQ(desk::joined(m_lines),
        "base.toml:1:2: this is not TOML; correct it here or just before (encountered end-of-file)");
}

TEST_F(RuleFiles, a_table_with_the_same_id_replaces_the_keys_it_names)
{
    write_base();

    const RuleSet rules = read("extends = 'base.toml'\n"
                               "[[criterion]]\n" // line 4
                               "id = 'ramp'\n"
                               "weight = 5\n"
                               "value = { points = [[0, 1]] }\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(ids(rules), (std::vector<std::string>{"two", "ramp", "size"}));
    const Criterion& ramp = rules.criteria[0];
    EXPECT_EQ(ramp.title.nl, "Ramp");
    EXPECT_EQ(ramp.layer, "ramps");
    EXPECT_EQ(ramp.weight, 5.0);
    EXPECT_TRUE(std::holds_alternative<Points>(ramp.value)); // a value is replaced as a whole
}

TEST_F(RuleFiles, every_place_stays_in_its_own_file)
{
    write_base();

    const RuleSet rules = read("extends = 'base.toml'\n[[criterion]]\nid = 'ramp'\nweight = 5\n");
    const Criterion& ramp = rules.criteria.at(0);

    EXPECT_EQ(ramp.place, (Place{(folder() / "base.toml").string(), 13, 1}));
    EXPECT_EQ(ramp.place_of("layer"), (Place{(folder() / "base.toml").string(), 18, 9}));
    EXPECT_EQ(ramp.place_of("weight"), (Place{(folder() / "rules.toml").string(), 6, 10}));
}

TEST_F(RuleFiles, problems_of_both_files_are_found_each_in_its_own)
{
    write("base.toml",
        "[rules]\ntitle = 'B'\n[[criterion]]\nid = 'a'\ntitle = 'A'\nmeasure = 'area'\n"
        "value = { linear = { worst = 0, best = 10 } }\nwieght = 3\n");

    read("extends = 'base.toml'\n[[criterion]]\nid = 'a'\nweight = -3\n");

    EXPECT_EQ(desk::joined(m_lines),
        "base.toml:8:1: criterion 'a' does not know the key 'wieght'; remove it, or did you mean 'weight'?\n"
        "rules.toml:6:10: criterion 'a' has weight -3; give a weight of 0 or more");
}

TEST_F(RuleFiles, new_ids_come_behind_those_that_were_there)
{
    write_base();

    const RuleSet rules
        = read("extends = 'base.toml'\n"
               "[[theme]]\nid = 'energy'\ntitle = 'Energy'\n"
               "[[constraint]]\nid = 'new'\ntitle = 'New'\nmeasure = 'area'\nmax = 3\n"
               "[[criterion]]\nid = 'later'\ntitle = 'L'\nmeasure = 'area'\nvalue = { points = [[1, 1]] }\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(ids(rules), (std::vector<std::string>{"two", "new", "ramp", "size", "later"}));
    EXPECT_EQ(rules.themes.at(1).id, "energy");
}

TEST_F(RuleFiles, rules_can_be_taken_out)
{
    write_base();

    const RuleSet rules = read("extends = 'base.toml'\nremove = ['two', 'size']\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(ids(rules), std::vector<std::string>{"ramp"});
}

TEST_F(RuleFiles, what_is_taken_out_must_be_there)
{
    write_base();

    EXPECT_EQ(wrong("extends = 'base.toml'\nremove = ['two', 'sise']\n"),
        "4:18: there is no rule 'sise' to remove in what this rule set extends; did you mean 'size'?");
    EXPECT_EQ(wrong(std::string("remove = ['two']\n") + desk::size_criterion),
        "3:11: [rules] has remove without extends: there is nothing to remove from; add extends, or take out "
        "remove");
    EXPECT_EQ(wrong("extends = 'base.toml'\nremove = 'two'\n"),
        "4:10: [rules] has remove 'two', a text; give a list of the ids of rules");
    EXPECT_EQ(
        wrong("extends = 'base.toml'\nremove = [3]\n"), "4:11: [rules] has remove 3, a number; give a text");
}

TEST_F(RuleFiles, title_version_and_source_are_those_of_the_outermost_that_has_them)
{
    write_base();

    const RuleSet rules = read("extends = 'base.toml'\nversion = '2.0'\n");

    EXPECT_EQ(rules.title.nl, "Test");
    EXPECT_EQ(rules.version, "2.0");
    EXPECT_EQ(rules.source, "the base");
}

TEST_F(RuleFiles, a_chain_may_be_longer)
{
    write_base();
    write("middle.toml",
        "[rules]\nextends = 'base.toml'\nremove = ['two']\n[[criterion]]\nid = 'ramp'\nweight = 4\n");

    const RuleSet rules = read("extends = 'middle.toml'\n[[criterion]]\nid = 'size'\nweight = 7\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(ids(rules), (std::vector<std::string>{"ramp", "size"}));
    EXPECT_EQ(rules.criteria[0].weight, 4.0);
    EXPECT_EQ(rules.criteria[1].weight, 7.0);
    EXPECT_EQ(rules.texts.size(), 3u);
}

TEST_F(RuleFiles, a_chain_that_comes_back_is_reported)
{
    write("other.toml", "[rules]\ntitle = 'O'\nextends = './rules.toml'\n");

    EXPECT_EQ(wrong("extends = 'rules.toml'\n"),
        "3:11: the rule set 'rules.toml' extends itself in the end; take out this extends");
    read("extends = 'other.toml'\n");
    EXPECT_EQ(desk::joined(m_lines),
        "other.toml:3:11: the rule set './rules.toml' extends itself in the end; take out this extends");
}

TEST_F(RuleFiles, the_section_rules_is_needed_and_checked)
{
    const std::string size = desk::size_criterion;
    const auto lines_of = [&](const std::string& head) {
        write("rules.toml", head + size);
        read_set("rules.toml");
        return desk::joined(m_lines);
    };

    EXPECT_EQ(lines_of(""), "rules.toml: a rule set has no [rules]; add [rules]");
    EXPECT_EQ(lines_of("[rules]\n"),
        "rules.toml:1:1: [rules] has no title; add title = ... (a text, or { nl = \"...\", en = \"...\" })");
    EXPECT_EQ(lines_of("rules = 3\n"), "rules.toml:1:9: a rule set has rules 3, a number; give a table");
    EXPECT_EQ(lines_of("[rules]\ntitle = 3\n"),
        "rules.toml:2:9: [rules] has title 3, a number; give a text, or { nl = \"...\", en = \"...\" }");
    EXPECT_EQ(lines_of("[rules]\ntitle = 't'\nextend = 'x'\n"),
        "rules.toml:3:1: [rules] does not know the key 'extend'; remove it, or did you mean 'extends'?");
    EXPECT_EQ(lines_of("[rules]\ntitle = 't'\nversion = 1.0\n"),
        "rules.toml:3:11: [rules] has version 1, a number; give a text");
}

TEST_F(RuleFiles, a_rule_set_without_rules_is_reported)
{
    read("");

    EXPECT_EQ(desk::joined(m_lines),
        "rules.toml: the rule set 'rules.toml' has no rules; add a [[constraint]] or a [[criterion]]");
}

} // namespace
} // namespace kavel
