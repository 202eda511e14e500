// SPDX-License-Identifier: EUPL-1.2
#include "write/result_package.hpp"

#include "write/database.hpp"
#include "write/outcome_by_hand.hpp"
#include "write/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cstring>
#include <memory>

namespace kavel {
namespace {

constexpr std::int64_t epoch = 1767225600; // 2026-01-01T00:00:00Z

void write(const Outcome& outcome, const std::filesystem::path& output)
{
    Silent silent;
    write_result_package(outcome, {output, std::filesystem::path(KAVEL_SOURCE) / "styles", epoch}, silent);
}

/// The rows of a query as text: cells apart by '|', null as '-', rows by a line break.
std::string rows(const std::filesystem::path& file, const std::string& sql)
{
    Database database = Database::read(file);
    Statement row(database, sql);
    std::string text;
    while (row.step()) {
        for (int column = 0; column < row.columns(); ++column) {
            text += (column == 0 ? "" : "|") + (row.is_null(column) ? "-" : row.text(column));
        }
        text += "\n";
    }
    return text;
}

std::string what_is_thrown(const Outcome& outcome, const std::filesystem::path& output)
{
    try {
        write(outcome, output);
    } catch (const Problems& problems) {
        EXPECT_EQ(problems.list().front().fault, Fault::output);
        return problems.what();
    }
    return "nothing";
}

TEST(ResultPackage, plots_stand_by_rank_and_unranked_ones_last)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(
        rows(folder / "ranked.gpkg",
            "SELECT fid, rank, plot_id, name, status, light, score, score_low, score_high FROM ranked_sites"),
        "1|1|a|Innofase|suitable|amber|68.3333333333333|61.6666666666667|95.0\n"
        "2|2|b|Bijsterhuizen|conditional|amber|30.0|30.0|30.0\n"
        "3|-|c|Park 15|excluded|red|100.0|100.0|100.0\n"
        "4|-|d|-|unusable|red|-|-|-\n");
    EXPECT_EQ(
        rows(folder / "ranked.gpkg", "SELECT failed, conditions, area_ha, geom IS NULL FROM ranked_sites"),
        "-|-|1.0|0\n"
        "distance-to-homes|Alleen met een geluidswal|4.0|0\n"
        "outside-natura2000|-|9.0|0\n"
        "-|-|0.0|1\n");
}

TEST(ResultPackage, themes_and_goals_are_columns_of_their_own)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    // b: access (3 x 0.5 + 2 x 0) / 5, spatial-fit 0.3, connected (3 x 0.5 + 0.3) / 4, circular 0.3
    EXPECT_EQ(
        rows(folder / "ranked.gpkg",
            "SELECT theme_access, theme_spatial_fit, serves_connected, serves_circular FROM ranked_sites"
            " WHERE plot_id = 'b'"),
        "30.0|30.0|45.0|30.0\n");
}

TEST(ResultPackage, own_fields_keep_their_type_and_give_way_to_taken_names)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg", "SELECT src_Rank, net_ha, eigenaar FROM ranked_sites"),
        "1|0.8|provincie\n3|3.0|gemeente\n8|7.5|gemeente\n-|-|l'Écluse\n");
}

TEST(ResultPackage, scores_tell_numbers_texts_none_and_unknown_apart)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT plot_id, criterion_id, raw, raw_text, unit, value, round(points, 6), evidence FROM "
                  "scores"),
        "a|ramp|1450.0|-|m|0.9|45.0|A12 Duiven (1.450 m)\n"
        "a|land-use|-|bedrijf|-|1.0|16.666667|bedrijf\n"
        "a|station|-|buiten het gebied dat de bron dekt|m|0.2|6.666667|-\n"
        "b|ramp|5250.0|-|m|0.5|25.0|A73 Beuningen (5.250 m)\n"
        "b|land-use|-|gras|-|0.3|5.0|-\n"
        "b|station|-|geen|m|0.0|0.0|-\n"
        "c|ramp|500.0|-|m|1.0|50.0|A12 Duiven (500 m)\n"
        "c|land-use|-|bedrijf|-|1.0|16.666667|-\n"
        "c|station|500.0|-|m|1.0|33.333333|Zevenaar 150 kV (500 m)\n"
        "d|ramp|-|kavel zonder bruikbare geometrie|m|-|-|-\n"
        "d|land-use|-|kavel zonder bruikbare geometrie|-|-|-|-\n"
        "d|station|-|kavel zonder bruikbare geometrie|m|-|-|-\n");
}

TEST(ResultPackage, checks_say_the_limit_and_whether_it_is_met)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(Language::en), folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT plot_id, constraint_id, raw, raw_text, \"limit\", passed, on_fail FROM checks"),
        "a|outside-natura2000|0.0|-|<= 0|1|exclude\n"
        "a|distance-to-homes|250.0|-|>= 100|1|condition\n"
        "b|outside-natura2000|0.0|-|<= 0|1|exclude\n"
        "b|distance-to-homes|84.0|-|>= 100|0|condition\n"
        "c|outside-natura2000|0.25|-|<= 0|0|exclude\n"
        "c|distance-to-homes|400.0|-|>= 100|1|condition\n"
        "d|outside-natura2000|-|plot without usable geometry|-|-|exclude\n"
        "d|distance-to-homes|-|plot without usable geometry|-|-|condition\n");
}

TEST(ResultPackage, rules_that_are_left_out_stand_in_their_table_only)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT id, applied, weight, weight_share, optional, why_not FROM criteria"),
        "ramp|1|3.0|0.5|0|-\n"
        "land-use|1|1.0|0.166666666666667|0|-\n"
        "station|1|2.0|0.333333333333333|0|-\n"
        "rail|0|1.0|0.0|1|de laag 'rail' is niet gebonden\n");
    EXPECT_EQ(rows(folder / "ranked.gpkg", "SELECT count(*) FROM scores WHERE criterion_id = 'rail'"), "0\n");
}

TEST(ResultPackage, the_summary_counts_pairs_and_totals)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(
        rows(folder / "ranked.gpkg",
            "SELECT municipality, segment, total, plots, gross_ha, net_ha, ha_amber, ha_red, unknown_results"
            " FROM summary"),
        "-|xl|0|1|0.0|-|0.0|0.0|5\n"
        "-|totaal|1|1|0.0|-|0.0|0.0|5\n"
        "Beuningen|xl|0|1|4.0|3.0|4.0|0.0|0\n"
        "Beuningen|totaal|1|1|4.0|3.0|4.0|0.0|0\n"
        "Duiven|xl|0|1|1.0|0.8|1.0|0.0|1\n"
        "Duiven|xxl|0|1|9.0|7.5|0.0|9.0|0\n"
        "Duiven|totaal|1|2|10.0|8.3|1.0|9.0|1\n"
        "totaal|xl|1|3|5.0|3.8|5.0|0.0|6\n"
        "totaal|xxl|1|1|9.0|7.5|0.0|9.0|0\n"
        "totaal|totaal|1|4|14.0|11.3|5.0|9.0|6\n");
}

TEST(ResultPackage, the_run_accounts_for_study_rules_and_sources)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");
    const auto value = [&](const std::string& key) {
        return rows(folder / "ranked.gpkg", "SELECT value FROM run WHERE key = '" + key + "'");
    };

    EXPECT_EQ(value("started"), "2026-01-01T00:00:00Z\n");
    EXPECT_EQ(value("study_text"), "[study]\ntitle = \"Toets\"\n\n");
    EXPECT_EQ(value("rules_text_2"), "[rules]\nversion = \"1\"\n\n");
    EXPECT_EQ(value("rules_applied"), "5\n");
    EXPECT_EQ(value("rules_total"), "6\n");
    EXPECT_EQ(value("rules_left_out"), "rail\n");
    EXPECT_EQ(value("left_out.rail"), "de laag 'rail' is niet gebonden\n");
    EXPECT_EQ(value("layers_not_read"), "bakeries\n");
    EXPECT_EQ(value("sets"), "[\"criterion.ramp.within=20000\"]\n");
    EXPECT_EQ(value("warning.1"), "het jaar is niet gegeven\n");
    EXPECT_EQ(
        rows(folder / "ranked.gpkg", "SELECT json_extract(value, '$.used') FROM run WHERE key = 'source.1'"),
        "4\n");
    EXPECT_EQ(rows(folder / "ranked.gpkg", "SELECT feature_id, wrong FROM repairs"), "9|geen geometrie\n");
}

TEST(ResultPackage, evidence_has_geometry_where_there_is_any)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT plot_id, rule_id, kind, label, amount, unit, geom IS NULL FROM evidence WHERE "
                  "plot_id != 'b'"),
        "a|distance-to-homes|nearest|Kerkweg 1|250.0|m|0\n"
        "a|ramp|nearest|A12 Duiven|1450.0|m|0\n"
        "a|land-use|within|bedrijf|-|-|1\n"
        "c|outside-natura2000|overlap|Rijntakken|22500.0|m2|0\n"
        "c|ramp|nearest|A12 Duiven|500.0|m|0\n"
        "c|station|nearest|Zevenaar 150 kV|500.0|m|0\n");
}

TEST(ResultPackage, gdal_reads_geometry_and_crs)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    GDALAllRegister();
    const std::unique_ptr<GDALDataset> dataset(
        GDALDataset::Open((folder / "ranked.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    ASSERT_NE(dataset, nullptr);
    OGRLayer* sites = dataset->GetLayerByName("ranked_sites");
    ASSERT_NE(sites, nullptr);

    EXPECT_EQ(sites->GetGeomType(), wkbMultiPolygon);
    EXPECT_STREQ(sites->GetSpatialRef()->GetAuthorityCode(nullptr), "28992");
    EXPECT_EQ(sites->GetFeatureCount(), 4);
    sites->SetSpatialFilterRect(2900.0, 400.0, 3100.0, 600.0); // touches c only
    const std::unique_ptr<OGRFeature> site(sites->GetNextFeature());
    ASSERT_NE(site, nullptr);
    EXPECT_STREQ(site->GetFieldAsString("plot_id"), "c");
    EXPECT_DOUBLE_EQ(site->GetGeometryRef()->toMultiPolygon()->get_Area(), 90000.0);
    EXPECT_EQ(sites->GetNextFeature(), nullptr);
    OGRLayer* evidence = dataset->GetLayerByName("evidence");
    ASSERT_NE(evidence, nullptr);
    EXPECT_EQ(wkbFlatten(evidence->GetGeomType()), wkbUnknown);
    EXPECT_EQ(evidence->GetFeatureCount(), 8);
}

TEST(ResultPackage, every_spatial_layer_has_one_default_style_in_the_language_of_the_study)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(Language::en), folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT f_table_name, f_geometry_column, styleName, useAsDefault, instr(styleQML, '@{') "
                  "FROM layer_styles"),
        "ranked_sites|geom|rank|1|0\n"
        "ranked_sites|geom|light|0|0\n"
        "evidence|geom|evidence|1|0\n"
        "ranked_sites|geom|theme Access|0|0\n"
        "ranked_sites|geom|theme Spatial fit|0|0\n");
    EXPECT_EQ(
        rows(folder / "ranked.gpkg", "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"),
        "attributes\n");
    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT title FROM gpkg_data_columns WHERE table_name = 'scores' AND column_name = 'raw'"),
        "Measured\n");
}

TEST(ResultPackage, each_theme_has_a_style_on_its_own_column)
{
    const TemporaryFolder folder;
    Outcome outcome = outcome_by_hand(Language::nl);
    outcome.study.rules.themes[0].title = {"Één heel lange titel die niet past", "x"};
    outcome.study.rules.themes[1].title = outcome.study.rules.themes[0].title;
    write(outcome, folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg",
                  "SELECT styleName, instr(styleQML, '&quot;theme_access&quot;') > 0, "
                  "instr(styleQML, '&quot;theme_spatial_fit&quot;') > 0, instr(styleQML, '{{'), "
                  "instr(styleQML, 'Één heel lange titel die niet past') > 0 "
                  "FROM layer_styles WHERE styleName LIKE 'thema%'"),
        "thema Één heel lange titel…|1|0|0|1\n"
        "thema Één heel lange titel… 2|0|1|0|1\n");
}

TEST(ResultPackage, a_column_says_what_it_is)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(
        rows(folder / "ranked.gpkg",
            "SELECT column_name, name, title FROM gpkg_data_columns WHERE table_name = 'ranked_sites' AND"
            " column_name IN ('rank', 'theme_access', 'net_ha') ORDER BY rowid"),
        "rank|Rang|Rang\ntheme_access|Thema: Bereikbaarheid|Thema: Bereikbaarheid\nnet_ha|-|net_ha\n");
}

TEST(ResultPackage, the_same_outcome_gives_the_same_bytes)
{
    const TemporaryFolder folder;
    write(outcome_by_hand(), folder / "one.gpkg");
    write(outcome_by_hand(), folder / "two.gpkg");

    const std::string one = read_bytes(folder / "one.gpkg");
    EXPECT_EQ(one.substr(0, 16), std::string("SQLite format 3\0", 16));
    EXPECT_EQ(one.substr(68, 4), "GPKG");
    EXPECT_TRUE(one == read_bytes(folder / "two.gpkg"));
    EXPECT_EQ(one.find(folder.path().string()), std::string::npos);
}

TEST(ResultPackage, a_result_without_plots_is_a_result)
{
    const TemporaryFolder folder;
    Outcome outcome = outcome_by_hand();
    outcome.region.candidates = {};
    outcome.evidence.clear();
    outcome.municipalities.clear();
    outcome.segments.clear();
    outcome.facts = FactTable(0, outcome.study.rules.size());
    by_hand::decide(outcome);

    write(outcome, folder / "ranked.gpkg");

    EXPECT_EQ(rows(folder / "ranked.gpkg", "SELECT count(*) FROM ranked_sites"), "0\n");
    EXPECT_EQ(rows(folder / "ranked.gpkg", "SELECT municipality, plots FROM summary"), "totaal|0\n");
}

TEST(ResultPackage, an_older_result_is_replaced_with_what_other_programs_left_beside_it)
{
    const TemporaryFolder folder;
    write_text(folder / "ranked.gpkg", "old");
    write_text(folder / "ranked.gpkg-wal", "old");
    write_text(folder / "ranked.gpkg-shm", "old");

    write(outcome_by_hand(), folder / "ranked.gpkg");

    EXPECT_EQ(folder.files(), 1U);
    EXPECT_EQ(rows(folder / "ranked.gpkg", "SELECT count(*) FROM ranked_sites"), "4\n");
}

TEST(ResultPackage, a_failure_leaves_an_existing_file_untouched_and_nothing_beside_it)
{
    const TemporaryFolder folder;
    write_text(folder / "ranked.gpkg", "old");
    Outcome outcome = outcome_by_hand();
    outcome.study.crs = "no such CRS";

    const std::string wrong = what_is_thrown(outcome, folder / "ranked.gpkg");

    EXPECT_NE(wrong.find("no such CRS"), std::string::npos) << wrong;
    EXPECT_EQ(read_bytes(folder / "ranked.gpkg"), "old");
    EXPECT_EQ(folder.files(), 1U);
}

class Stops final : public Watch {
public:
    void progress(double, const Title&) override { }
    bool wants_to_stop() override { return true; }
};

TEST(ResultPackage, an_interruption_leaves_nothing)
{
    const TemporaryFolder folder;
    Stops watch;
    EXPECT_THROW(write_result_package(outcome_by_hand(),
                     {folder / "ranked.gpkg", std::filesystem::path(KAVEL_SOURCE) / "styles", epoch}, watch),
        Interrupted);
    EXPECT_EQ(folder.files(), 0U);
}

TEST(ResultPackage, a_source_is_never_overwritten)
{
    const TemporaryFolder folder;
    write_text(folder / "plots.gpkg", "the plots");
    write_text(folder / "border.gpkg", "the border");
    Outcome outcome = outcome_by_hand();
    Source source;
    source.name.path = (folder / "plots.gpkg").string();
    outcome.study.candidates = {source};
    LayerBinding layer;
    layer.name = "nnn";
    Source covering;
    covering.name.path = (folder / "nnn.gpkg").string();
    covering.covers = Covers{};
    covering.covers->source.path = (folder / "border.gpkg").string();
    layer.sources = {covering};
    outcome.study.layers = {layer};

    EXPECT_EQ(what_is_thrown(outcome, folder.path() / "." / "plots.gpkg"),
        (folder.path() / "." / "plots.gpkg").string()
            + ": this is a source of [candidates]; choose another path with -o");
    EXPECT_NE(what_is_thrown(outcome, folder / "border.gpkg").find("[layers.nnn]"), std::string::npos);
    EXPECT_EQ(read_bytes(folder / "plots.gpkg"), "the plots");
}

TEST(ResultPackage, a_target_that_cannot_be_written_is_told_in_one_line)
{
    const TemporaryFolder folder;
    const auto in_missing = folder.path() / "missing" / "ranked.gpkg";

    EXPECT_EQ(what_is_thrown(outcome_by_hand(), in_missing),
        in_missing.string() + ": the folder does not exist; create it or choose another path with -o");
    EXPECT_NE(what_is_thrown(outcome_by_hand(), folder.path()).find("this is a folder"), std::string::npos);
    EXPECT_NE(what_is_thrown(outcome_by_hand(), "/dev/null").find("no ordinary file"), std::string::npos);
    EXPECT_NE(
        what_is_thrown(outcome_by_hand(), "/proc/ranked.gpkg").find("cannot be written"), std::string::npos);
}

} // namespace
} // namespace kavel
