// SPDX-License-Identifier: EUPL-1.2
// Pages put behind those of an SQLite database that nobody has open (SQLite, "Database File Format", 1.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <string_view>

namespace kavel {

using PageNumber = std::uint32_t;
inline constexpr std::size_t page_size = 4096;

/// The bytes of a page that is being made.
using Page = std::string;

/// A number, the highest byte first, as everything in a page.
void put(Page& page, std::size_t at, std::uint64_t number, int size);
/// What put has put there; the bytes are in the page.
std::uint64_t number_in_page(std::string_view page, std::size_t at, std::size_t size);

/// A finished database, to take pages from. Throws DatabaseError when it cannot be read.
class PageSource {
public:
    explicit PageSource(const std::filesystem::path& file);
    ~PageSource();
    PageSource(const PageSource&) = delete;
    PageSource& operator=(const PageSource&) = delete;

    Page page(PageNumber number) const;
    /// Pages that follow each other, in the place of what `pages` was.
    void read(PageNumber first, PageNumber count, std::string& pages) const;
    PageNumber pages() const { return m_pages; }
    /// A name of this very file, also when another has taken its own.
    std::filesystem::path path() const;
    /// How often SQLite has changed the file; it says so in the header.
    std::uint32_t changes() const;

private:
    friend class PageFile;
    int m_file;
    PageNumber m_pages = 0;
};

class PageFile {
public:
    /// A database of Database::fill, closed. Throws DatabaseError when it cannot be written, as all below.
    explicit PageFile(const std::filesystem::path& file);
    ~PageFile();
    PageFile(const PageFile&) = delete;
    PageFile& operator=(const PageFile&) = delete;

    /// Puts a page behind the last, and gives its number: one text behind the other, then zeros.
    PageNumber append(std::string_view page, std::string_view rest = {});
    /// The number that the next page will have.
    PageNumber next() const { return m_pages + 1; }
    /// Pages of another database, behind the last; what they say of page numbers stays as it is. They are
    /// copied while other work goes on; when it fails, `finish` says so. That database is taken to be one
    /// that this file will take the place of: from here on its pages are not kept in memory, and those of
    /// this file are sent to the disk while they are written, for when it takes the name of the other, the
    /// system waits until all of it is under way.
    void copy(std::shared_ptr<const PageSource> from, PageNumber first, PageNumber count);
    /// In the place of a page that is there: the root of a tree.
    void replace(PageNumber number, std::string_view page);
    /// Writes what is left, and how many pages there are, into the file.
    void finish();

private:
    void flush();
    void write_at(std::string_view bytes, std::uint64_t at) const;
    void copy_pages(const PageSource& from, PageNumber first, PageNumber count, PageNumber to) const;

    int m_file;
    PageNumber m_pages = 0;
    std::string m_waiting; ///< the last pages, not yet in the file
    std::uint64_t m_stored = 0; ///< how far the system has been told to send the file to the disk
    std::future<void> m_copying;
};

} // namespace kavel
