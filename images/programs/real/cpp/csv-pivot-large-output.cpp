// Writes a large CSV file with quoted fields, reads it back, pivots it and prints every row (some 200 KiB); needs only libstdc++.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;
using Row = std::vector<std::string>;

std::string quote(std::string_view field)
{
    if (field.find_first_of(",\"\n") == field.npos)
        return std::string(field);
    std::string out = "\"";
    for (char c : field)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

// One record, which may go over several lines.
bool read(std::istream& in, Row& row)
{
    row.assign(1, "");
    bool quoted = false;
    for (int c; (c = in.get()) != EOF;) {
        if (quoted && c == '"' && in.peek() == '"') row.back() += static_cast<char>(in.get());
        else if (c == '"') quoted = !quoted;
        else if (!quoted && c == ',') row.emplace_back();
        else if (!quoted && c == '\n') return true;
        else row.back() += static_cast<char>(c);
    }
    return row.size() > 1;
}

int main()
{
    const fs::path directory = fs::temp_directory_path() / "csv-pivot", path = directory / "verkäufe.csv";
    fs::create_directories(directory);
    const std::vector<std::string> cities { "Köln", "Zürich", "São Paulo", "東京", "a \"quoted\", odd\ncity" };
    {
        std::ofstream file(path);
        file << "number,city,quarter,amount,text\n";
        for (int i = 0; i < 4000; i++)
            file << i << ',' << quote(cities[i * 7 % 5]) << ",Q" << i / 1000 + 1 << ',' << i * 37 % 1000 << ',' << quote("Posten " + std::to_string(i) + (i % 3 ? "" : ", „Rabatt“")) << '\n';
    }
    std::ifstream file(path);
    Row header, row;
    read(file, header);
    std::map<std::string, std::map<std::string, long>> pivot;
    std::size_t rows = 0, bytes = 0;
    for (; read(file, row); rows++) {
        if (row.size() != header.size())
            return 1;
        pivot[row[1]][row[2]] += std::stol(row[3]);
        std::replace(row[1].begin(), row[1].end(), '\n', ' ');
        std::ostringstream line;
        line << std::setw(5) << row[0] << std::setw(5) << row[3] << " | " << row[1] << " | " << row[4] << '\n';
        bytes += line.str().size();
        std::cout << line.str();
    }
    std::cout << rows << " rows, " << bytes << " bytes\n";
    long total = 0;
    for (auto& [city, quarters] : pivot) {
        for (auto& [quarter, sum] : quarters)
            std::cout << quarter << std::setw(8) << sum << "  ", total += sum;
        std::cout << (city.size() > 12 ? "odd city" : city) << '\n';
    }
    std::cout << "total " << total << ", removed " << fs::remove_all(directory) << '\n';
}
