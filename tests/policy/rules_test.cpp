// SPDX-License-Identifier: EUPL-1.2
#include "policy/rulebook.hpp"

namespace kavel {
namespace {

class Rules : public desk::Rulebook {
protected:
    static std::string constraint(const std::string& id)
    {
        return "[[constraint]]\nid = '" + id + "'\ntitle = 'C'\nmeasure = 'area'\nmin = 2\n";
    }

    static std::string criterion(const std::string& id, const std::string& more = "")
    {
        return "[[criterion]]\nid = '" + id
            + "'\ntitle = 'C'\nmeasure = 'area'\nvalue = { points = [[1, 1]] }\n" + more;
    }
};

TEST_F(Rules, an_id_belongs_to_one_rule)
{
    EXPECT_EQ(wrong(constraint("a") + constraint("a")),
        "9:6: constraint 'a' has the same name as constraint 'a' (as a column both are a); give each rule an "
        "id of its own");
    EXPECT_EQ(wrong(constraint("a") + criterion("a")),
        "9:6: criterion 'a' has the same name as constraint 'a' (as a column both are a); give each rule an "
        "id of its own");
}

TEST_F(Rules, ids_that_make_the_same_column_clash)
{
    EXPECT_EQ(wrong(criterion("a-b") + criterion("a_b")),
        "9:6: criterion 'a_b' has the same name as criterion 'a-b' (as a column both are a_b); give each "
        "rule an id of its "
        "own");
    EXPECT_EQ(wrong(criterion("size") + criterion("Size")),
        "9:6: criterion 'Size' has the same name as criterion 'size' (as a column both are size); give each "
        "rule an id of "
        "its own");
}

TEST_F(Rules, themes_and_goals_are_columns_too)
{
    const std::string theme = "[[theme]]\nid = 'a-b'\ntitle = 'A'\n[[theme]]\nid = 'a_b'\ntitle = 'B'\n";

    EXPECT_EQ(wrong(theme + criterion("x")),
        "6:1: theme 'a_b' has the same name as theme 'a-b' (as a column both are a_b); give each theme an id "
        "of its own");
    EXPECT_EQ(wrong(criterion("x", "serves = ['a-b']\n") + criterion("y", "serves = ['a_b']\n")),
        "14:10: goal 'a_b' has the same name as goal 'a-b' (as a column both are a_b); spell a goal in one "
        "way");
}

TEST_F(Rules, a_theme_must_be_there)
{
    EXPECT_EQ(wrong(criterion("x", "theme = 'fit'\n")),
        "8:9: there is no theme 'fit'; add a [[theme]] with this id");
    EXPECT_EQ(wrong("[[theme]]\nid = 'access'\ntitle = 'A'\n" + criterion("x", "theme = 'acess'\n")),
        "11:9: there is no theme 'acess'; did you mean 'access'?");
}

TEST_F(Rules, goals_stand_in_the_order_in_which_they_appear)
{
    const RuleSet rules
        = read(criterion("x", "serves = ['b', 'a']\n") + criterion("y", "serves = ['c', 'a']\n"));

    EXPECT_EQ(rules.goals(), (std::vector<std::string>{"b", "a", "c"}));
}

TEST(Rule, gives_its_parameters_by_kind)
{
    Rule rule;
    rule.parameters["radius"] = 5.0;
    rule.parameters["attribute"] = std::string("kind");
    rule.parameters["one_of"] = std::vector<Value>{"a"};

    EXPECT_EQ(rule.number("radius"), 5.0);
    EXPECT_EQ(rule.number("attribute"), std::nullopt);
    EXPECT_EQ(*rule.text("attribute"), "kind");
    EXPECT_EQ(rule.text("radius"), nullptr);
    EXPECT_EQ(rule.values("one_of")->size(), 1u);
    EXPECT_EQ(rule.values("none"), nullptr);
}

} // namespace
} // namespace kavel
