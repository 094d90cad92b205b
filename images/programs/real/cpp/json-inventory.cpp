// Keeps an inventory as JSON in a file: reading, patching, merging, CBOR and errors; needs nlohmann-json (nlohmann-json3-dev).
#include <fstream>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

using nlohmann::json;
using nlohmann::ordered_json;

struct Item {
    std::string name;
    int stock {};
    std::vector<std::string> tags;
    NLOHMANN_DEFINE_TYPE_INTRUSIVE(Item, name, stock, tags)
};

int main()
{
    std::vector<Item> items { { "Schraube", 120, { "M4", "rostfrei" } }, { "Dübel", 80, {} }, { "ねじ", 5, { "日本" } } };
    {
        std::ofstream file("inventory.json");
        file << std::setw(2) << json { { "version", 1 }, { "items", items }, { "rate", 0.19 }, { "note", nullptr } };
    }
    json data = json::parse(std::ifstream("inventory.json"));
    std::cout << data.dump(1, '\t').substr(0, 60) << "…\n";

    for (auto& item : data["items"])
        item["stock"] = item["stock"].get<int>() - 5;
    int total = 0;
    for (auto& item : data.at("items").get<std::vector<Item>>())
        total += item.stock, std::cout << item.name << ": " << item.stock << " " << json(item.tags) << '\n';
    std::cout << "total " << total << '\n';

    json before = data;
    data.erase("note");
    data["/items/1/tags/0"_json_pointer] = "Ø 8 mm";
    data["rate"] = 0.07;
    json patch = json::diff(before, data);
    std::cout << patch.size() << " changes, applied they give the same: " << (before.patch(patch) == data) << '\n';
    data.merge_patch(R"({"version": 2, "rate": null, "wide": {"a": [true, false]}})"_json);
    std::cout << data.dump() << '\n' << data["items"][2].dump(-1, ' ', true) << '\n';

    auto bytes = json::to_cbor(data);
    std::cout << "CBOR is " << (bytes.size() < data.dump().size() ? "shorter" : "longer") << ", comes back "
              << (json::from_cbor(bytes) == data ? "equal" : "different") << '\n';
    const json flat = data.flatten();
    for (auto& [key, value] : flat.items())
        if (key.find("tags") != key.npos)
            std::cout << "  " << key << " = " << value << '\n';

    ordered_json ordered;
    ordered["z"] = 1, ordered["a"] = 18446744073709551615u, ordered["m"] = -1.5e-7;
    std::cout << ordered << '\n';

    for (auto text : { R"({"a": [1, 2})", R"(["unfinished)", "[1.5, 2]" })
        try {
            auto parsed = json::parse(text);
            std::cout << parsed.at(0).get<std::string>() << '\n';
        } catch (const json::parse_error& error) {
            std::cout << "parse error at byte " << error.byte << '\n';
        } catch (const json::type_error& error) {
            std::cout << "type error " << error.id << '\n';
        }
    return std::remove("inventory.json");
}
