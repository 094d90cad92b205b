#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <wordexp.h>

namespace fs = std::filesystem;

static std::string declared(const char *name)
{
    const char *value = std::getenv(name);
    return value == nullptr ? "" : value;
}

static void line(const std::string &name, const std::string &problem)
{
    std::cout << name << ' ' << (problem.empty() ? "ok" : problem) << '\n';
}

static std::string path()
{
    std::istringstream directories(declared("PATH"));
    for (std::string directory; std::getline(directories, directory, ':');)
        if (fs::exists(fs::path(directory) / "g++"))
            return "";
    return "is '" + declared("PATH") + "', which does not lead to g++";
}

static std::string home()
{
    wordexp_t words;
    const std::string seen = wordexp("~", &words, WRDE_NOCMD) == 0 ? words.we_wordv[0] : "";
    return !seen.empty() && seen == declared("HOME") ? "" : "is '" + declared("HOME") + "', and ~ is '" + seen + "'";
}

static std::string tmpdir()
{
    const std::string own = declared("TMPDIR");
    const std::string used = fs::temp_directory_path();
    // What it is set to is also what C++ takes by itself: only another value shows that it is read.
    setenv("TMPDIR", "{{directory}}", 1);
    const bool obeyed = fs::temp_directory_path() == "{{directory}}";
    return used == own && obeyed ? "" : "is '" + own + "', and files go to '" + used + "'";
}

int main()
{
    line("PATH", path());
    line("HOME", home());
    line("TMPDIR", tmpdir());
}
