// SPDX-License-Identifier: EUPL-1.2
#include "recognise/recogniser.hpp"

#include "base/names.hpp"
#include "recognise/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <set>
#include <tuple>

namespace kavel {

namespace {

/// The last year that a name has, 1990 to 2099; 0: none.
int year_in(const std::string& name)
{
    int last = 0;
    for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
        const std::string part = name.substr(i, 4);
        const bool is_number
            = std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
        const bool stands_alone = (i == 0 || std::isdigit(static_cast<unsigned char>(name[i - 1])) == 0)
            && (i + 4 == name.size() || std::isdigit(static_cast<unsigned char>(name[i + 4])) == 0);
        if (is_number && stands_alone && part >= "1990" && part <= "2099") {
            last = std::max(last, std::stoi(part));
        }
    }
    return last;
}

class Recognising {
public:
    Recognising(
        const std::vector<FoundSource>& sources, const LayerCatalogue& catalogue, const RecogniserWish& wish)
        : m_sources(sources)
        , m_wish(wish)
        , m_plots(catalogue.plots)
        , m_knowledge(catalogue, wish.demands)
    {
        for (const Role& role : catalogue.roles) {
            m_found.roles.push_back({&role, {}, {}});
        }
    }

    Recognition run()
    {
        std::vector<Claim> plots;
        std::vector<std::vector<Claim>> first(m_found.roles.size());
        std::vector<std::vector<Claim>> second(m_found.roles.size());
        for (std::size_t source = 0; source < m_sources.size(); ++source) {
            const std::vector<RoleMatch> matches = m_knowledge.matches(m_sources[source]);
            const bool has_name
                = !matches.empty() && matches.front().is_accepted() && matches.front().by_name >= 5;
            if (const int words = plot_words_in(source); words > 0 && !has_name) {
                plots.push_back(plot_claim(source, words));
            } else if (!sort_in(source, matches, first, second)) {
                m_found.unknown.push_back(source);
            }
        }
        m_found.candidates = choose(std::move(plots), nullptr);
        for (std::size_t i = 0; i < first.size(); ++i) {
            m_found.roles[i] = choose(std::move(first[i]), m_found.roles[i].role);
        }
        for (const RoleGuess& guess : m_found.roles) {
            leave_to_sql(guess);
        }
        for (std::size_t i = 0; i < second.size(); ++i) {
            take_second(m_found.roles[i], std::move(second[i]));
        }
        for (RoleGuess& guess : m_found.roles) {
            take_with_other_id(guess);
        }
        return std::move(m_found);
    }

private:
    int plot_words_in(std::size_t source) const
    {
        const FoundSource& found = m_sources[source];
        if (found.geometry != RoleGeometry::polygon && found.geometry != RoleGeometry::any) {
            return 0;
        }
        int count = 0;
        for (const std::string& word :
            words_in(std::filesystem::path(found.file).stem().string() + " " + found.layer)) {
            count += m_plots
                    && std::any_of(m_plots->names.begin(), m_plots->names.end(),
                        [&word](const std::string& one) { return same_word(lower_case(one), word); })
                ? 1
                : 0;
        }
        return count;
    }

    Claim plot_claim(std::size_t source, int words) const
    {
        Claim claim;
        claim.source = source;
        claim.worth = words;
        claim.says_name = true;
        claim.why = {"de naam zegt dat het kavels zijn", "the name says that these are plots"};
        claim.named = fields_in(m_sources[source], *m_plots);
        claim.fields = claim.named.size();
        return claim;
    }

    Claim claim_of(std::size_t source, const RoleMatch& match) const
    {
        Claim claim;
        claim.source = source;
        claim.why = match.why;
        claim.set = match.set;
        claim.role = match.role;
        claim.worth = match.total();
        claim.fields = match.fields;
        claim.says_name = match.says_name();
        claim.remark = match.unfit;
        claim.lacks = match.lacks;
        claim.named = fields_in_dutch(m_sources[source], *match.role);
        return claim;
    }

    std::size_t index_of(const Role* role) const
    {
        return static_cast<std::size_t>(std::find_if(m_found.roles.begin(), m_found.roles.end(),
                                            [role](const RoleGuess& guess) { return guess.role == role; })
            - m_found.roles.begin());
    }

    /// Under the role that most speaks for, and as a second choice under the others. False: nothing speaks.
    bool sort_in(std::size_t source, const std::vector<RoleMatch>& matches,
        std::vector<std::vector<Claim>>& first, std::vector<std::vector<Claim>>& second)
    {
        std::vector<const RoleMatch*> good;
        for (const RoleMatch& match : matches) {
            if (match.is_accepted()) {
                good.push_back(&match);
            }
        }
        if (good.empty()) {
            return false;
        }
        const bool is_tie = good.size() > 1 && good[0]->rank() == good[1]->rank() && good[0]->unfit.empty()
            && good[1]->unfit.empty();
        second_by_condition(source, matches, second);
        for (std::size_t i = 0; i < good.size(); ++i) {
            Claim claim = claim_of(source, *good[i]);
            const std::size_t role = index_of(good[i]->role);
            if (!claim.remark.empty()) {
                m_found.roles[role].others.push_back(claim); // it lacks what the role cannot do without
            } else if (i == 0 && !is_tie) {
                first[role].push_back(claim);
            } else if (is_tie && good[i]->rank() == good[0]->rank()) {
                const RoleMatch& rival = *good[i == 0 ? 1 : 0];
                claim.remark = {
                    fmt::format("even goed {}", rival.role->id), fmt::format("as well {}", rival.role->id)};
                second[role].push_back(claim);
            } else {
                claim.remark = {fmt::format("herkend als {}", good[0]->role->id),
                    fmt::format("recognised as {}", good[0]->role->id)};
                second[role].push_back(claim);
            }
        }
        return true;
    }

    /// For roles that the name does not speak for, of which the catalogue's condition finds something in the
    /// source all the same.
    void second_by_condition(std::size_t source, const std::vector<RoleMatch>& matches,
        std::vector<std::vector<Claim>>& second) const
    {
        for (const RoleMatch& match : matches) {
            if (match.is_accepted() || match.fields == 0 || !match.unfit.empty()) {
                continue;
            }
            for (const PublishedSet& set : match.role->sets) {
                if (set.layers.empty() && !set.filter.empty()
                    && m_wish.works(m_sources[source], "", set.filter)) {
                    Claim claim = claim_of(source, match);
                    claim.why = {fmt::format("er zijn rijen met {}", set.filter),
                        fmt::format("it has rows with {}", set.filter)};
                    second[index_of(match.role)].push_back(claim);
                    break;
                }
            }
        }
    }

    static int year_of(const FoundSource& source)
    {
        return std::max(year_in(source.layer), year_in(source.file));
    }

    bool is_later(const FoundSource& source) const
    {
        return m_wish.year > 0 && year_of(source) > m_wish.year;
    }

    auto rank_of(const Claim& claim) const
    {
        const FoundSource& source = m_sources[claim.source];
        // What is dated after today is a plan, or a scenario.
        const bool is_now = !is_later(source);
        const std::int64_t plots = claim.role == nullptr ? source.features : 0;
        return std::tuple(claim.worth, is_now, claim.fields, is_now ? year_of(source) : 0,
            source.crs == m_wish.crs ? 1 : 0, plots);
    }

    bool is_same_kind(const FoundSource& a, const FoundSource& b) const
    {
        return a.fields == b.fields || (!a.layer.empty() && a.layer == b.layer);
    }

    /// Parts of one map: from other files, hardly over each other, and of one kind or called what they are.
    bool is_other_part(const Claim& a, const Claim& b) const
    {
        const FoundSource& one = m_sources[a.source];
        const FoundSource& other = m_sources[b.source];
        if (one.geometry == RoleGeometry::json) {
            return one.file != other.file;
        }
        const bool are_called_so = a.says_name && b.says_name;
        if (one.file == other.file || is_later(one) || is_later(other)
            || (!are_called_so && !is_same_kind(one, other))) {
            return false;
        }
        const bool are_polygons = fits_polygons(one.geometry) && fits_polygons(other.geometry);
        return have_places_apart(one.place, other.place)
            || (are_called_so && are_polygons && m_wish.lie_apart && m_wish.lie_apart(one, other));
    }

    static bool fits_polygons(RoleGeometry geometry)
    {
        return geometry == RoleGeometry::polygon || geometry == RoleGeometry::any;
    }

    static bool have_places_apart(const Box& p, const Box& q)
    {
        if (p.empty() || q.empty()) {
            return false;
        }
        constexpr double hardly = 0.2;
        const double width = std::min(p.east, q.east) - std::max(p.west, q.west);
        const double height = std::min(p.north, q.north) - std::max(p.south, q.south);
        const auto area = [](const Box& box) { return (box.east - box.west) * (box.north - box.south); };
        const double least = std::min(area(p), area(q));
        return least > 0.0 ? width <= 0.0 || height <= 0.0 || width * height < hardly * least : !p.meets(q);
    }

    /// The best, with the other parts of the same map; nothing when two are as good.
    RoleGuess choose(std::vector<Claim> claims, const Role* role)
    {
        RoleGuess guess{
            role, {}, role != nullptr ? m_found.roles[index_of(role)].others : std::vector<Claim>()};
        std::stable_sort(claims.begin(), claims.end(),
            [this](const Claim& a, const Claim& b) { return rank_of(a) > rank_of(b); });
        for (Claim& claim : claims) {
            const bool is_part = !guess.bound.empty()
                && std::all_of(guess.bound.begin(), guess.bound.end(),
                    [&](const Claim& taken) { return is_other_part(taken, claim); });
            if (guess.bound.empty() || is_part) {
                prepare(claim);
                if (is_part && m_sources[claim.source].geometry != RoleGeometry::json) {
                    const std::string first = m_sources[guess.bound.front().source].file;
                    claim.why.nl += fmt::format("; ligt naast {}, niet eroverheen", first);
                    claim.why.en += fmt::format("; lies beside {}, not over it", first);
                }
                guess.bound.push_back(claim);
                continue;
            }
            if (is_in_sql(guess.bound.front(), claim)) {
                continue;
            }
            claim.remark = remark_beside(guess.bound.front(), claim);
            if (guess.bound.size() == 1 && rank_of(claim) == rank_of(guess.bound.front())
                && guess.bound.front().sql.empty()) {
                guess.bound.front().remark = remark_beside(claim, guess.bound.front());
                guess.others.insert(guess.others.end(), guess.bound.begin(), guess.bound.end());
                guess.bound.clear();
                guess.others.push_back(claim);
                append_rest(guess, std::move(claims), claim.source);
                break;
            }
            guess.others.push_back(claim);
        }
        return guess;
    }

    /// When nothing is chosen, all that come behind are told too.
    void append_rest(RoleGuess& guess, std::vector<Claim> claims, std::size_t after) const
    {
        const Claim best = guess.others.back();
        const auto at = std::find_if(
            claims.begin(), claims.end(), [after](const Claim& claim) { return claim.source == after; });
        for (auto rest = at + 1; rest != claims.end(); ++rest) {
            rest->remark = remark_beside(best, *rest);
            guess.others.push_back(*rest);
        }
    }

    /// A query that the catalogue has for a data set takes several layers of one file together.
    bool is_in_sql(const Claim& taken, const Claim& claim) const
    {
        return !taken.sql.empty() && m_sources[taken.source].file == m_sources[claim.source].file;
    }

    static std::string shown(const FoundSource& source)
    {
        return source.layer.empty() ? source.file : source.layer;
    }

    /// A layer that a query takes for its role is not bound as it stands for another: buildings of which some
    /// are homes are not all halls.
    void leave_to_sql(const RoleGuess& with_sql)
    {
        if (with_sql.bound.empty() || with_sql.bound.front().sql.empty()) {
            return;
        }
        const Claim& query = with_sql.bound.front();
        const std::vector<std::string> words = words_in(query.sql);
        for (RoleGuess& guess : m_found.roles) {
            if (guess.role == with_sql.role || guess.bound.size() != 1 || !guess.bound.front().sql.empty()
                || !guess.bound.front().where.empty()) {
                continue;
            }
            const FoundSource& source = m_sources[guess.bound.front().source];
            if (source.file == m_sources[query.source].file
                && std::find(words.begin(), words.end(), source.layer) != words.end()) {
                guess.bound.front().remark = {fmt::format("al gebruikt voor {}", with_sql.role->id),
                    fmt::format("already used for {}", with_sql.role->id)};
                guess.others.push_back(guess.bound.front());
                guess.bound.clear();
            }
        }
    }

    Title remark_beside(const Claim& taken, const Claim& claim) const
    {
        const FoundSource& a = m_sources[taken.source];
        const FoundSource& b = m_sources[claim.source];
        if (a.layer == b.layer && a.fields == b.fields && a.features == b.features && a.crs != b.crs) {
            return {fmt::format("dezelfde gegevens in {}", b.crs), fmt::format("the same data in {}", b.crs)};
        }
        if (rank_of(taken) == rank_of(claim)) {
            return {"er is er nog een die even goed past: kies", "another fits as well: choose"};
        }
        if (is_later(b) && !is_later(a)) {
            return {fmt::format("van {}: een plan of een scenario", year_of(b)),
                fmt::format("of {}: a plan or a scenario", year_of(b))};
        }
        if (taken.worth == claim.worth && taken.fields == claim.fields) {
            if (year_of(b) < year_of(a)) {
                return {"ouder", "older"};
            }
            if (a.crs == m_wish.crs && b.crs != a.crs) {
                return {fmt::format("niet in {}", m_wish.crs), fmt::format("not in {}", m_wish.crs)};
            }
            return {fmt::format("{} heeft meer kavels, en deze liggen eroverheen", shown(a)),
                fmt::format("{} has more plots, and these lie over them", shown(a))};
        }
        return {fmt::format("{} past beter", shown(a)), fmt::format("{} fits better", shown(a))};
    }

    /// What the catalogue says of how to bind it.
    void prepare(Claim& claim) const
    {
        if (claim.role == nullptr) {
            return;
        }
        const FoundSource& source = m_sources[claim.source];
        for (const PublishedSet& set : claim.role->sets) {
            const bool is_it = claim.set == &set || (claim.set == nullptr && set.layers.empty());
            if (is_it && !set.sql.empty() && m_wish.works(source, set.sql, "")) {
                claim.sql = set.sql;
                claim.set = &set;
                return;
            }
            if (is_it && !set.filter.empty() && m_wish.works(source, "", set.filter)) {
                claim.where = set.filter;
                claim.set = &set;
                return;
            }
        }
    }

    void take_second(RoleGuess& guess, std::vector<Claim> claims)
    {
        std::stable_sort(claims.begin(), claims.end(),
            [this](const Claim& a, const Claim& b) { return rank_of(a) > rank_of(b); });
        for (Claim& claim : claims) {
            prepare(claim);
            const bool says_how = !claim.where.empty() || !claim.sql.empty();
            if (guess.bound.empty() && says_how) {
                claim.remark = {};
                guess.bound.push_back(claim);
            } else if (guess.bound.empty()) {
                guess.others.push_back(claim);
            }
        }
    }

    /// Stations need a number each, and any that is different for each will do.
    void take_with_other_id(RoleGuess& guess) const
    {
        if (!guess.bound.empty() || guess.role->id != m_wish.demands.own_id || !m_wish.unique_fields) {
            return;
        }
        std::vector<Claim*> lacking;
        for (Claim& claim : guess.others) {
            if (!claim.lacks.empty()) {
                lacking.push_back(&claim);
            }
        }
        const auto rank = [this](const Claim* claim) {
            return std::tuple(rank_of(*claim), m_sources[claim->source].features);
        };
        std::stable_sort(lacking.begin(), lacking.end(),
            [&rank](const Claim* a, const Claim* b) { return rank(a) > rank(b); });
        for (const Claim* claim : lacking) {
            const auto unique = m_wish.unique_fields(m_sources[claim->source],
                {"code", "stationscode", "station", "nummer", "nr", "naam", "name", "objectid", "id"});
            if (unique.empty()) {
                continue;
            }
            Claim taken = *claim;
            taken.named.emplace(taken.named.begin(), taken.lacks, unique.front());
            taken.remark = {};
            taken.why.nl += fmt::format("; {} is in elke rij een ander", unique.front());
            taken.why.en += fmt::format("; {} is another in every row", unique.front());
            std::erase_if(guess.others, [&taken](const Claim& one) { return one.source == taken.source; });
            for (Claim& other : guess.others) {
                if (!other.lacks.empty()) {
                    const std::string best = shown(m_sources[taken.source]);
                    other.remark = {fmt::format("{} heeft er meer, of past beter", best),
                        fmt::format("{} has more of them, or fits better", best)};
                }
            }
            guess.bound.push_back(std::move(taken));
            return;
        }
    }

    const std::vector<FoundSource>& m_sources;
    const RecogniserWish& m_wish;
    const std::optional<Role>& m_plots;
    RoleKnowledge m_knowledge;
    Recognition m_found;
};

} // namespace

Recognition recognise(
    const std::vector<FoundSource>& sources, const LayerCatalogue& catalogue, const RecogniserWish& wish)
{
    return Recognising(sources, catalogue, wish).run();
}

} // namespace kavel
