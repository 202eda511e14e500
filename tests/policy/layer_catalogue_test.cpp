// SPDX-License-Identifier: EUPL-1.2
#include "policy/desk.hpp"
#include "policy/layer_catalogue.hpp"

namespace kavel {
namespace {

constexpr const char* natura2000 = R"([layer]
title = { nl = "Natura 2000-gebieden", en = "Natura 2000 sites" }
geometry = "polygon"
about = { nl = "Beschermd.", en = "Protected." }
[[field]]
name = "name"
title = { nl = "Naam", en = "Name" }
type = "text"
aliases = ["naamN2K", "naam"]
[[field]]
name = "area_m2"
title = { nl = "Oppervlakte", en = "Area" }
type = "number"
unit = "m2"
[[dataset]]
name = "Natura 2000"
publisher = "RVO"
licence = "CC0"
where = "service.pdok.nl/rvo/natura2000"
layers = ["natura2000"]
updated = { nl = "jaarlijks", en = "yearly" }
recipe = "Tel op nr."
sql = "SELECT 1"
)";

class Catalogue : public desk::Desk {
protected:
    LayerCatalogue read() const { return read_layer_catalogue({folder() / "layers", folder() / "own"}); }

    /// What there is to complain about a role of this text.
    std::vector<std::string> wrong(const std::string& text) const
    {
        write("layers/x.toml", text);
        return complaints([&] { read(); });
    }
};

TEST_F(Catalogue, a_role_says_what_a_data_set_must_hold_and_where_to_get_one)
{
    write("layers/natura2000.toml", natura2000);

    const LayerCatalogue catalogue = read();
    const Role& role = *catalogue.find("natura2000");

    EXPECT_EQ(role.id, "natura2000");
    EXPECT_EQ(role.title.en, "Natura 2000 sites");
    EXPECT_EQ(role.geometry, RoleGeometry::polygon);
    EXPECT_EQ(role.about.nl, "Beschermd.");
    EXPECT_EQ(role.place.file, (folder() / "layers/natura2000.toml").string());
    ASSERT_EQ(role.fields.size(), 2u);
    EXPECT_EQ(role.field("name")->aliases, (std::vector<std::string>{"naamN2K", "naam"}));
    EXPECT_FALSE(role.field("name")->is_number);
    EXPECT_TRUE(role.field("area_m2")->is_number);
    EXPECT_EQ(role.field("area_m2")->unit, "m2");
    EXPECT_EQ(role.field("naam"), nullptr);
    ASSERT_EQ(role.sets.size(), 1u);
    EXPECT_EQ(role.sets[0].publisher, "RVO");
    EXPECT_EQ(role.sets[0].updated.en, "yearly");
    EXPECT_EQ(
        role.sets[0].recipe, (Title{"Tel op nr.", "Tel op nr."})); // a plain text goes for both languages
    EXPECT_EQ(role.sets[0].sql, "SELECT 1");
}

TEST_F(Catalogue, roles_stand_by_id_and_a_later_folder_replaces_one_of_the_same_id)
{
    write("layers/b.toml", "[layer]\ntitle = 'first'\ngeometry = 'any'\n");
    write("layers/a.toml", "[layer]\ntitle = 'a'\ngeometry = 'line'\n");
    write("layers/README.md", "no role");
    write("own/b.toml", "[layer]\ntitle = 'second'\ngeometry = 'point'\n");

    const LayerCatalogue catalogue = read();

    EXPECT_EQ(catalogue.ids(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(catalogue.find("b")->title.nl, "second");
    EXPECT_EQ(catalogue.find("c"), nullptr);
}

TEST_F(Catalogue, a_folder_that_is_not_there_is_empty)
{
    EXPECT_TRUE(read().roles.empty());
}

TEST_F(Catalogue, every_geometry_has_its_word)
{
    for (const char* word : {"point", "line", "polygon", "any", "table", "raster", "json"}) {
        write("layers/x.toml", std::string("[layer]\ntitle = 'x'\ngeometry = '") + word + "'\n");
        EXPECT_EQ(to_text(read().find("x")->geometry), word);
    }
}

TEST_F(Catalogue, what_is_wrong_in_a_role_names_its_line_and_column)
{
    const std::string layer = "[layer]\ntitle = 'x'\ngeometry = 'any'\n"; // three lines
    const struct {
        std::string text;
        std::string line;
    } table[] = {
        {"", "layers/x.toml: a layer definition has no [layer]; add [layer]"},
        {"[layer]\n",
            "layers/x.toml:1:1: [layer] has no title; add title = ... (a text, or { nl = \"...\", en = "
            "\"...\" })\n"
            "layers/x.toml:1:1: [layer] has no geometry; add geometry = ... (one of 'point', 'line', "
            "'polygon', "
            "'any', 'table', 'raster', 'json')"},
        {"[layer]\ntitle = 'x'\ngeometry = 'poligon'\n",
            "layers/x.toml:3:12: [layer] has geometry 'poligon'; did you mean 'polygon'?"},
        {"[layer]\ntitle = 'x'\ngeometry = 'any'\nabuot = 'x'\n",
            "layers/x.toml:4:1: [layer] does not know the key 'abuot'; remove it, or did you mean 'about'?"},
        {layer + "[[feild]]\n",
            "layers/x.toml:4:3: a layer definition does not know the key 'feild'; remove it, or did you mean "
            "'field'?"},
        {layer + "[field]\nname = 'a'\n",
            "layers/x.toml:4:1: a layer definition has a table for field; give a list of tables, each under "
            "a header in "
            "double brackets"},
        {layer + "[[field]]\ntitle = 'a'\ntype = 'text'\n",
            "layers/x.toml:4:1: a field has no name; add name = ... (a text)"},
        {layer + "[[field]]\nname = 'a'\ntitle = 'a'\ntype = 'real'\n",
            "layers/x.toml:7:8: field 'a' has type 'real'; use one of 'text', 'number'"},
        {layer + "[[field]]\nname = 'a'\ntitle = 'a'\ntype = 'text'\nalias = 'b'\n",
            "layers/x.toml:8:1: field 'a' does not know the key 'alias'; remove it, or use one of 'name', "
            "'title', "
            "'type', 'unit', 'aliases'"},
        {layer + "[[field]]\nname = 'a'\ntitle = 'a'\ntype = 'text'\naliases = ['b', 3]\n",
            "layers/x.toml:8:17: field 'a' has aliases 3, a number; give a text"},
        {layer + "[[dataset]]\nname = 'd'\npublisher = 'p'\n",
            "layers/x.toml:4:1: dataset 'd' has no where; add where = ... (a text)"},
        {layer + "[[dataset]]\nname = 'd'\npublisher = 'p'\nwhere = 'w'\nlicense = 'CC0'\n",
            "layers/x.toml:8:1: dataset 'd' does not know the key 'license'; remove it, or did you mean "
            "'licence'?"},
        {layer
                + "[[field]]\nname = 'a'\ntitle = 'a'\ntype = 'text'\naliases = ['n']\n"
                  "[[field]]\nname = 'b'\ntitle = 'b'\ntype = 'text'\naliases = ['n']\n",
            "layers/x.toml:13:12: role 'x' has the field name 'n' in line 8 too; leave it with one of them"},
    };
    for (const auto& [text, line] : table) {
        EXPECT_EQ(desk::joined(wrong(text)), line) << text;
    }
}

TEST_F(Catalogue, all_files_are_read_before_anything_is_said)
{
    write("layers/a.toml", "x");
    write("layers/b.toml", "[layer]\ntitle = 'x'\ngeometry = 3\n");

    const std::vector<std::string> lines = complaints([&] { read(); });

    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0],
        "layers/a.toml:1:2: this is not TOML; correct it here or just before (encountered end-of-file)");
    EXPECT_EQ(lines[1].substr(0, 51), "layers/b.toml:3:12: [layer] has geometry 3, a numbe");
}

} // namespace
} // namespace kavel
