// SPDX-License-Identifier: EUPL-1.2
#include "cli/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace kavel {

namespace {

constexpr int ask_every_ms = 100;
constexpr int not_started = 127;

/// Both ends of a pipe, closed with the program's start.
class Pipe {
public:
    Pipe()
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
            m_read = ends[0];
            m_write = ends[1];
        }
    }
    ~Pipe()
    {
        close(m_read);
        close(m_write);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    bool is_open() const { return m_read >= 0; }
    int read_end() const { return m_read; }
    int write_end() const { return m_write; }
    void close_write() { close(m_write); }

private:
    static void close(int& end)
    {
        if (end >= 0) {
            ::close(end);
        }
        end = -1;
    }

    int m_read = -1;
    int m_write = -1;
};

/// What has come so far goes into `text`; false at the end of the stream.
bool read_some(int end, std::string& text)
{
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(end, buffer.data(), buffer.size());
    if (count > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

void hand_on_lines(std::string& text, const std::function<void(const std::string&)>& hear)
{
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
        hear(text.substr(0, end));
        text.erase(0, end + 1);
    }
}

int start(const std::vector<std::string>& words, const Pipe& out, const Pipe& err, pid_t& child)
{
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str())); // posix_spawnp changes nothing
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.write_end(), STDERR_FILENO);
    const int failure = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

int code_of(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

ChildEnd run_child(const std::vector<std::string>& words, const std::function<void(const std::string&)>& hear,
    const std::function<bool()>& wants_to_stop)
{
    ChildEnd result;
    Pipe out;
    Pipe err;
    pid_t child = 0;
    if (!out.is_open() || !err.is_open() || start(words, out, err, child) != 0) {
        result.code = not_started;
        return result;
    }
    out.close_write();
    err.close_write();
    std::array<pollfd, 2> ends{pollfd{out.read_end(), POLLIN, 0}, pollfd{err.read_end(), POLLIN, 0}};
    std::string said;
    bool told = false;
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        if (!told && wants_to_stop()) {
            ::kill(child, SIGTERM);
            told = true;
        }
        if (::poll(ends.data(), ends.size(), ask_every_ms) <= 0) {
            continue;
        }
        if (ends[0].revents != 0 && !read_some(ends[0].fd, result.out)) {
            ends[0].fd = -1;
        }
        if (ends[1].revents != 0) {
            if (!read_some(ends[1].fd, said)) {
                ends[1].fd = -1;
            }
            hand_on_lines(said, hear);
        }
    }
    if (!said.empty()) {
        hear(said);
    }
    result.code = code_of(child);
    return result;
}

} // namespace kavel
