// SPDX-License-Identifier: EUPL-1.2
#include "write/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace kavel {

namespace {

/// The only place where a return code of SQLite is looked at.
void expect(int code, sqlite3* database, int wanted = SQLITE_OK)
{
    if (code != wanted) {
        throw DatabaseError(code, database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database));
    }
}

/// A path as a URI names it: what has a meaning there is written as %XX.
std::string uri_of(const std::filesystem::path& file)
{
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        } else {
            uri += c;
        }
    }
    return uri;
}

std::string quoted(std::string_view text, char quote)
{
    std::string result(1, quote);
    for (const char c : text) {
        result += c;
        if (c == quote) {
            result += quote;
        }
    }
    result += quote;
    return result;
}

} // namespace

void complain_of_corruption()
{
    throw DatabaseError(SQLITE_CORRUPT, sqlite3_errstr(SQLITE_CORRUPT));
}

bool DatabaseError::disk_full() const
{
    return (m_code & 0xff) == SQLITE_FULL || m_code == SQLITE_IOERR_WRITE;
}

bool DatabaseError::not_a_database() const
{
    return (m_code & 0xff) == SQLITE_NOTADB || (m_code & 0xff) == SQLITE_CORRUPT;
}

void Database::Closing::operator()(sqlite3* database) const
{
    sqlite3_close_v2(database);
}

Database::Database(const std::string& name, int flags)
{
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &database, flags, nullptr);
    m_database.reset(database); // also a database that did not open has to be closed
    expect(code, database);
    sqlite3_extended_result_codes(database, 1);
}

Database Database::fill(const std::filesystem::path& file)
{
    Database database(uri_of(file), SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX);
    database.run("PRAGMA page_size = 4096; PRAGMA auto_vacuum = 0; PRAGMA journal_mode = OFF;"
                 "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA secure_delete = OFF;"
                 "PRAGMA cache_size = -65536; PRAGMA encoding = 'UTF-8'");
    return database;
}

Database Database::read(const std::filesystem::path& file)
{
    return {
        uri_of(file) + "?mode=ro&immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX};
}

void Database::run(const std::string& sql)
{
    expect(sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr), m_database.get());
}

void Database::close()
{
    expect(sqlite3_close(m_database.get()), m_database.get());
    static_cast<void>(m_database.release()); // closed above, where a failure can still be told
}

void Statement::Finalizing::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(Database& database, const std::string& sql)
    : m_database(database.m_database.get())
{
    sqlite3_stmt* statement = nullptr;
    expect(sqlite3_prepare_v2(m_database, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr),
        m_database);
    m_statement.reset(statement);
    m_kept.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)));
}

void Statement::bind(int parameter, double number)
{
    expect(sqlite3_bind_double(m_statement.get(), parameter, number), m_database);
}

void Statement::bind(int parameter, std::int64_t number)
{
    expect(sqlite3_bind_int64(m_statement.get(), parameter, number), m_database);
}

void Statement::bind(int parameter, std::string_view text)
{
    // A null pointer would bind NULL, which an empty text is not.
    const std::string& kept = keep(parameter, text);
    expect(sqlite3_bind_text64(
               m_statement.get(), parameter, kept.c_str(), kept.size(), SQLITE_STATIC, SQLITE_UTF8),
        m_database);
}

void Statement::bind_blob(int parameter, std::string_view bytes)
{
    const std::string& kept = keep(parameter, bytes);
    expect(sqlite3_bind_blob64(m_statement.get(), parameter, kept.data(), kept.size(), SQLITE_STATIC),
        m_database);
}

const std::string& Statement::keep(int parameter, std::string_view bytes)
{
    return m_kept[static_cast<std::size_t>(parameter) - 1].assign(bytes);
}

void Statement::bind_null(int parameter)
{
    expect(sqlite3_bind_null(m_statement.get(), parameter), m_database);
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    expect(code, m_database, SQLITE_DONE);
    return false;
}

void Statement::reset()
{
    expect(sqlite3_reset(m_statement.get()), m_database);
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement.get());
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

double Statement::number(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string Statement::text(int column) const
{
    return std::string(view(column));
}

std::string_view Statement::view(int column) const
{
    const void* bytes = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return bytes == nullptr
        ? std::string_view()
        : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::optional<double> Statement::maybe_number(int column) const
{
    return is_null(column) ? std::nullopt : std::optional(number(column));
}

std::string quoted_name(std::string_view name)
{
    return quoted(name, '"');
}

std::string quoted_text(std::string_view text)
{
    return quoted(text, '\'');
}

} // namespace kavel
