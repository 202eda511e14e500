// SPDX-License-Identifier: EUPL-1.2
#include "policy/rulebook.hpp"

namespace kavel {
namespace {

class RuleReadingTest : public desk::Rulebook { };

TEST_F(RuleReadingTest, a_criterion_has_all_that_its_table_says)
{
    const RuleSet rules = read("[[theme]]\n"
                               "id = 'access'\n"
                               "title = { nl = 'Bereikbaarheid', en = 'Access' }\n"
                               "[[criterion]]\n" // line 6
                               "id = 'ramp'\n"
                               "title = { nl = 'Oprit', en = 'Ramp' }\n"
                               "theme = 'access'\n"
                               "serves = ['connected', 'position-paper']\n"
                               "region_role = 'connect'\n"
                               "measure = 'distance'\n"
                               "layer = 'motorway-ramps'\n"
                               "within = 5000\n"
                               "value = { linear = { worst = 10000, best = 500 } }\n"
                               "weight = 3\n"
                               "missing = 0.25\n"
                               "optional = true\n"
                               "source = 'a choice'\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(rules.themes.at(0).title.en, "Access");
    EXPECT_EQ(rules.themes.at(0).place.line, 3);
    const Criterion& ramp = rules.criteria.at(0);
    EXPECT_EQ(ramp.id, "ramp");
    EXPECT_EQ(ramp.title.nl, "Oprit");
    EXPECT_EQ(ramp.theme, "access");
    EXPECT_EQ(ramp.serves, (std::vector<std::string>{"connected", "position-paper"}));
    EXPECT_EQ(ramp.region_role, "connect");
    EXPECT_EQ(ramp.measure, &desk::distance);
    EXPECT_EQ(ramp.layer, "motorway-ramps");
    EXPECT_EQ(ramp.number("within"), 5000.0);
    EXPECT_EQ(ramp.number("radius"), std::nullopt);
    EXPECT_EQ(ramp.weight, 3.0);
    EXPECT_EQ(ramp.missing, 0.25);
    EXPECT_TRUE(ramp.optional);
    EXPECT_EQ(ramp.source, "a choice");
    EXPECT_EQ(ramp.place, (Place{(folder() / "rules.toml").string(), 6, 1}));
    EXPECT_EQ(ramp.place_of("layer").line, 13);
    EXPECT_EQ(ramp.place_of("layer").column, 9);
    EXPECT_EQ(ramp.place_of("nothing"), ramp.place);
}

TEST_F(RuleReadingTest, what_a_criterion_leaves_out_has_its_default)
{
    const Criterion size = read(desk::size_criterion).criteria.at(0);

    EXPECT_EQ(size.weight, 1.0);
    EXPECT_EQ(size.missing, 0.0);
    EXPECT_FALSE(size.optional);
    EXPECT_EQ(size.theme, "");
    EXPECT_EQ(size.layer, "");
}

TEST_F(RuleReadingTest, a_limit_may_depend_on_a_field_of_the_plot)
{
    const RuleSet rules
        = read("[[constraint]]\nid = 'homes'\ntitle = 'Homes'\nmeasure = 'distance'\nlayer = 'housing'\n"
               "min = { by = 'category', table = { '3.1' = 50, '3.2' = 100 }, other = 30 }\n"
               "max = 5000\n"
               "on_fail = 'condition'\ncondition = { nl = 'Met wal', en = 'With barrier' }\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    const Constraint& homes = rules.constraints.at(0);
    const auto& lookup = std::get<Lookup>(homes.min.value());
    EXPECT_EQ(lookup.by, "category");
    EXPECT_EQ(lookup.table, (std::vector<std::pair<Value, double>>{{"3.1", 50.0}, {"3.2", 100.0}}));
    EXPECT_EQ(lookup.other, 30.0);
    EXPECT_EQ(std::get<double>(homes.max.value()), 5000.0);
    EXPECT_EQ(homes.on_fail, OnFail::condition);
    EXPECT_EQ(homes.condition.en, "With barrier");
}

TEST_F(RuleReadingTest, a_constraint_excludes_unless_it_says_otherwise)
{
    const RuleSet rules = read(
        "[[constraint]]\nid = 'kind'\ntitle = 'Kind'\nmeasure = 'field'\nattribute = 'kind'\nequals = 3\n"
        "[[constraint]]\nid = 'use'\ntitle = 'Use'\nmeasure = 'field'\nattribute = 'use'\none_of = ['a', 2, "
        "true]\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(rules.constraints[0].on_fail, OnFail::exclude);
    EXPECT_EQ(rules.constraints[0].one_of, (std::vector<Value>{3.0})); // equals is one of them
    EXPECT_EQ(rules.constraints[1].one_of, (std::vector<Value>{"a", 2.0, 1.0}));
    EXPECT_EQ(*rules.constraints[1].text("attribute"), "use");
}

TEST_F(RuleReadingTest, one_of_belongs_to_a_measure_that_has_it)
{
    const RuleSet rules = read("[[constraint]]\nid = 'wells'\ntitle = 'Wells'\nmeasure = 'attribute_share'\n"
                               "layer = 'water'\nattribute = 'kind'\none_of = ['well']\nmax = 0\n");

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(*rules.constraints[0].values("one_of"), (std::vector<Value>{"well"}));
    EXPECT_TRUE(rules.constraints[0].one_of.empty());
}

TEST_F(RuleReadingTest, rules_stand_in_one_order_constraints_first)
{
    const RuleSet rules = read(std::string(desk::size_criterion)
        + "[[constraint]]\nid = 'two'\ntitle = 'Two'\nmeasure = 'area'\nmin = 2\n");

    ASSERT_EQ(rules.size(), 2u);
    EXPECT_EQ(rules.rule(0).id, "two");
    EXPECT_EQ(rules.rule(1).id, "size");
}

TEST_F(RuleReadingTest, the_keys_of_a_rule_set_are_checked)
{
    const std::string size = desk::size_criterion;
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {size + "[[critereon]]\n",
            "8:3: a rule set does not know the key 'critereon'; remove it, or did you mean 'criterion'?"},
        {size + "[constraint]\nid = 'x'\n",
            "8:1: a rule set has a table for constraint; give a list of tables, each under a header in "
            "double brackets"},
        {size + "[[theme]]\nid = 'a'\n",
            "8:1: theme 'a' has no title; add title = ... (a text, or { nl = \"...\", en = \"...\" })"},
        {size + "[[theme]]\ntitle = 'a'\n",
            "8:1: a theme has no id; add id = ... (a name of letters, digits, '-' and '_')"},
        {size + "[[theme]]\nid = 'a'\ntitle = 'a'\ntitel = 'b'\n",
            "11:1: theme 'a' does not know the key 'titel'; remove it, or did you mean 'title'?"},
        {size + "[decision]\nmethod = 'weighted-sum'\n", ""},
        {size + "[decision]\nmethod = 'weighted-some'\n",
            "9:10: there is no decision method 'weighted-some'; did you mean 'weighted-sum'?"},
        {size + "[decision]\nmethod = 3\n", "9:10: [decision] has method 3, a number; give a text"},
        {size + "[decision]\nmetod = 'owa'\n",
            "9:1: [decision] does not know the key 'metod'; remove it, or did you mean 'method'?"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(wrong(text), line) << text;
    }
}

TEST_F(RuleReadingTest, what_comes_in_a_later_version_is_said_in_one_line)
{
    const std::string size = desk::size_criterion;
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"[portfolio]\nmaximise = 'score'\n", "8:2: [portfolio] is not in this version of Kavel; remove it"},
        {"[decision]\nmethod = 'topsis'\n",
            "9:10: the decision method 'topsis' is not in this version; use 'weighted-sum'"},
        {"[decision]\norness = 0.3\n", "9:1: 'orness' is not in this version of Kavel; remove it"},
        {"[decision.robustness]\ndraws = 3\n",
            "8:11: 'robustness' is not in this version of Kavel; remove it"},
        {"[[criterion]]\nid = 'b'\ntitle = 'B'\nmeasure = 'area'\nvalue = { points = [[1, 1]] }\npreference "
         "= {}\n",
            "13:1: 'preference' is not in this version of Kavel; remove it"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(wrong(size + text), line) << text;
    }
}

TEST_F(RuleReadingTest, the_keys_of_a_criterion_are_checked)
{
    const std::string value = "value = { points = [[1, 1]] }\n";
    const std::string area = "measure = 'area'\n" + value;
    const struct {
        std::string keys;
        std::string line;
    } table[] = {
        {area + "wieght = 2\n",
            "8:1: criterion 'x' does not know the key 'wieght'; remove it, or did you mean 'weight'?"},
        {area + "max = 2\n",
            "8:1: criterion 'x' does not know the key 'max'; remove it, or use one of 'id', 'title', "
            "'measure', 'theme', "
            "'serves', 'region_role', 'source', 'optional', 'value', 'weight', ..."},
        {area + "weight = -2\n", "8:10: criterion 'x' has weight -2; give a weight of 0 or more"},
        {area + "weight = nan\n",
            "8:10: criterion 'x' has weight nan; give a weight of 0 or more, and a finite one"},
        {area + "weight = inf\n",
            "8:10: criterion 'x' has weight inf; give a weight of 0 or more, and a finite one"},
        {area + "weight = 'high'\n",
            "8:10: criterion 'x' has weight 'high', a text; give a weight of 0 or more"},
        {area + "weight = 0\n", ""},
        {area + "missing = 1.5\n", "8:11: criterion 'x' has missing 1.5; give a number from 0 to 1"},
        {area + "missing = nan\n",
            "8:11: criterion 'x' has missing nan; give a number from 0 to 1, and a finite one"},
        {area + "optional = 'yes'\n", "8:12: criterion 'x' has optional 'yes', a text; give true or false"},
        {area + "region_role = 'conect'\n",
            "8:15: criterion 'x' has region_role 'conect'; did you mean 'connect'?"},
        {area + "region_role = 'wait'\n",
            "8:15: criterion 'x' has region_role 'wait'; use one of 'accelerate', 'connect', 'signal', "
            "'research', "
            "'synergy'"},
        {area + "serves = 'circular'\n",
            "8:10: criterion 'x' has serves 'circular', a text; give a list of names"},
        {area + "serves = ['a b']\n",
            "8:11: criterion 'x' has serves 'a b'; give a name of letters, digits, '-' and '_'"},
        {area + "source = 3\n", "8:10: criterion 'x' has source 3, a number; give a text"},
        {area + "title2 = 3\n",
            "8:1: criterion 'x' does not know the key 'title2'; remove it, or did you mean 'title'?"},
        {area + "theme = 'acces'\n[[theme]]\nid = 'access'\ntitle = 'A'\n",
            "8:9: there is no theme 'acces'; did you mean 'access'?"},
        {value, "3:1: criterion 'x' has no measure; add measure = ... (a text)"},
    };
    for (const auto& [keys, line] : table) {
        EXPECT_EQ(wrong_criterion(keys), line) << keys;
    }
}

TEST_F(RuleReadingTest, a_rule_needs_an_id_and_a_title)
{
    const std::string keys = "measure = 'area'\nmin = 2\n";

    EXPECT_EQ(wrong("[[constraint]]\ntitle = 'X'\n" + keys),
        "3:1: a constraint has no id; add id = ... (a name of letters, digits, '-' and '_')");
    EXPECT_EQ(wrong("[[constraint]]\nid = 'x'\n" + keys),
        "3:1: constraint 'x' has no title; add title = ... (a text, or { nl = \"...\", en = \"...\" })");
    EXPECT_EQ(wrong("[[constraint]]\nid = 'een regel'\ntitle = 'X'\n" + keys),
        "4:6: constraint 'een regel' has id 'een regel'; give a name of letters, digits, '-' and '_'");
    EXPECT_EQ(wrong("[[constraint]]\nid = 3\ntitle = 'X'\n" + keys),
        "4:6: a constraint has id 3, a number; give a name of letters, digits, '-' and '_'");
}

TEST_F(RuleReadingTest, the_limits_of_a_constraint_are_checked)
{
    const std::string field = "measure = 'field'\nattribute = 'kind'\n";
    const std::string area = "measure = 'area'\n";
    const std::string share
        = "measure = 'attribute_share'\nlayer = 'l'\nattribute = 'kind'\none_of = ['a']\n";
    const struct {
        std::string keys;
        std::string line;
    } table[] = {
        {area, "3:1: constraint 'x' has no limit; add min, max, equals or one_of"},
        {share, "3:1: constraint 'x' has no limit; add min or max"},
        {share + "equals = 1\n",
            "3:1: constraint 'x' has no limit; add min or max\n"
            "10:1: measure 'attribute_share' gives a number, and one_of belongs to it; limit it by min or "
            "max"},
        {share + "max = 0\n", ""},
        {field + "equals = 'a'\none_of = ['b']\n",
            "8:10: constraint 'x' has both equals and one_of; keep one of them"},
        {field + "one_of = []\n",
            "8:10: constraint 'x' has an empty list for one_of; give a list of one or more texts or numbers"},
        {field + "equals = ['a']\n", "8:10: constraint 'x' has a list for equals; give a text or a number"},
        {area + "min = 5\nmax = 3\n",
            "7:7: constraint 'x' has min 5 above max 3; give a min that is at most max"},
        {area + "min = 5\nmax = 5\n", ""},
        {area + "min = nan\n",
            "7:7: constraint 'x' has min nan; give a number, or { by = ..., table = { ... }, other = ... }, "
            "and a finite "
            "one"},
        {area + "max = 'much'\n",
            "7:7: constraint 'x' has max 'much', a text; give a number, or { by = ..., table = { ... }, "
            "other = ... }"},
        {area + "min = { table = { a = 1 } }\n",
            "7:7: min of constraint 'x' has no by; add by = ... (a text)"},
        {area + "min = { by = 'f' }\n",
            "7:7: min of constraint 'x' has no table; add table = ... (a table with a number for each text, "
            "one at least)"},
        {area + "min = { by = 'f', table = {} }\n",
            "7:27: min of constraint 'x' has an empty table for table; give a table with a number for each "
            "text, one at "
            "least"},
        {area + "min = { by = 'f', table = { a = 'b' } }\n",
            "7:33: table of min of constraint 'x' has a 'b', a text; give a number"},
        {area + "min = { by = 'f', table = { 3.1 = 50 } }\n",
            "7:29: table of min of constraint 'x' has a table for 3; give a number, and put quotes around a "
            "key with a dot"},
        {area + "min = { by = 'f', table = { a = 1 }, othr = 3 }\n",
            "7:38: min of constraint 'x' does not know the key 'othr'; remove it, or did you mean 'other'?"},
        {area + "min = { by = 'f', table = { a = 1 }, other = inf }\n",
            "7:46: min of constraint 'x' has other inf; give a number, and a finite one"},
        {area + "min = 1\non_fail = 'exlude'\n",
            "8:11: constraint 'x' has on_fail 'exlude'; did you mean 'exclude'?"},
        {area + "min = 1\non_fail = 'condition'\ncondition = 3\n",
            "9:13: constraint 'x' has condition 3, a number; give a text, or { nl = \"...\", en = \"...\" }"},
        {area + "min = 1\nvalue = { points = [[1, 1]] }\n",
            "8:1: constraint 'x' does not know the key 'value'; remove it, or use one of 'id', 'title', "
            "'measure', 'theme', "
            "'serves', 'region_role', 'source', 'optional', 'min', 'max', ..."},
    };
    for (const auto& [keys, line] : table) {
        EXPECT_EQ(wrong_constraint(keys), line) << keys;
    }
}

TEST_F(RuleReadingTest, the_keys_that_a_measure_asks_for_are_checked)
{
    const struct {
        std::string keys;
        std::string line;
    } table[] = {
        {"measure = 'distnce'\nlayer = 'l'\nwithin = 3\nmin = 1\n",
            "6:11: there is no measure 'distnce'; did you mean 'distance'?"},
        {"measure = 3\nmin = 1\n", "6:11: constraint 'x' has measure 3, a number; give a text"},
        {"measure = 'distance'\nmin = 1\n", "3:1: constraint 'x' has no layer; add layer = ... (a text)"},
        {"measure = 'distance'\nlayer = ''\nmin = 1\n",
            "7:9: constraint 'x' has layer ''; give a text, and not an empty one"},
        {"measure = 'area'\nlayer = 'l'\nmin = 1\n", "7:1: measure 'area' takes no layer; remove it"},
        {"measure = 'field'\nattribute = 'a'\nlayer = 'l'\nmin = 1\n",
            "8:1: measure 'field' takes no layer; remove it"},
        {"measure = 'expression'\nsql = '1'\nlayer = 'l'\nmin = 1\n",
            "8:1: measure 'expression' takes no layer; remove it"},
        {"measure = 'count_within'\nlayer = 'l'\nmin = 1\n",
            "3:1: constraint 'x' has no radius; add radius = ... (a number of 0 or more)"},
        {"measure = 'count_within'\nlayer = 'l'\nradius = 0\nmin = 1\n", ""},
        {"measure = 'count_within'\nlayer = 'l'\nradius = -5\nmin = 1\n",
            "8:10: constraint 'x' has radius -5; give a number of 0 or more"},
        {"measure = 'count_within'\nlayer = 'l'\nradius = inf\nmin = 1\n",
            "8:10: constraint 'x' has radius inf; give a number of 0 or more, and a finite one"},
        {"measure = 'count_within'\nlayer = 'l'\nraduis = 5\nmin = 1\n",
            "8:1: constraint 'x' does not know the key 'raduis'; remove it, or did you mean 'radius'?"},
        {"measure = 'distance'\nlayer = 'l'\nwithin = 'far'\nmin = 1\n",
            "8:10: constraint 'x' has within 'far', a text; give a number of 0 or more"},
        {"measure = 'covered_share'\nlayer = 'l'\nraduis = 5\nmin = 1\n",
            "8:1: measure 'covered_share' does not know the key 'raduis'; remove it, or did you mean a "
            "measure with 'radius' "
            "(count_within)?"},
        {"measure = 'count_within'\nlayer = 'l'\nradius = 5\nattribute = 'a'\nmin = 1\n",
            "9:1: measure 'count_within' does not know the key 'attribute'; remove it, or did you mean a "
            "measure with "
            "'attribute' (attribute_share, field)?"},
        {"measure = 'attribute_share'\nlayer = 'l'\nmin = 1\n",
            "3:1: constraint 'x' has no attribute; add attribute = ... (a text)\n"
            "3:1: constraint 'x' has no one_of; add one_of = ... (a list of one or more texts or numbers)"},
        {"measure = 'attribute_share'\nlayer = 'l'\nattribute = 3\none_of = []\nmin = 1\n",
            "8:13: constraint 'x' has attribute 3, a number; give a text\n"
            "9:10: constraint 'x' has an empty list for one_of; give a list of one or more texts or numbers"},
        {"measure = 'expression'\nmin = 1\n", "3:1: constraint 'x' has no sql; add sql = ... (a text)"},
    };
    for (const auto& [keys, line] : table) {
        EXPECT_EQ(wrong_constraint(keys), line) << keys;
    }
}

TEST_F(RuleReadingTest, a_rule_with_a_problem_is_still_there_with_the_rest)
{
    const RuleSet rules
        = read("[[constraint]]\nid = 'x'\ntitle = 'X'\nmeasure = 'distnce'\nlayer = 'own'\nmin = 'a'\n");

    ASSERT_EQ(m_lines.size(), 2u);
    EXPECT_EQ(rules.constraints.at(0).layer, "own");
    EXPECT_EQ(rules.constraints.at(0).measure, nullptr);
}

} // namespace
} // namespace kavel
