// SPDX-License-Identifier: EUPL-1.2
#include "policy/rulebook.hpp"

namespace kavel {
namespace {

using Numbers = std::vector<std::pair<double, double>>;

class ValueFunctions : public desk::Rulebook {
protected:
    ValueFunction value(const std::string& text)
    {
        const RuleSet rules
            = read("[[criterion]]\nid = 'x'\ntitle = 'X'\nmeasure = 'area'\nvalue = " + text + "\n");
        EXPECT_EQ(desk::joined(m_lines), "") << text;
        return rules.criteria.at(0).value;
    }

    /// The value begins at line 7, column 9.
    std::string wrong_value(const std::string& text)
    {
        return wrong_criterion("measure = 'area'\nvalue = " + text + "\n");
    }
};

TEST_F(ValueFunctions, linear_has_two_ends_in_either_order)
{
    const auto down = std::get<Linear>(value("{ linear = { worst = 10000, best = 500 } }"));

    EXPECT_EQ(down.worst, 10000.0);
    EXPECT_EQ(down.best, 500.0);
}

TEST_F(ValueFunctions, points_are_pairs)
{
    const auto function = std::get<Points>(value("{ points = [[0, 0.1], [20000, 0.8], [60000, 1]] }"));

    EXPECT_EQ(function.points, (Numbers{{0, 0.1}, {20000, 0.8}, {60000, 1.0}}));
}

TEST_F(ValueFunctions, one_point_is_enough)
{
    EXPECT_EQ(std::get<Points>(value("{ points = [[5, 0.5]] }")).points, (Numbers{{5, 0.5}}));
}

TEST_F(ValueFunctions, bands_end_in_one_without_a_limit)
{
    const auto function = std::get<Bands>(
        value("{ bands = [{ upto = 0, value = 1.0 }, { upto = 10, value = 0.7 }, { value = 0.2 }] }"));

    EXPECT_EQ(function.bands, (Numbers{{0, 1.0}, {10, 0.7}}));
    EXPECT_EQ(function.last, 0.2);
}

TEST_F(ValueFunctions, classes_have_texts_and_another_value)
{
    const auto function = std::get<Classes>(value("{ classes = { hard = 1.0, '3.1' = 0.3 }, other = 0.1 }"));

    EXPECT_EQ(function.classes, (std::vector<std::pair<Value, double>>{{"hard", 1.0}, {"3.1", 0.3}}));
    EXPECT_EQ(function.other, 0.1);
    EXPECT_EQ(std::get<Classes>(value("{ classes = { hard = 1.0 } }")).other, 0.0);
}

TEST_F(ValueFunctions, logistic_and_gaussian_have_their_numbers)
{
    const auto logistic = std::get<Logistic>(value("{ logistic = { midpoint = 5, worst = 10, best = 0 } }"));
    const auto gaussian = std::get<Gaussian>(value("{ gaussian = { best = 0.785, sigma = 0.3 } }"));

    EXPECT_EQ(logistic.midpoint, 5.0);
    EXPECT_EQ(logistic.worst, 10.0);
    EXPECT_EQ(gaussian.best, 0.785);
    EXPECT_EQ(gaussian.sigma, 0.3);
}

TEST_F(ValueFunctions, a_table_header_does_as_well)
{
    read("[[criterion]]\nid = 'x'\ntitle = 'X'\nmeasure = 'area'\n[criterion.value.linear]\nworst = 1\nbest "
         "= 2\n");

    EXPECT_EQ(desk::joined(m_lines), "");
}

TEST_F(ValueFunctions, there_is_exactly_one)
{
    const std::string kinds = "linear, points, bands, classes, logistic, gaussian";

    EXPECT_EQ(wrong_criterion("measure = 'area'\n"),
        "3:1: criterion 'x' has no value; add value = ... (a table with one of " + kinds + ")");
    EXPECT_EQ(
        wrong_value("3"), "7:9: criterion 'x' has value 3, a number; give a table with one of " + kinds);
    EXPECT_EQ(wrong_value("{}"),
        "7:9: criterion 'x' has a value without a function; give a table with one of " + kinds);
    EXPECT_EQ(wrong_value("{ linear = { worst = 1, best = 2 }, points = [[1, 1]] }"),
        "7:45: criterion 'x' has two value functions, linear and points; keep one of them");
    EXPECT_EQ(wrong_value("{ linear = { worst = 1, best = 2 }, other = 0.5 }"),
        "7:45: criterion 'x' has other beside linear, and only classes have one; remove it");
}

TEST_F(ValueFunctions, what_is_wrong_names_its_place)
{
    const struct {
        std::string value;
        std::string line;
    } table[] = {
        {"{ lineair = {} }",
            "7:11: value of criterion 'x' does not know the key 'lineair'; remove it, or did you mean "
            "'linear'?"},
        // linear
        {"{ linear = 3 }", "7:20: value of criterion 'x' has linear 3, a number; give a table"},
        {"{ linear = { worst = 1 } }",
            "7:20: linear of value of criterion 'x' has no best; add best = ... (a number)"},
        {"{ linear = { worst = 1, bset = 2 } }",

            "7:33: linear of value of criterion 'x' does not know the key 'bset'; remove it, or did you mean "
            "'best'?"},
        {"{ linear = { worst = 5, best = 5.0 } }",
            "7:20: linear of value of criterion 'x' has worst and best both 5; give two different numbers"},
        {"{ linear = { worst = inf, best = 5.0 } }",
            "7:30: linear of value of criterion 'x' has worst inf; give a number, and a finite one"},
        {"{ linear = { worst = 'far', best = 5.0 } }",
            "7:30: linear of value of criterion 'x' has worst 'far', a text; give a number"},
        // points
        {"{ points = [] }",
            "7:20: value of criterion 'x' has an empty list for points; give a list of one pair [x, value] "
            "or more"},
        {"{ points = 3 }",
            "7:20: value of criterion 'x' has points 3, a number; give a list of one pair [x, value] or "
            "more"},
        {"{ points = [[1, 0.1], [2]] }",
            "7:31: value of criterion 'x' has a list for points; give a pair [x, value]"},
        {"{ points = [[1, 1.5]] }", "7:25: value of criterion 'x' has points 1.5; give a number from 0 to 1"},
        {"{ points = [['a', 1]] }", "7:22: value of criterion 'x' has points 'a', a text; give a number"},
        {"{ points = [[1, 0.1], [1.0, 0.5]] }",
            "7:31: value of criterion 'x' has x 1 after 1 in points; put them in order, each above the one "
            "before"},
        {"{ points = [[2, 0.1], [1, 0.5]] }",
            "7:31: value of criterion 'x' has x 1 after 2 in points; put them in order, each above the one "
            "before"},
        // bands
        {"{ bands = [] }",
            "7:19: value of criterion 'x' has an empty list for bands; give a list of bands { upto = ..., "
            "value = ... }, the "
            "last without upto"},
        {"{ bands = [3] }",
            "7:20: value of criterion 'x' has bands 3, a number; give a table { upto = ..., value = ... }"},
        {"{ bands = [{ upto = 1, value = 1 }] }",
            "7:20: value of criterion 'x' has an upto in its last band; add a last band { value = ... } for "
            "what lies above "
            "it"},
        {"{ bands = [{ value = 1 }, { value = 0 }] }",
            "7:20: value of criterion 'x' has a band without upto before its last one; give it an upto, or "
            "put it last"},
        {"{ bands = [{ upto = 2, value = 1 }, { upto = 1, value = 1 }, { value = 0 }] }",
            "7:45: value of criterion 'x' has upto 1 after 2 in bands; put them in order, each above the one "
            "before"},
        {"{ bands = [{ upto = 2 }, { value = 0 }] }",
            "7:20: a band of value of criterion 'x' has no value; add value = ... (a number from 0 to 1)"},
        {"{ bands = [{ value = -1 }] }",
            "7:30: a band of value of criterion 'x' has value -1; give a number from 0 to 1"},
        {"{ bands = [{ up_to = 2, value = 0 }, { value = 0 }] }",

            "7:22: a band of value of criterion 'x' does not know the key 'up_to'; remove it, or did you "
            "mean 'upto'?"},
        // classes
        {"{ classes = {} }",
            "7:21: value of criterion 'x' has an empty table for classes; give a table with a value for each "
            "text, one at "
            "least"},
        {"{ classes = { a = 1.1 } }",
            "7:27: classes of value of criterion 'x' has a 1.1; give a number from 0 to 1"},
        {"{ classes = { 3.1 = 1.0 } }",
            "7:23: classes of value of criterion 'x' has a table for 3; give a number from 0 to 1, and put "
            "quotes around a "
            "key with a dot"},
        {"{ classes = { a = 1.0 }, other = 2 }",
            "7:42: value of criterion 'x' has other 2; give a number from 0 to 1"},
        // logistic
        {"{ logistic = { worst = 1, best = 1, midpoint = 3 } }",
            "7:22: logistic of value of criterion 'x' has worst and best both 1; give two different numbers"},
        {"{ logistic = { worst = 1, best = 2 } }",
            "7:22: logistic of value of criterion 'x' has no midpoint; add midpoint = ... (a number)"},
        // gaussian
        {"{ gaussian = { best = 1, sigma = 0 } }",
            "7:42: gaussian of value of criterion 'x' has sigma 0; give a number above 0"},
        {"{ gaussian = { best = 1, sigma = nan } }",
            "7:42: gaussian of value of criterion 'x' has sigma nan; give a number above 0, and a finite "
            "one"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(wrong_value(text), line) << text;
    }
}

} // namespace
} // namespace kavel
