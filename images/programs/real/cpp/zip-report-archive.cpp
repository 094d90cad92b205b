// Packs reports into a zip archive, changes one and deletes another in it, with RAII around the C library; needs libzip and fmt.
#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>
#include <zip.h>

class Archive {
public:
    Archive(const std::string& path, int flags)
    {
        int code = 0;
        if (!(handle = zip_open(path.c_str(), flags, &code))) {
            zip_error_t error;
            zip_error_init_with_code(&error, code);
            std::string message = zip_error_strerror(&error);
            zip_error_fini(&error);
            throw std::runtime_error(message);
        }
    }
    ~Archive() { if (handle) zip_discard(handle); }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    void put(const std::string& name, const std::string& text)
    {
        kept.push_back(std::make_unique<std::string>(text)); // libzip reads it when the archive is closed
        auto source = zip_source_buffer(handle, kept.back()->data(), kept.back()->size(), 0);
        if (zip_file_add(handle, name.c_str(), source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) < 0)
            throw std::runtime_error(zip_strerror(handle));
    }
    void erase(const std::string& name) { zip_delete(handle, zip_name_locate(handle, name.c_str(), 0)); }
    void close()
    {
        if (zip_close(handle) != 0)
            throw std::runtime_error(zip_strerror(handle));
        handle = nullptr;
    }
    std::string get(const std::string& name) const
    {
        std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(handle, name.c_str(), 0), zip_fclose);
        if (!file)
            throw std::runtime_error(name + ": " + zip_strerror(handle));
        std::string text;
        char buffer[100];
        for (zip_int64_t n; (n = zip_fread(file.get(), buffer, sizeof buffer)) > 0;)
            text.append(buffer, n);
        return text;
    }
    std::vector<std::string> names() const
    {
        std::vector<std::string> list;
        for (zip_int64_t i = 0; i < zip_get_num_entries(handle, 0); i++)
            list.emplace_back(zip_get_name(handle, i, 0));
        return list;
    }

private:
    zip_t* handle;
    std::vector<std::unique_ptr<std::string>> kept;
};

int main()
{
    const auto path = (std::filesystem::temp_directory_path() / "reports.zip").string();
    {
        Archive archive(path, ZIP_CREATE | ZIP_TRUNCATE);
        for (int month = 1; month <= 4; month++)
            archive.put(fmt::format("bericht-{:02}.txt", month), fmt::format("Umsatz im Monat {}: {} €\n", month, month * 1250));
        archive.put("übersicht.md", "# Übersicht\n" + std::string(5000, '*'));
        archive.close();
    }
    {
        Archive archive(path, 0);
        archive.put("bericht-02.txt", "korrigiert: 2.600 €\n");
        archive.erase("bericht-03.txt");
        archive.close();
    }
    Archive archive(path, ZIP_RDONLY | ZIP_CHECKCONS);
    for (auto& name : archive.names()) {
        auto text = archive.get(name);
        fmt::print("{:<16} {:>5} bytes  {}\n", name, text.size(), text.substr(0, text.find('\n')));
    }
    std::string magic(2, ' ');
    std::ifstream(path, std::ios::binary).read(magic.data(), 2);
    fmt::print("magic {}, below 1500 bytes: {}\n", magic, std::filesystem::file_size(path) < 1500);
    for (auto action : { +[](Archive& a) { a.get("bericht-03.txt"); }, +[](Archive&) { Archive("missing.zip", ZIP_RDONLY); } })
        try {
            action(archive);
        } catch (const std::exception& error) {
            fmt::print("error: {}\n", error.what());
        }
    std::filesystem::remove(path);
}
