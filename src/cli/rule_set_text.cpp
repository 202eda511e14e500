// SPDX-License-Identifier: EUPL-1.2
#include "cli/catalogue_text.hpp"

#include "base/wording.hpp"
#include "cli/rule_words.hpp"
#include "cli/text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace kavel {

namespace {

/// Writes the text from top to bottom; rules are numbered through, so that an agreement can point at "rule
/// 12".
class RuleSetText {
public:
    RuleSetText(const RuleSet& rules, Language language)
        : m_rules(rules)
        , m_language(language)
    {
        for (const Criterion& criterion : rules.criteria) {
            m_total_weight += criterion.weight;
        }
    }

    std::string write()
    {
        head();
        exclusions();
        conditions();
        criteria();
        grid();
        return std::move(m_text);
    }

private:
    std::string_view say(std::string_view nl, std::string_view en) const
    {
        return m_language == Language::nl ? nl : en;
    }

    void heading(std::string_view title, char underline)
    {
        m_text += fmt::format("{}\n{}\n\n", title, std::string(character_count(title), underline));
    }

    /// A labelled line of a rule; nothing to say: no line.
    void line(std::string_view label, std::string_view words)
    {
        m_text += paragraph(fmt::format("    {}: ", label), words);
    }

    void head()
    {
        const std::string& title = title_words(m_rules.title, m_language);
        heading(title.empty() ? m_rules.name : title, '=');
        if (!m_rules.name.empty()) {
            m_text += paragraph("", fmt::format("{}: {}", say("Naam", "Name"), m_rules.name));
        }
        if (!m_rules.version.empty()) {
            m_text += paragraph("", fmt::format("{}: {}", say("Versie", "Version"), m_rules.version));
        }
        if (!m_rules.source.empty()) {
            m_text += paragraph("", fmt::format("{}: {}", say("Bron", "Source"), m_rules.source));
        }
        m_text += "\n";
        m_text += paragraph("",
            say("Regels die een grens stellen, sluiten een kavel uit of stellen een voorwaarde; criteria "
                "geven punten. "
                "Een grens heeft een speling van een miljardste. Een onbekende uitkomst haalt een grens niet "
                "en "
                "schendt hem ook niet: de kavel blijft in de rangorde, maar wordt niet groen.",
                "Rules that set a limit exclude a plot or set a condition; criteria give points. A limit has "
                "a tolerance "
                "of one in a billion. A result that is not known neither passes nor fails: the plot stays in "
                "the "
                "ranking, but does not turn green."));
        m_text += "\n";
    }

    void exclusions()
    {
        constraints(OnFail::exclude, say("Uitsluitend", "Excluding"),
            say("Een kavel die aan een van deze regels niet voldoet, valt af: hij houdt een score, zonder "
                "rang.",
                "A plot that fails one of these rules is out: it keeps a score, without a rank."));
    }

    void conditions()
    {
        constraints(OnFail::condition, say("Onder voorwaarde", "On conditions"),
            say("Een kavel die aan een van deze regels niet voldoet, blijft in de rangorde, oranje, met de "
                "voorwaarde "
                "erbij.",
                "A plot that fails one of these rules stays in the ranking, amber, with the condition beside "
                "it."));
    }

    void constraints(OnFail on_fail, std::string_view title, std::string_view meaning)
    {
        const auto belongs = [on_fail](const Constraint& one) { return one.on_fail == on_fail; };
        if (std::none_of(m_rules.constraints.begin(), m_rules.constraints.end(), belongs)) {
            return;
        }
        heading(title, '=');
        m_text += paragraph("", meaning) + "\n";
        for (const Constraint& constraint : m_rules.constraints) {
            if (!belongs(constraint)) {
                continue;
            }
            begin_rule(constraint);
            line(say("Eis", "Limit"), limit_words(constraint, m_language));
            measured(constraint);
            line(say("Voorwaarde", "Condition"), title_words(constraint.condition, m_language));
            optional(constraint,
                on_fail == OnFail::exclude ? say("; dan wordt geen kavel groen", "; then no plot turns green")
                                           : "");
            line(say("Thema", "Theme"), theme_title(constraint.theme));
            end_rule(constraint);
        }
    }

    void criteria()
    {
        if (m_rules.criteria.empty()) {
            return;
        }
        heading(say("Criteria", "Criteria"), '=');
        m_text += paragraph("",
            say("Elk criterium geeft een kavel een waarde van 0 (slechtst) tot 1 (best). Het aandeel van een "
                "criterium "
                "is zijn gewicht gedeeld door de som van alle gewichten.",
                "Each criterion gives a plot a value from 0 (worst) to 1 (best). The share of a criterion is "
                "its weight "
                "divided by the sum of all weights."));
        m_text += paragraph("", method_words());
        m_text += paragraph("",
            say("Waar criteria zijn weggelaten, worden de aandelen berekend over wat overblijft.",
                "Where criteria are left out, the shares are computed over what remains."));
        m_text += "\n";
        for (const Theme& theme : m_rules.themes) {
            criteria_of(theme.id, theme_title(theme.id));
        }
        criteria_of("", std::string(say("Zonder thema", "Without theme")));
    }

    /// The figures by which plots become power, for they decide as much as any rule.
    void grid()
    {
        if (!m_rules.grid) {
            return;
        }
        const GridModel& model = *m_rules.grid;
        heading(say("Netruimte", "Grid"), '=');
        m_text += paragraph("",
            fmt::format("{} {}",
                say("Een verkenning, geen netberekening. Gerekend tot en met",
                    "A screening, no load-flow study. Until"),
                model.horizon));
        const auto figure = [this](const Figure& one) {
            if (one.is_range) {
                return fmt::format("{} ({} - {})", number_text(one.typical, m_language),
                    number_text(one.low, m_language), number_text(one.high, m_language));
            }
            return one.by_year.empty()
                ? number_text(one.typical, m_language)
                : fmt::format("{} ({}) .. {} ({})", number_text(one.by_year.front().second, m_language),
                    one.by_year.front().first, number_text(one.by_year.back().second, m_language),
                    one.by_year.back().first);
        };
        for (const GridProfile& profile : model.profiles) {
            m_text += paragraph("- ",
                fmt::format("{} {}: {} {}; {} W/m2; {} Wp/m2", say("profiel", "profile"), profile.id,
                    say("bebouwd", "built"), figure(profile.built_share), figure(profile.building_w_per_m2),
                    figure(profile.pv_wp_per_m2)));
        }
        for (const ConnectionClass& one : model.connections) {
            std::string text
                = fmt::format("{} {}: {} {} MVA; {} EUR + {} EUR/m", say("aansluiting", "connection"), one.id,
                    say("tot en met", "up to"), number_text(one.max_mw, m_language),
                    two_digits_text(one.fixed_eur, m_language), two_digits_text(one.eur_per_m, m_language));
            if (one.price_year) {
                text += fmt::format(" ({} {}, {})", say("prijspeil", "prices of"), *one.price_year,
                    say("excl. btw", "excl. VAT"));
            }
            text += fmt::format("; {} {}", one.lead_years, say("jaar aanleg", "years to build"));
            m_text += paragraph("- ", text);
        }
        m_text += "\n";
    }

    std::string method_words() const
    {
        if (m_rules.decision.method == "weighted-sum") {
            return std::string(say("De score is 100 maal de som van aandeel maal waarde.",
                "The score is 100 times the sum of share times value."));
        }
        return fmt::format("{}: {}.", say("Methode", "Method"), m_rules.decision.method);
    }

    void criteria_of(const std::string& theme, const std::string& title)
    {
        const auto belongs = [&theme](const Criterion& one) { return one.theme == theme; };
        double weight = 0.0;
        bool any = false;
        for (const Criterion& criterion : m_rules.criteria) {
            if (belongs(criterion)) {
                weight += criterion.weight;
                any = true;
            }
        }
        if (!any) {
            return;
        }
        heading(fmt::format("{}: {} {}", title, say("gewicht", "weight"), weight_words(weight)), '-');
        for (const Criterion& criterion : m_rules.criteria) {
            if (belongs(criterion)) {
                begin_rule(criterion);
                line(say("Gewicht", "Weight"),
                    criterion.weight > 0.0
                        ? weight_words(criterion.weight)
                        : std::string(say("0, telt niet mee in de score", "0, adds nothing to the score")));
                line(say("Waarde", "Value"), value_words(criterion, m_language));
                measured(criterion);
                line(say("Onbekend", "Unknown"),
                    fmt::format(
                        "{} {}", say("telt als", "counts as"), number_text(criterion.missing, m_language)));
                optional(criterion, "");
                end_rule(criterion);
            }
        }
    }

    /// "3 van 46 (6,5 %)".
    std::string weight_words(double weight) const
    {
        if (!(m_total_weight > 0.0)) {
            return rounded_text(weight, 6, m_language);
        }
        // Sums of weights such as 0.1 and 0.2 carry a last digit that nobody wrote.
        return fmt::format("{} {} {} ({} %)", rounded_text(weight, 6, m_language), say("van", "of"),
            rounded_text(m_total_weight, 6, m_language),
            number_text(100.0 * weight / m_total_weight, 1, m_language));
    }

    std::string theme_title(const std::string& id) const
    {
        for (const Theme& theme : m_rules.themes) {
            if (theme.id == id && !theme.title.empty()) {
                return title_words(theme.title, m_language);
            }
        }
        return id;
    }

    void begin_rule(const Rule& rule)
    {
        ++m_number;
        const std::string& title = title_words(rule.title, m_language);
        m_text += paragraph(fmt::format("{:>2}. ", m_number),
            title.empty() ? rule.id : fmt::format("{} [{}]", title, rule.id));
    }

    void measured(const Rule& rule)
    {
        line(say("Gemeten", "Measured"), measure_words(rule, m_language));
        if (const auto sql = rule.parameters.find("sql"); sql != rule.parameters.end()) {
            if (const auto* text = std::get_if<std::string>(&sql->second)) {
                m_text += fmt::format("    {}:\n{}", say("Formule", "Expression"), block(*text, 8));
            }
        }
    }

    void optional(const Rule& rule, std::string_view consequence)
    {
        if (rule.optional) {
            line(say("Weglaatbaar", "Optional"),
                fmt::format("{}{}",
                    say("een studie zonder deze gegevens laat de regel weg",
                        "a study without these data leaves the rule out"),
                    consequence));
        }
    }

    void end_rule(const Rule& rule)
    {
        std::string goals;
        for (const std::string& goal : rule.serves) {
            goals += (goals.empty() ? "" : ", ") + goal_words(goal, m_language);
        }
        line(say("Opgaven", "Goals"), goals);
        line(say("Rol van de regio", "Role of the region"), region_role_words(rule.region_role, m_language));
        line(say("Bron", "Source"), rule.source.empty() ? say("niet genoemd", "not given") : rule.source);
        m_text += "\n";
    }

    const RuleSet& m_rules;
    Language m_language;
    double m_total_weight = 0.0;
    int m_number = 0;
    std::string m_text;
};

} // namespace

std::string rule_set_text(const RuleSet& rules, Language language)
{
    return RuleSetText(rules, language).write();
}

} // namespace kavel
