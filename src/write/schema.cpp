// SPDX-License-Identifier: EUPL-1.2
#include "write/schema.hpp"

#include "decide/prospect.hpp"
#include "write/grid_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace kavel {

namespace {

std::string lower(std::string_view name)
{
    std::string result(name);
    std::transform(result.begin(), result.end(), result.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// The names of a table's columns, which must differ when case is ignored.
class TakenNames {
public:
    explicit TakenNames(const TableDeclaration& table)
        : m_names{"fid", "geom", "ogc_fid"}
    {
        for (const ColumnDeclaration& column : table.columns) {
            m_names.insert(lower(column.name));
        }
    }

    /// The name with as many `prefix`es before it as make it free.
    std::string take(std::string name, std::string_view prefix)
    {
        while (!m_names.insert(lower(name)).second) {
            name.insert(0, prefix);
        }
        return name;
    }

private:
    std::set<std::string, std::less<>> m_names;
};

std::string_view sql_type(ColumnType type)
{
    switch (type) {
    case ColumnType::integer:
        return "INTEGER";
    case ColumnType::real:
        return "REAL";
    case ColumnType::boolean:
        return "BOOLEAN";
    case ColumnType::text:
        break;
    }
    return "TEXT";
}

bool is_whole(double number)
{
    constexpr double beyond_integers = 9223372036854775808.0; // 2^63
    return number == std::floor(number) && std::abs(number) < beyond_integers;
}

const Title score_meaning{"0..100; het gewogen gemiddelde van de waarden, maal 100",
    "0..100; the weighted mean of the values, times 100"};

} // namespace

std::string column_name(std::string_view prefix, std::string_view id)
{
    std::string name = std::string(prefix) + std::string(id);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

ColumnType stored_type(const Column& field)
{
    ColumnType type = field.type();
    if (type == ColumnType::text) {
        return type;
    }
    for (std::size_t row = 0; row < field.size(); ++row) {
        if (field.is_null(row)) {
            continue;
        }
        if (!field.is_number(row)) {
            return ColumnType::text;
        }
        const double number = field.number(row);
        if (type == ColumnType::boolean && number != 0.0 && number != 1.0) {
            type = ColumnType::integer;
        }
        if (type == ColumnType::integer && !is_whole(number)) {
            type = ColumnType::real;
        }
    }
    return type;
}

std::size_t column_index(const TableDeclaration& table, std::string_view name)
{
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
        [&](const ColumnDeclaration& one) { return one.name == name; });
    return static_cast<std::size_t>(column - table.columns.begin());
}

namespace tables {

TableDeclaration ranked_sites(const RuleSet& rules, const std::vector<Column>& own_fields)
{
    TableDeclaration table{"ranked_sites", {"Gerangschikte kavels", "Ranked plots"},
        {"Elke kandidaat met zijn rang, score en status, beste eerst",
            "Every candidate with its rank, score and status, best first"},
        "MULTIPOLYGON",
        {
            {"rank", "INTEGER", {"Rang", "Rank"},
                {"1 is de beste; gelijke scores delen een rang", "1 is best; equal scores share a rank"}},
            {"plot_id", "TEXT", {"Kavel", "Plot"}, {}},
            {"name", "TEXT", {"Naam", "Name"}, {}},
            {"status", "TEXT", {"Status", "Status"},
                {"suitable: geen belemmering gevonden; conditional: onder voorwaarden; excluded: "
                 "uitgesloten; unusable: niet te beoordelen",
                    "suitable: no obstacle found; conditional; excluded; unusable: cannot be judged"}},
            {"light", "TEXT", {"Licht", "Light"},
                {"green: geschikt en volledig beoordeeld; amber: onder voorwaarden of onvolledig; red: "
                 "uitgesloten of niet te beoordelen",
                    "green: suitable and completely judged; amber: conditional or incomplete; red: excluded "
                    "or not to be judged"}},
            {"score", "REAL", {"Score", "Score"}, score_meaning},
            {"score_low", "REAL", {"Score, laagst", "Score, lowest"},
                {"met elk onbekend criterium op 0", "with every unknown criterion at 0"}},
            {"score_high", "REAL", {"Score, hoogst", "Score, highest"},
                {"met elk onbekend criterium op 1", "with every unknown criterion at 1"}},
            {"failed", "TEXT", {"Voldoet niet aan", "Fails"},
                {"id's van de eisen waaraan de kavel niet voldoet",
                    "ids of the constraints that the plot fails"}},
            {"conditions", "TEXT", {"Voorwaarden", "Conditions"},
                {"wat er moet gebeuren om hier te kunnen bouwen",
                    "what has to be done to be able to build here"}},
            {"area_ha", "REAL", {"Oppervlakte (ha)", "Area (ha)"},
                {"gemeten in het vlak van het stelsel van de studie",
                    "measured in the plane of the study's CRS"}},
        },
        "fid", {}};
    TakenNames names(table);
    for (const Theme& theme : rules.themes) {
        table.columns.push_back({names.take(column_name("theme_", theme.id), "theme_"), "REAL",
            {"Thema: " + theme.title.nl, "Theme: " + theme.title.en}, score_meaning});
    }
    for (const std::string& goal : rules.goals()) {
        table.columns.push_back({names.take(column_name("serves_", goal), "serves_"), "REAL",
            {"Opgave: " + goal, "Goal: " + goal}, score_meaning});
    }
    for (ColumnDeclaration& column : grid_columns(rules)) {
        names.take(column.name, "grid_");
        table.columns.push_back(std::move(column));
    }
    for (const Column& field : own_fields) {
        const std::string name = names.take(field.name(), "src_");
        table.columns.push_back({name, std::string(sql_type(stored_type(field))),
            {field.name(), field.name()}, {"eigen veld van de kandidaten", "the candidates' own field"}});
    }
    return table;
}

const TableDeclaration& scores()
{
    static const TableDeclaration table{"scores", {"Scores per criterium", "Scores by criterion"},
        {"Wat elk toegepast criterium van elke kavel vond en eraan bijdraagt",
            "What each applied criterion found of each plot, and what it adds"},
        {},
        {
            {"plot_id", "TEXT", {"Kavel", "Plot"}, {}},
            {"criterion_id", "TEXT", {"Criterium", "Criterion"}, {}},
            {"raw", "REAL", {"Gemeten", "Measured"},
                {"leeg: onbekend, niet gevonden of een tekst", "null: unknown, none found, or a text"}},
            {"raw_text", "TEXT", {"Gemeten, in woorden", "Measured, in words"},
                {"de tekst, 'geen' als er niets gevonden is, of waarom het onbekend is",
                    "the text, 'none' when nothing was found, or why it is unknown"}},
            {"unit", "TEXT", {"Eenheid", "Unit"}, {}},
            {"value", "REAL", {"Waarde", "Value"},
                {"0 (slechtst) .. 1 (best); `missing` waar het onbekend is",
                    "0 (worst) .. 1 (best); `missing` where unknown"}},
            {"weight", "REAL", {"Gewicht", "Weight"},
                {"aandeel in het totaal van de toegepaste criteria",
                    "share of the total of the applied criteria"}},
            {"points", "REAL", {"Punten", "Points"},
                {"wat het bijdraagt aan een score van 100", "what it adds to a score of 100"}},
            {"evidence", "TEXT", {"Gezien", "Seen"},
                {"het eerste van wat de regel zag; alles staat in evidence",
                    "the first of what the rule saw; all of it is in evidence"}},
        },
        "fid", "plot_id"};
    return table;
}

const TableDeclaration& checks()
{
    static const TableDeclaration table{"checks", {"Toets per eis", "Checks by constraint"},
        {"Of elke kavel aan elke toegepaste eis voldoet", "Whether each plot meets each applied constraint"},
        {},
        {
            {"plot_id", "TEXT", {"Kavel", "Plot"}, {}},
            {"constraint_id", "TEXT", {"Eis", "Constraint"}, {}},
            {"raw", "REAL", {"Gemeten", "Measured"},
                {"leeg: onbekend, niet gevonden of een tekst", "null: unknown, none found, or a text"}},
            {"raw_text", "TEXT", {"Gemeten, in woorden", "Measured, in words"},
                {"de tekst, 'geen' als er niets gevonden is, of waarom het onbekend is",
                    "the text, 'none' when nothing was found, or why it is unknown"}},
            {"limit", "TEXT", {"Grens", "Limit"},
                {"de grens die voor deze kavel geldt", "the limit that holds for this plot"}},
            {"passed", "BOOLEAN", {"Voldoet", "Passed"}, {"leeg: onbekend", "null: unknown"}},
            {"on_fail", "TEXT", {"Anders", "On failure"},
                {"exclude: uitgesloten; condition: onder voorwaarde",
                    "exclude: out of the ranking; condition: stays, with a condition"}},
        },
        "fid", "plot_id"};
    return table;
}

namespace {

/// What criteria and constraints have in common, before and after what is their own.
std::vector<ColumnDeclaration> rule_columns(std::vector<ColumnDeclaration> own)
{
    std::vector<ColumnDeclaration> columns{
        {"id", "TEXT", {"Regel", "Rule"}, {}},
        {"title_nl", "TEXT", {"Titel (nl)", "Title (nl)"}, {}},
        {"title_en", "TEXT", {"Titel (en)", "Title (en)"}, {}},
        {"theme", "TEXT", {"Thema", "Theme"}, {}},
        {"serves", "TEXT", {"Opgaven", "Goals"},
            {"waaraan de regel bijdraagt", "to which the rule contributes"}},
        {"region_role", "TEXT", {"Rol van de regio", "Role of the region"}, {}},
        {"measure", "TEXT", {"Maat", "Measure"}, {}},
        {"unit", "TEXT", {"Eenheid", "Unit"}, {}},
        {"layer", "TEXT", {"Laag", "Layer"}, {}},
        {"parameters", "TEXT", {"Parameters", "Parameters"}, {"JSON", "JSON"}},
    };
    columns.insert(columns.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    const std::vector<ColumnDeclaration> last{
        {"optional", "BOOLEAN", {"Mag ontbreken", "Optional"}, {}},
        {"source", "TEXT", {"Bron", "Source"},
            {"de norm, of wiens keuze het is", "the norm, or whose choice it is"}},
        {"applied", "BOOLEAN", {"Toegepast", "Applied"}, {}},
        {"why_not", "TEXT", {"Waarom niet", "Why not"}, {}},
    };
    columns.insert(columns.end(), last.begin(), last.end());
    return columns;
}

} // namespace

const TableDeclaration& criteria()
{
    static const TableDeclaration table{"criteria", {"Criteria", "Criteria"},
        {"Wat telt in de score, hoe en hoe zwaar", "What counts in the score, how and how much"}, {},
        rule_columns({
            {"value_function", "TEXT", {"Waardefunctie", "Value function"},
                {"van meting naar waarde 0..1", "from what is measured to a value 0..1"}},
            {"weight", "REAL", {"Gewicht", "Weight"}, {"zoals gegeven", "as given"}},
            {"weight_share", "REAL", {"Aandeel", "Share"},
                {"van het totale gewicht van de toegepaste criteria",
                    "of the total weight of the applied criteria"}},
            {"missing", "REAL", {"Waarde bij onbekend", "Value where unknown"}, {}},
        }),
        "fid", {}};
    return table;
}

const TableDeclaration& constraints()
{
    static const TableDeclaration table{"constraints", {"Eisen", "Constraints"},
        {"Waaraan een kavel moet voldoen", "What a plot must meet"}, {},
        rule_columns({
            {"limit_text", "TEXT", {"Grens", "Limit"}, {"zoals de regel die stelt", "as the rule sets it"}},
            {"on_fail", "TEXT", {"Anders", "On failure"},
                {"exclude: uitgesloten; condition: onder voorwaarde",
                    "exclude: out of the ranking; condition: stays, with a condition"}},
            {"condition_nl", "TEXT", {"Voorwaarde (nl)", "Condition (nl)"}, {}},
            {"condition_en", "TEXT", {"Voorwaarde (en)", "Condition (en)"}, {}},
        }),
        "fid", {}};
    return table;
}

TableDeclaration summary(const RuleSet& rules)
{
    TableDeclaration table{"summary", {"Samenvatting", "Summary"},
        {"Aantallen en hectaren per gemeente en segment, met totalen",
            "Numbers and hectares by municipality and segment, with totals"},
        {},
        {
            {"municipality", "TEXT", {"Gemeente", "Municipality"}, {}},
            {"segment", "TEXT", {"Segment", "Segment"}, {}},
            {"total", "BOOLEAN", {"Totaal", "Total"},
                {"1: een totaal van andere rijen", "1: a total of other rows"}},
            {"plots", "INTEGER", {"Kavels", "Plots"}, {}},
            {"gross_ha", "REAL", {"Bruto ha", "Gross ha"}, {}},
            {"net_ha", "REAL", {"Netto ha", "Net ha"},
                {"som van het veld net_ha; leeg waar geen kavel het heeft",
                    "sum of the field net_ha; null where no plot has it"}},
            {"ha_green", "REAL", {"ha groen", "ha green"}, {}},
            {"ha_amber", "REAL", {"ha oranje", "ha amber"}, {}},
            {"ha_red", "REAL", {"ha rood", "ha red"}, {}},
            {"unknown_results", "INTEGER", {"Onbekende uitkomsten", "Unknown results"},
                {"van toegepaste regels, over alle kavels", "of applied rules, over all plots"}},
        },
        "fid", {}};
    for (const Prospect prospect : prospects) {
        table.columns.push_back({fmt::format("ha_{}", to_text(prospect)), "REAL",
            {"ha: " + title_of(prospect).nl, "ha: " + title_of(prospect).en},
            {"kansrijk: niet uitgesloten en een score van ten minste promising_score (zie run)",
                "promising: not excluded, and a score of at least promising_score (see run)"}});
    }
    for (ColumnDeclaration& column : grid_summary_columns(rules)) {
        table.columns.push_back(std::move(column));
    }
    return table;
}

const TableDeclaration& evidence()
{
    static const TableDeclaration table{"evidence", {"Bewijs", "Evidence"},
        {"Wat een regel op de kaart zag", "What a rule saw on the map"}, "GEOMETRY",
        {
            {"plot_id", "TEXT", {"Kavel", "Plot"}, {}},
            {"rule_id", "TEXT", {"Regel", "Rule"}, {}},
            {"kind", "TEXT", {"Soort", "Kind"},
                {"nearest: lijn naar het dichtstbijzijnde; overlap: het deel op de kavel; within: aantal en "
                 "totaal eromheen; connection: waarop het oordeel over het net rust",
                    "nearest: line to the nearest; overlap: the part on the plot; within: number and total "
                    "around it; connection: what the verdict on the grid rests on"}},
            {"label", "TEXT", {"Object", "Feature"}, {}},
            {"amount", "REAL", {"Hoeveel", "Amount"}, {}},
            {"unit", "TEXT", {"Eenheid", "Unit"}, {}},
        },
        "fid", "plot_id"};
    return table;
}

const TableDeclaration& repairs()
{
    static const TableDeclaration table{"repairs", {"Herstel van brongegevens", "Repairs of source data"},
        {"Objecten die hersteld of weggelaten zijn", "Features that were mended or left out"}, {},
        {
            {"source", "TEXT", {"Bron", "Source"}, {}},
            {"layer", "TEXT", {"Laag", "Layer"}, {}},
            {"feature_id", "TEXT", {"Object", "Feature"}, {}},
            {"wrong", "TEXT", {"Wat er mis was", "What was wrong"}, {}},
            {"done", "TEXT", {"Wat er gedaan is", "What was done"}, {}},
        },
        "fid", {}};
    return table;
}

const TableDeclaration& run()
{
    static const TableDeclaration table{"run", {"Verantwoording", "Account"},
        {"Waarmee, waaruit en volgens welke regels dit gemaakt is",
            "With what, from what and by which rules this was made"},
        {},
        {
            {"key", "TEXT NOT NULL", {"Wat", "What"}, {}},
            {"value", "TEXT", {"Waarde", "Value"}, {}},
        },
        "fid", "key"};
    return table;
}

const TableDeclaration& layer_styles()
{
    // As QGIS makes it; it has no titles of ours.
    static const TableDeclaration table{"layer_styles", {"layer_styles", "layer_styles"}, {}, {},
        {
            {"f_table_catalog", "TEXT(256)", {}, {}},
            {"f_table_schema", "TEXT(256)", {}, {}},
            {"f_table_name", "TEXT(256)", {}, {}},
            {"f_geometry_column", "TEXT(256)", {}, {}},
            {"styleName", "TEXT(30)", {}, {}},
            {"styleQML", "TEXT", {}, {}},
            {"styleSLD", "TEXT", {}, {}},
            {"useAsDefault", "BOOLEAN", {}, {}},
            {"description", "TEXT", {}, {}},
            {"owner", "TEXT(30)", {}, {}},
            {"ui", "TEXT(30)", {}, {}},
            {"update_time", "DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))", {}, {}},
        },
        "id", {}};
    return table;
}

const TableDeclaration& survey()
{
    static const TableDeclaration table{
        "kavel_survey", {}, {}, {}, {{"content", "BLOB", {}, {}}}, "fid", {}, false};
    return table;
}

const TableDeclaration& survey_notes()
{
    static const TableDeclaration table{
        "kavel_survey_notes", {}, {}, {}, {{"content", "BLOB", {}, {}}}, "fid", {}, false};
    return table;
}

} // namespace tables

} // namespace kavel
