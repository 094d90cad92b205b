// A small text adventure as a state machine of variants, played by a fixed list of commands; needs only libstdc++.
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

template <class... Cases> struct Match : Cases... { using Cases::operator()...; };
template <class... Cases> Match(Cases...) -> Match<Cases...>;

struct Go { std::string direction; };
struct Take { std::string thing; };
struct Use { std::string thing; };
struct Look {};
struct Unknown { std::string text; };
using Command = std::variant<Go, Take, Use, Look, Unknown>;

struct Room { std::string title; std::map<std::string, std::string> exits; std::set<std::string> things; };

Command parse(const std::string& line)
{
    std::istringstream words(line);
    std::string verb, object;
    words >> verb >> object;
    if (verb == "gehe" && !object.empty()) return Go { object };
    if (verb == "nimm" && !object.empty()) return Take { object };
    if (verb == "benutze" && !object.empty()) return Use { object };
    if (verb == "schau") return Look {};
    return Unknown { line };
}

class Game {
public:
    bool play(const std::string& line)
    {
        moves++;
        std::cout << "> " << line << '\n';
        std::visit(Match {
            [&](const Go& go) {
                auto& exits = rooms.at(here).exits;
                if (auto exit = exits.find(go.direction); exit == exits.end())
                    std::cout << "Dort ist eine Wand.\n";
                else if (exit->second == "schatz" && !open)
                    std::cout << "Die Tür ist verschlossen.\n";
                else
                    here = exit->second, describe();
            },
            [&](const Take& take) { std::cout << (rooms.at(here).things.erase(take.thing) ? (bag.insert(take.thing), "Genommen: ") : "Hier nicht: ") << take.thing << '\n'; },
            [&](const Use& use) {
                const bool works = use.thing == "Schlüssel" && bag.count(use.thing) && here == "flur";
                open = open || works;
                std::cout << (works ? "Die Tür öffnet sich.\n" : "Das hilft hier nicht.\n");
            },
            [&](Look) { describe(); },
            [](const Unknown& unknown) { std::cout << "Wie bitte? „" << unknown.text << "“\n"; },
        }, parse(line));
        return here != "schatz";
    }
    int moves = 0;

private:
    void describe() const
    {
        auto& room = rooms.at(here);
        std::cout << room.title << ". Ausgänge:";
        for (auto& [direction, target] : room.exits) std::cout << ' ' << direction;
        for (auto& thing : room.things) std::cout << ". Hier liegt: " << thing;
        std::cout << ".\n";
    }
    std::map<std::string, Room> rooms {
        { "flur", { "Ein Flur", { { "nord", "küche" }, { "ost", "schatz" } }, {} } },
        { "küche", { "Die Küche", { { "süd", "flur" } }, { "Schlüssel", "Löffel" } } },
        { "schatz", { "Die Schatzkammer", {}, { "Gold" } } },
    };
    std::string here = "flur";
    std::set<std::string> bag;
    bool open = false;
};

int main()
{
    Game game;
    const std::vector<std::string> script { "schau", "gehe ost", "gehe west", "tanze", "benutze Schlüssel", "gehe nord", "nimm Löffel", "nimm Schlüssel", "nimm Gabel",
                                            "gehe süd", "benutze Löffel", "benutze Schlüssel", "gehe ost", "nimm Gold" };
    for (auto& line : script)
        if (!game.play(line))
            break;
    std::cout << "Gewonnen nach " << game.moves << " Zügen.\n";
}
