// SPDX-License-Identifier: EUPL-1.2
// An SQLite database whose return codes are exceptions, and whose handles close themselves.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace kavel {

/// What SQLite complains about.
class DatabaseError : public std::runtime_error {
public:
    DatabaseError(int code, const std::string& what)
        : std::runtime_error(what)
        , m_code(code)
    {
    }

    bool disk_full() const;
    bool not_a_database() const;

private:
    int m_code;
};

/// Of bytes that are no such database. Throws DatabaseError.
[[noreturn]] void complain_of_corruption();

/// For one thread at a time.
class Database {
public:
    /// An existing, empty file to write into. There is no journal: a failure leaves a file that must be
    /// thrown away.
    static Database fill(const std::filesystem::path& file);
    /// A file that nobody changes meanwhile: read without locks, so also from a read-only folder or a network
    /// drive.
    static Database read(const std::filesystem::path& file);

    /// One or more SQL statements without results.
    void run(const std::string& sql);
    /// Writes what is still in memory and closes the file; a later use is an error.
    void close();

private:
    friend class Statement;
    struct Closing {
        void operator()(sqlite3* database) const;
    };

    Database(const std::string& name, int flags);

    std::unique_ptr<sqlite3, Closing> m_database;
};

/// A prepared statement: parameters count from 1, result columns from 0, as in SQLite.
class Statement {
public:
    Statement(Database& database, const std::string& sql);

    void bind(int parameter, double number);
    void bind(int parameter, std::int64_t number);
    void bind(int parameter, std::string_view text);
    void bind_blob(int parameter, std::string_view bytes);
    void bind_null(int parameter);

    /// Whether there is a row (another row).
    bool step();
    /// To be run again; parameters keep their values.
    void reset();

    int columns() const;
    bool is_null(int column) const;
    double number(int column) const;
    std::int64_t integer(int column) const;
    std::string text(int column) const; ///< of a text or a blob; empty for null
    std::string_view view(int column) const; ///< the same, until the next step
    std::optional<double> maybe_number(int column) const;

private:
    struct Finalizing {
        void operator()(sqlite3_stmt* statement) const;
    };

    /// Texts stay with the statement: SQLite would allocate each of the millions anew.
    const std::string& keep(int parameter, std::string_view bytes);

    sqlite3* m_database;
    std::vector<std::string> m_kept; ///< one a parameter
    std::unique_ptr<sqlite3_stmt, Finalizing> m_statement;
};

/// A name as SQL writes it: "limit", "it's", "a ""quoted"" one".
std::string quoted_name(std::string_view name);
/// A text as SQL writes it: 'it''s'.
std::string quoted_text(std::string_view text);

} // namespace kavel
