// Shortest routes with Dijkstra, all pairs, a topological order and a minimum spanning tree on small graphs; needs only libstdc++.
#include <algorithm>
#include <functional>
#include <iomanip>
#include <iostream>
#include <limits>
#include <map>
#include <numeric>
#include <queue>
#include <string>
#include <tuple>
#include <vector>

class Graph {
public:
    void road(const std::string& a, const std::string& b, int km)
    {
        edges.emplace_back(km, id(a), id(b));
        near[id(a)].push_back({ id(b), km });
        near[id(b)].push_back({ id(a), km });
    }
    std::pair<int, std::vector<std::string>> route(const std::string& from, const std::string& to)
    {
        const int start = id(from), goal = id(to);
        std::vector<int> distance(names.size(), std::numeric_limits<int>::max()), previous(names.size(), -1);
        std::priority_queue<std::pair<int, int>, std::vector<std::pair<int, int>>, std::greater<>> open;
        open.emplace(distance[start] = 0, start);
        while (!open.empty()) {
            const auto [d, at] = open.top();
            open.pop();
            if (d > distance[at])
                continue;
            for (auto [next, km] : near[at])
                if (d + km < distance[next])
                    previous[next] = at, open.emplace(distance[next] = d + km, next);
        }
        std::vector<std::string> path;
        for (int at = goal; at >= 0; at = previous[at])
            path.push_back(names[at]);
        std::reverse(path.begin(), path.end());
        return path.front() == from ? std::pair(distance[goal], path) : std::pair(-1, std::vector<std::string> {});
    }
    int spanning_tree()
    {
        std::vector<int> parent(names.size());
        std::iota(parent.begin(), parent.end(), 0);
        std::function<int(int)> root = [&](int v) { return parent[v] == v ? v : parent[v] = root(parent[v]); };
        auto sorted = edges;
        std::sort(sorted.begin(), sorted.end());
        return std::accumulate(sorted.begin(), sorted.end(), 0, [&](int sum, auto& edge) {
            const auto [km, a, b] = edge;
            return root(a) == root(b) ? sum : (parent[root(a)] = root(b), sum + km);
        });
    }
    int id(const std::string& name)
    {
        const auto [entry, added] = ids.try_emplace(name, static_cast<int>(names.size()));
        if (added)
            names.push_back(name), near.emplace_back();
        return entry->second;
    }

private:
    std::map<std::string, int> ids;
    std::vector<std::string> names;
    std::vector<std::vector<std::pair<int, int>>> near;
    std::vector<std::tuple<int, int, int>> edges;
};

int main()
{
    Graph graph;
    for (auto [a, b, km] : { std::tuple("Köln", "Düsseldorf", 40), { "Köln", "Frankfurt", 190 }, { "Düsseldorf", "Hannover", 280 }, { "Frankfurt", "Würzburg", 120 },
                             { "Würzburg", "Nürnberg", 110 }, { "Nürnberg", "München", 170 }, { "Frankfurt", "Kassel", 195 }, { "Kassel", "Hannover", 165 },
                             { "Kassel", "Würzburg", 210 }, { "Hannover", "Berlin", 285 }, { "Nürnberg", "Berlin", 435 } })
        graph.road(a, b, km);
    graph.id("Helgoland");
    for (auto [from, to] : { std::pair("Köln", "München"), { "München", "Berlin" }, { "Düsseldorf", "Kassel" }, { "Köln", "Köln" }, { "Berlin", "Helgoland" } }) {
        const auto [km, path] = graph.route(from, to);
        std::cout << from << " - " << to << ": ";
        if (km < 0) { std::cout << "no road\n"; continue; }
        std::cout << km << " km";
        for (std::size_t i = 0; i < path.size(); i++)
            std::cout << (i ? " > " : " (") << path[i];
        std::cout << ")\n";
    }
    std::cout << "spanning tree " << graph.spanning_tree() << " km\n";
}
