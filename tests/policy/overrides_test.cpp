// SPDX-License-Identifier: EUPL-1.2
#include "policy/overrides.hpp"
#include "policy/rulebook.hpp"

namespace kavel {
namespace {

using desk::change;

class Overrides : public desk::Rulebook {
protected:
    static std::string rules()
    {
        return "[[constraint]]\nid = 'two'\ntitle = 'Two'\nmeasure = 'area'\nmin = 2\n"
               "[[criterion]]\nid = 'homes'\ntitle = 'Homes'\nmeasure = 'count_within'\nlayer = "
               "'housing'\nradius = 300\n"
               "value = { points = [[0, 1.0], [100, 0.0]] }\nweight = 3\n";
    }
};

TEST(SplitKey, cuts_at_the_dots)
{
    EXPECT_EQ(split_key("layers.nnn.0.source"), (std::vector<std::string>{"layers", "nnn", "0", "source"}));
    EXPECT_EQ(split_key("study"), std::vector<std::string>{"study"});
    EXPECT_EQ(split_key("a..b"), (std::vector<std::string>{"a", "", "b"}));
}

TEST_F(Overrides, change_a_rule_by_its_id)
{
    const RuleSet changed = read(rules(),
        {change({"criterion", "homes", "radius"}, "500"), change({"constraint", "two", "min"}, "5"),
            change({"weights", "homes"}, "4"), change({"decision", "method"}, "weighted-sum")});

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(changed.criteria[0].number("radius"), 500.0);
    EXPECT_EQ(changed.criteria[0].weight, 4.0);
    EXPECT_EQ(std::get<double>(*changed.constraints[0].min), 5.0);
}

TEST_F(Overrides, the_last_one_wins)
{
    const RuleSet changed = read(rules(),
        {change({"weights", "homes"}, "4"), change({"criterion", "homes", "weight"}, "5"),
            change({"weights", "homes"}, "6")});

    EXPECT_EQ(changed.criteria.at(0).weight, 6.0);
}

TEST_F(Overrides, go_as_deep_as_the_key_leads)
{
    const RuleSet changed = read(rules(),
        {change({"criterion", "homes", "value", "points", "1", "0"}, "250"),
            change({"criterion", "homes", "title", "en"}, "x")});

    EXPECT_EQ(std::get<Points>(changed.criteria.at(0).value).points[1].first, 250.0);
    EXPECT_EQ(desk::joined(m_lines),
        "study.toml:9:1: 'criterion.homes.title' is a text and has no key 'en'; give 'criterion.homes.title' "
        "a new value as "
        "a whole");
}

TEST_F(Overrides, add_keys_that_were_left_out)
{
    const RuleSet changed = read(rules(),
        {change({"criterion", "homes", "missing"}, "0.5"), change({"constraint", "two", "max"}, "9")});

    ASSERT_EQ(desk::joined(m_lines), "");
    EXPECT_EQ(changed.criteria[0].missing, 0.5);
    EXPECT_EQ(std::get<double>(*changed.constraints[0].max), 9.0);
}

TEST_F(Overrides, have_a_place_of_their_own)
{
    const RuleSet changed = read(rules(), {change({"criterion", "homes", "radius"}, "500")});

    EXPECT_EQ(changed.criteria.at(0).place_of("radius"), (Place{"study.toml", 9, 1}));
    EXPECT_EQ(changed.criteria.at(0).place_of("layer").line, 12);
}

TEST_F(Overrides, that_are_wrong_say_so_in_their_own_place)
{
    const struct {
        std::vector<std::string> key;
        std::string value;
        std::string line;
    } table[] = {
        {{"weights", "homs"}, "1", "there is no criterion 'homs'; did you mean 'homes'?"},
        {{"weights", "two"}, "1",
            "'two' is a constraint, which has no weight; give weights to criteria only"},
        {{"weights", "homes"}, "-1", "criterion 'homes' has weight -1; give a weight of 0 or more"},
        {{"weights", "homes", "x"}, "1",
            "the key 'weights.homes.x' does not lead to a value of a criterion; write weights.ID"},
        {{"criterion", "homs", "radius"}, "1", "there is no criterion 'homs'; did you mean 'homes'?"},
        {{"constraint", "homes", "min"}, "1",
            "there is no constraint 'homes', but a criterion; write criterion.homes.min"},
        {{"constraint", "twoo", "min"}, "1", "there is no constraint 'twoo'; did you mean 'two'?"},
        {{"criterion", "homes"}, "1",
            "the key 'criterion.homes' does not lead to a value of a criterion; write criterion.ID.KEY"},
        {{"criterion", "homes", "raduis"}, "500",
            "criterion 'homes' does not know the key 'raduis'; remove it, or did you mean 'radius'?"},
        {{"criterion", "homes", "radius"}, "wide",
            "criterion 'homes' has radius 'wide', a text; give a number of 0 or more"},
        {{"criterion", "homes", "value", "linear", "best"}, "3",
            "linear of value of criterion 'homes' has no worst; add worst = ... (a number)\n"
            "study.toml:9:1: criterion 'homes' has two value functions, points and linear; keep one of them"},
        {{"criterion", "homes", "value", "points", "x"}, "3",
            "'criterion.homes.value.points' is a list of 2, counted from 0; say which of them, such as "
            "criterion.homes.value.points.0.x"},
        {{"criterion", "homes", "radius", "x"}, "3",
            "'criterion.homes.radius' is a number and has no key 'x'; give 'criterion.homes.radius' a new "
            "value as a whole"},
        {{"decision", "method"}, "owa",
            "the decision method 'owa' is not in this version; use 'weighted-sum'"},
        {{"decision", "robustness", "draws"}, "5", "'robustness' is not in this version of Kavel; remove it"},
        {{"decision"}, "5", "the key 'decision' does not lead to a value; name one, as in \"decision.KEY\""},
        {{"portfolio", "maximise"}, "5", "[portfolio] is not in this version of Kavel; remove it"},
        {{"portfolio", "maximise"}, "score", "[portfolio] is not in this version of Kavel; remove it"},
        {{"critrion", "homes", "radius"}, "5", "no key begins with 'critrion'; did you mean 'criterion'?"},
        {{"theme", "homes", "title"}, "5",
            "no key begins with 'theme'; use one of 'study', 'candidates', 'layers', 'weights', 'decision', "
            "'grid', "
            "'portfolio', 'criterion', 'constraint'"},
    };
    for (const auto& [key, value, line] : table) {
        read(rules(), {change(key, value)});
        EXPECT_EQ(desk::joined(m_lines), "study.toml:9:1: " + line);
    }
}

} // namespace
} // namespace kavel
