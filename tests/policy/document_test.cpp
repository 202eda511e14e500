// SPDX-License-Identifier: EUPL-1.2
#include "policy/desk.hpp"
#include "policy/document.hpp"

#include <cmath>

namespace kavel {
namespace {

class Documents : public desk::Desk {
protected:
    Document read(const std::string& text) const { return read_document(write("a.toml", text), "a.toml"); }

    std::vector<std::string> wrong(const std::string& text) const
    {
        return complaints([&] { read(text); });
    }
};

std::string spot(const Place& place)
{
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST_F(Documents, values_keep_their_kind)
{
    const Document document
        = read("text = 'x'\nwhole = 3\nreal = 0.5\nflag = true\nlist = [1]\ntable = {}\n");
    const Table& root = document.root;

    EXPECT_EQ(std::get<std::string>(root.find("text")->value), "x");
    EXPECT_EQ(std::get<std::int64_t>(root.find("whole")->value), 3);
    EXPECT_EQ(std::get<double>(root.find("real")->value), 0.5);
    EXPECT_EQ(std::get<bool>(root.find("flag")->value), true);
    EXPECT_EQ(root.find("list")->array()->size(), 1u);
    EXPECT_TRUE(root.find("table")->table()->entries.empty());
    EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST_F(Documents, each_kind_has_a_name_for_messages)
{
    const Document document = read("a = 'x'\nb = 3\nc = 0.5\nd = true\ne = [1]\nf = {}\n");
    std::vector<std::string> kinds;
    for (const Entry& entry : document.root.entries) {
        kinds.emplace_back(entry.value.kind());
    }

    EXPECT_EQ(kinds,
        (std::vector<std::string>{"a text", "a number", "a number", "true or false", "a list", "a table"}));
}

TEST_F(Documents, entries_stand_in_the_order_of_the_file)
{
    const Document document = read("[zebra]\nx = 1\na = 2\n[ape]\n[zebra.foal]\n");
    const Table& zebra = *document.root.find("zebra")->table();

    EXPECT_EQ(document.root.entries[0].key, "zebra");
    EXPECT_EQ(document.root.entries[1].key, "ape");
    EXPECT_EQ(zebra.entries[0].key, "x");
    EXPECT_EQ(zebra.entries[1].key, "a");
    EXPECT_EQ(zebra.entries[2].key, "foal");
}

TEST_F(Documents, a_value_a_key_and_a_table_know_their_line_and_column)
{
    const Document document = read("[study]\n"
                                   "year  = 2030\n"
                                   "[layers.nnn]\n"
                                   "set = { province = 'Limburg' }\n"
                                   "[[layers.homes]]\n"
                                   "[[layers.homes]]\n");
    const Table& study = *document.root.find("study")->table();
    const Table& layers = *document.root.find("layers")->table();
    const Table& nnn = *layers.find("nnn")->table();
    const Array& homes = *layers.find("homes")->array();

    EXPECT_EQ(spot(document.root.find("study")->place), "1:1"); // the header's bracket
    EXPECT_EQ(spot(study.entries[0].key_place), "2:1");
    EXPECT_EQ(spot(study.entries[0].value.place), "2:9");
    EXPECT_EQ(spot(layers.find("nnn")->place), "3:1");
    EXPECT_EQ(spot(layers.entries[0].key_place), "3:9");
    EXPECT_EQ(spot(nnn.find("set")->place), "4:7");
    EXPECT_EQ(spot(nnn.find("set")->table()->find("province")->place), "4:20");
    EXPECT_EQ(spot(homes[0].place), "5:1");
    EXPECT_EQ(spot(homes[1].place), "6:1");
    EXPECT_EQ(homes[1].place.file, "a.toml");
}

TEST_F(Documents, a_column_counts_letters_and_not_bytes)
{
    const Document document = read("a = { \"é\" = 'ü', b = 1 }\n");

    EXPECT_EQ(spot(document.root.find("a")->table()->find("b")->place), "1:22");
}

TEST_F(Documents, the_text_is_kept_byte_for_byte)
{
    const std::string text = "\xEF\xBB\xBF# a mark of order\r\na = 1\r\n\r\n";

    EXPECT_EQ(read(text).text, text);
}

TEST_F(Documents, windows_line_ends_and_a_byte_order_mark_change_no_place)
{
    const Document document = read("\xEF\xBB\xBF"
                                   "a = 1\r\nb = 'x'\r\n");

    EXPECT_EQ(spot(document.root.find("a")->place), "1:5");
    EXPECT_EQ(spot(document.root.find("b")->place), "2:5");
    EXPECT_EQ(std::get<std::string>(document.root.find("b")->value), "x");
}

TEST_F(Documents, an_empty_file_is_an_empty_table)
{
    EXPECT_TRUE(read("").root.entries.empty());
}

TEST_F(Documents, what_is_no_toml_is_one_line_with_its_place)
{
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"a = 1\nb = \n", "a.toml:2:5: there is no value behind the '='; give one, or take the key out"},
        {"a = 'b\nc = 1\n",
            "a.toml:1:7: the text in this line is not closed; close it with the quote that opens it"},
        {"a = \"caf\xC3\xA9\r\nc = 1\n",
            "a.toml:1:10: the text in this line is not closed; close it with the quote that opens it"},
        {"a = \"\"\"b\nc = 1\n",
            "a.toml:2:7: the file ends in a text that is not closed; close it with the quote that opens it"},
        {"a = \"b\x01\"\n",
            "a.toml:1:7: this is not TOML; correct it here or just before (unescaped control characters "
            "other "
            "than TAB (U+0009) are explicitly prohibited)"},
        {"a = 1,5\n",
            "a.toml:1:6: behind the value stands a ','; put several values in square brackets, and write a "
            "decimal number with a point"},
        {"a = [1 2]\n",
            "a.toml:1:8: this is not TOML; correct it here or just before (expected comma or closing ']', "
            "saw '2')"},
        {"a = yes\n", "a.toml:1:5: this is no value; correct it, or put quotes around it when it is a text"},
        {"a = 1\na = 2\n",
            "a.toml:2:5: this name stands in the file for the second time; keep one of the two (cannot "
            "redefine existing "
            "integer 'a')"},
        {"[a]\n[b]\n[a]\n",
            "a.toml:3:1: this name stands in the file for the second time; keep one of the two (cannot "
            "redefine existing "
            "table 'a')"},
        {"a = '\xE9t\xE9'\n",
            "a.toml:1:5: the file is not in UTF-8; save it as UTF-8 (Encountered invalid utf-8 sequence)"},
        {"a = 99999999999999999999\n",
            "a.toml:1:25: this is not TOML; correct it here or just before ('99999999999999999999' is not "
            "representable in "
            "64 bits)"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(wrong(text), std::vector{line}) << text;
    }
}

TEST_F(Documents, dates_are_kept_as_they_are_written)
{
    const Document document = read_document(write("a.toml", "a = 2030-01-01\nb = [12:00:00]\n"), "a.toml");

    EXPECT_EQ(std::get<DateText>(document.root.find("a")->value).text, "2030-01-01");
    EXPECT_EQ(document.root.find("a")->kind(), "a date or a time");
    EXPECT_EQ(std::get<DateText>(document.root.find("b")->array()->at(0).value).text, "12:00:00");
}

TEST_F(Documents, a_file_that_cannot_be_read_says_why)
{
    std::filesystem::create_directories(folder() / "sub");
    const auto lines_for
        = [&](const std::string& name) { return complaints([&] { read_document(folder() / name, name); }); };

    EXPECT_EQ(lines_for("none.toml"),
        std::vector<std::string>{
            "none.toml: the file cannot be read: there is no such file; correct the path"});
    EXPECT_EQ(lines_for("sub"),
        std::vector<std::string>{"sub: the file cannot be read: it is a folder; correct the path"});
}

TEST(Tables, putting_a_value_keeps_the_place_in_the_order)
{
    const Place elsewhere{"b.toml", 3, 1};
    Table table;
    table.put("a", {}, Node{{}, std::int64_t{1}});
    table.put("b", {}, Node{{}, std::int64_t{2}});

    table.put("a", elsewhere, Node{elsewhere, std::string("new")});
    table.put("c", elsewhere, Node{elsewhere, true});

    ASSERT_EQ(table.entries.size(), 3u);
    EXPECT_EQ(table.entries[0].key, "a");
    EXPECT_EQ(table.entries[0].key_place, elsewhere);
    EXPECT_EQ(std::get<std::string>(table.entries[0].value.value), "new");
    EXPECT_EQ(table.entries[2].key, "c");
}

TEST(SetValues, are_toml_values_or_else_texts)
{
    const Place place{"--set a=b", 0, 0};
    const auto parsed = [&](std::string_view text) { return parse_value(text, place).value; };

    EXPECT_EQ(std::get<std::int64_t>(parsed("2035")), 2035);
    EXPECT_EQ(std::get<double>(parsed(" 0.5")), 0.5);
    EXPECT_EQ(std::get<bool>(parsed("true")), true);
    EXPECT_EQ(std::get<std::string>(parsed("\"2035\"")), "2035");
    EXPECT_EQ(std::get<std::string>(parsed("ramps-2035.geojson")), "ramps-2035.geojson");
    EXPECT_EQ(std::get<std::string>(parsed("EPSG:28992")), "EPSG:28992");
    EXPECT_EQ(std::get<std::string>(parsed("2030-01-01")), "2030-01-01"); // no dates
    EXPECT_EQ(std::get<std::string>(parsed("")), "");
    EXPECT_EQ(std::get<std::string>(parsed("1\nb = 2")), "1\nb = 2");
    EXPECT_EQ(std::get<Array>(parsed("['a', 'b']")).size(), 2u);
    EXPECT_TRUE(std::isnan(std::get<double>(parsed("nan"))));
}

TEST(SetValues, and_all_that_is_in_them_are_in_one_place)
{
    const Place place{"--set a=b", 0, 0};

    const Node node = parse_value("{ linear = { best = 1 } }", place);

    const Node* linear = node.table()->find("linear");
    EXPECT_EQ(node.place, place);
    EXPECT_EQ(linear->place, place);
    EXPECT_EQ(linear->table()->entries[0].key_place, place);
}

} // namespace
} // namespace kavel
