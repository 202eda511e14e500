// SPDX-License-Identifier: EUPL-1.2
#include "policy/desk.hpp"
#include "policy/strict_readers.hpp"

namespace kavel::strict {
namespace {

enum class Roof { flat, pitched };

struct Door {
    std::string colour;
};

struct Shed {
    std::string name;
    std::string id;
    double height_m = 2.0;
    int year = 0;
    bool is_open = false;
    Title title;
    Value code;
    std::vector<std::string> tools;
    std::vector<Value> codes;
    Roof roof = Roof::flat;
    Door door;
    std::vector<Door> windows;
    std::optional<std::string> owner;
    std::vector<std::pair<std::string, double>> shelves;
};

const Keys<Door> door_keys = {{"colour", needed, word(&Door::colour)}};

const Keys<Shed> shed_keys = {
    {"name", needed, word(&Shed::name)},
    {"id", allowed, id(&Shed::id)},
    {"height_m", allowed, number(&Shed::height_m, from_zero)},
    {"year", allowed, whole(&Shed::year, {1900, 2100, "a year"})},
    {"is_open", allowed, flag(&Shed::is_open)},
    {"title", allowed, title(&Shed::title)},
    {"code", allowed, into(&Shed::code, std::string(a_value), read_value)},
    {"tools", allowed, texts(&Shed::tools)},
    {"codes", allowed, values(&Shed::codes)},
    {"roof", allowed, choice(&Shed::roof, {{"flat", Roof::flat}, {"pitched", Roof::pitched}})},
    {"door", allowed, table(&Shed::door, door_keys)},
    {"window", allowed,
        tables(&Shed::windows,
            [](const Spot& spot) {
                Door window;
                read_table(*spot.node.table(), {"a window", spot.node.place, spot.subject.problems},
                    door_keys, window);
                return window;
            })},
    {"owner", allowed, text(&Shed::owner)},
    {"shelves", allowed,
        into(&Shed::shelves, "a table of numbers",
            [](const Spot& spot, std::vector<std::pair<std::string, double>>& shelves) {
                return read_entries(
                    spot, share.wanted,
                    [](const Spot& item, double& held) { return read_number(item, share, held); }, shelves);
            })},
    refusal<Shed>("moat", "sheds have no moat", "dig it elsewhere"),
};

class StrictToml : public desk::Desk {
protected:
    Shed read(const std::string& text)
    {
        const Document document = read_document(write("shed.toml", text), "shed.toml");
        ProblemList problems;
        Shed shed;
        read_table(document.root, {"shed", {"shed.toml", 1, 1}, problems}, shed_keys, shed);
        m_lines = lines(problems);
        return shed;
    }

    std::string wrong(const std::string& text)
    {
        read("name = 'x'\n" + text);
        return desk::joined(m_lines);
    }

    std::vector<std::string> m_lines;
};

TEST_F(StrictToml, reads_every_kind_of_value)
{
    const Shed shed = read("name = 'Jan'\n"
                           "id = 'a-b_3'\n"
                           "height_m = 3\n"
                           "year = 2030\n"
                           "is_open = true\n"
                           "title = { nl = 'schuur', en = 'shed' }\n"
                           "code = 3.1\n"
                           "tools = ['rake', 'hoe']\n"
                           "codes = ['x', 2, false]\n"
                           "roof = 'pitched'\n"
                           "door = { colour = 'red' }\n"
                           "owner = ''\n"
                           "shelves = { '3.1' = 0.5, a = 1 }\n"
                           "[[window]]\n"
                           "colour = 'blue'\n");

    EXPECT_EQ(m_lines, std::vector<std::string>{});
    EXPECT_EQ(shed.name, "Jan");
    EXPECT_EQ(shed.id, "a-b_3");
    EXPECT_EQ(shed.height_m, 3.0);
    EXPECT_EQ(shed.year, 2030);
    EXPECT_TRUE(shed.is_open);
    EXPECT_EQ(shed.title, (Title{"schuur", "shed"}));
    EXPECT_EQ(shed.code, Value(3.1));
    EXPECT_EQ(shed.tools, (std::vector<std::string>{"rake", "hoe"}));
    EXPECT_EQ(shed.codes, (std::vector<Value>{"x", 2.0, 0.0})); // a boolean is 1 or 0
    EXPECT_EQ(shed.roof, Roof::pitched);
    EXPECT_EQ(shed.door.colour, "red");
    EXPECT_EQ(shed.windows.at(0).colour, "blue");
    EXPECT_EQ(shed.owner, "");
    EXPECT_EQ(shed.shelves, (std::vector<std::pair<std::string, double>>{{"3.1", 0.5}, {"a", 1.0}}));
}

TEST_F(StrictToml, what_is_left_out_keeps_its_default)
{
    const Shed shed = read("name = 'x'\n");

    EXPECT_EQ(m_lines, std::vector<std::string>{});
    EXPECT_EQ(shed.height_m, 2.0);
    EXPECT_EQ(shed.owner, std::nullopt);
}

TEST_F(StrictToml, a_title_in_one_language_or_as_plain_text_goes_for_both)
{
    EXPECT_EQ(read("name = 'x'\ntitle = { nl = 'schuur' }\n").title, (Title{"schuur", "schuur"}));
    EXPECT_EQ(read("name = 'x'\ntitle = { en = 'shed' }\n").title, (Title{"shed", "shed"}));
    EXPECT_EQ(read("name = 'x'\ntitle = 'shed'\n").title, (Title{"shed", "shed"}));
    EXPECT_EQ(m_lines, std::vector<std::string>{});
}

TEST_F(StrictToml, a_missing_key_is_reported_where_the_table_stands)
{
    read("year = 2030\n");

    EXPECT_EQ(m_lines, std::vector<std::string>{"shed.toml:1:1: shed has no name; add name = ... (a text)"});
}

TEST_F(StrictToml, an_unknown_key_is_reported_where_it_stands_with_the_nearest)
{
    EXPECT_EQ(wrong("  yaer = 3\n"),
        "shed.toml:2:3: shed does not know the key 'yaer'; remove it, or did you mean 'year'?");
    EXPECT_EQ(wrong("door = { colour = 'x', size = 3 }\n"),
        "shed.toml:2:24: door of shed does not know the key 'size'; remove it, or use one of 'colour'");
}

TEST_F(StrictToml, a_refused_key_says_why_and_is_never_proposed)
{
    EXPECT_EQ(wrong("moat = 3\n"), "shed.toml:2:1: sheds have no moat; dig it elsewhere");
    EXPECT_EQ(wrong("moot = 3\n").find("'moat'"), std::string::npos);
}

TEST_F(StrictToml, a_value_of_a_wrong_kind_says_what_it_is_and_what_is_wanted)
{
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"owner = 3", "shed has owner 3, a number; give a text"},
        {"owner = 0.5", "shed has owner 0.5, a number; give a text"},
        {"owner = true", "shed has owner true; give a text"},
        {"owner = ['x']", "shed has a list for owner; give a text"},
        {"owner = {}", "shed has an empty table for owner; give a text"},
        {"height_m = 'high'", "shed has height_m 'high', a text; give a number of 0 or more"},
        {"height_m = true", "shed has height_m true; give a number of 0 or more"},
        {"year = 'x'", "shed has year 'x', a text; give a year"},
        {"is_open = 1", "shed has is_open 1, a number; give true or false"},
        {"title = 3", "shed has title 3, a number; give a text, or { nl = \"...\", en = \"...\" }"},
        {"code = []", "shed has an empty list for code; give a text or a number"},
        {"tools = 'rake'", "shed has tools 'rake', a text; give a list of texts"},
        {"codes = 3", "shed has codes 3, a number; give a list of one or more texts or numbers"},
        {"roof = 3", "shed has roof 3, a number; give one of 'flat', 'pitched'"},
        {"door = 'red'", "shed has door 'red', a text; give a table"},
        {"window = 'red'",
            "shed has window 'red', a text; give a list of tables, each under a header in double brackets"},
        {"shelves = 3", "shed has shelves 3, a number; give a table of numbers"},
    };
    for (const auto& [text, line] : table) {
        const auto column = text.find('=') + 3;
        EXPECT_EQ(wrong(text + "\n"), "shed.toml:2:" + std::to_string(column) + ": " + line);
    }
}

TEST_F(StrictToml, a_value_that_will_not_do_says_what_would)
{
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"id = 'a b'", "shed has id 'a b'; give a name of letters, digits, '-' and '_'"},
        {"id = 'a.b'", "shed has id 'a.b'; give a name of letters, digits, '-' and '_'"},
        {"id = ''", "shed has id ''; give a name of letters, digits, '-' and '_', and not an empty one"},
        {"height_m = -2", "shed has height_m -2; give a number of 0 or more"},
        {"height_m = nan", "shed has height_m nan; give a number of 0 or more, and a finite one"},
        {"height_m = inf", "shed has height_m inf; give a number of 0 or more, and a finite one"},
        {"height_m = -inf", "shed has height_m -inf; give a number of 0 or more, and a finite one"},
        {"code = nan", "shed has code nan; give a text or a number, and a finite one"},
        {"year = 2030.5", "shed has year 2030.5; give a year"},
        {"year = 203", "shed has year 203; give a year"},
        {"title = ''",
            "shed has title ''; give a text, or { nl = \"...\", en = \"...\" }, and not an empty one"},
        {"title = {}", "shed has an empty table for title; give a text, or { nl = \"...\", en = \"...\" }"},
        {"codes = []", "shed has an empty list for codes; give a list of one or more texts or numbers"},
        {"roof = 'flatt'", "shed has roof 'flatt'; did you mean 'flat'?"},
    };
    for (const auto& [text, line] : table) {
        const auto column = text.find('=') + 3;
        EXPECT_EQ(wrong(text + "\n"), "shed.toml:2:" + std::to_string(column) + ": " + line);
    }
}

TEST_F(StrictToml, an_item_is_reported_where_it_stands)
{
    EXPECT_EQ(wrong("tools = ['rake', 3]\n"), "shed.toml:2:18: shed has tools 3, a number; give a text");
    EXPECT_EQ(
        wrong("codes = [1, [2]]\n"), "shed.toml:2:13: shed has a list for codes; give a text or a number");
    EXPECT_EQ(
        wrong("shelves = { a = 2 }\n"), "shed.toml:2:17: shelves of shed has a 2; give a number from 0 to 1");
    EXPECT_EQ(wrong("title = { nl = 3 }\n"), "shed.toml:2:16: title of shed has nl 3, a number; give a text");
    EXPECT_EQ(wrong("window = [3]\n"), "shed.toml:2:11: shed has window 3, a number; give a table");
    EXPECT_EQ(wrong("[[window]]\n[[window]]\ncolour = 'x'\n"),
        "shed.toml:2:1: a window has no colour; add colour = ... (a text)");
}

TEST_F(StrictToml, a_dotted_key_without_quotes_is_explained)
{
    EXPECT_EQ(wrong("shelves = { 3.1 = 0.5 }\n"),
        "shed.toml:2:13: shelves of shed has a table for 3; give a number from 0 to 1, and put quotes around "
        "a key with "
        "a dot");
}

TEST_F(StrictToml, all_problems_are_reported_and_the_rest_is_read)
{
    const Shed shed = read("height_m = 'x'\nyear = 2030\nyaer = 3\n");

    EXPECT_EQ(m_lines.size(), 3u);
    EXPECT_EQ(shed.year, 2030);
    EXPECT_EQ(shed.height_m, 2.0);
}

} // namespace
} // namespace kavel::strict
