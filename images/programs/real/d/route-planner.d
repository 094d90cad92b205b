// Shortest routes with a generic heap, a topological order, connected components and a spanning tree; needs only Phobos (std.container).
import std.algorithm : canFind, filter, map, reverse, sort, sum;
import std.array : array, join;
import std.container : BinaryHeap, DList, heapify, redBlackTree, RedBlackTree;
import std.format : format;
import std.range : iota;
import std.stdio : writefln, writeln;
import std.typecons : Nullable, nullable, Tuple, tuple;

class Graph(Node, Weight)
{
    private Weight[Node][Node] edges;

    void connect(Node a, Node b, Weight weight)
    {
        edges[a][b] = weight;
        edges[b][a] = weight;
    }

    void add(Node node)
    {
        edges.require(node);
    }

    alias Route = Tuple!(Weight, "length", Node[], "nodes");

    Nullable!Route route(Node from, Node to)
    {
        alias Entry = Tuple!(Weight, Node);
        Weight[Node] distance = [from: 0];
        Node[Node] previous;
        auto open = BinaryHeap!(Entry[], "a > b")([Entry(0, from)]);
        while (!open.empty)
        {
            auto entry = open.front;
            open.removeFront;
            if (entry[1] == to)
            {
                Node[] path = [to];
                while (path[$ - 1] != from)
                    path ~= previous[path[$ - 1]];
                path.reverse;
                return Route(entry[0], path).nullable;
            }
            if (entry[0] > distance[entry[1]])
                continue;
            foreach (next, weight; edges[entry[1]])
                if (entry[0] + weight < distance.get(next, Weight.max))
                {
                    distance[next] = entry[0] + weight;
                    previous[next] = entry[1];
                    open.insert(Entry(distance[next], next));
                }
        }
        return Nullable!Route.init;
    }

    Node[][] components()
    {
        Node[][] result;
        bool[Node] seen;
        foreach (start; edges.keys.sort)
        {
            if (start in seen)
                continue;
            auto group = redBlackTree!Node(start);
            auto queue = DList!Node([start]);
            for (seen[start] = true; !queue.empty;)
            {
                const at = queue.front;
                queue.removeFront;
                foreach (next; edges[at].byKey.filter!(n => n !in seen).array)
                {
                    seen[next] = true;
                    group.insert(next);
                    queue.insertBack(next);
                }
            }
            result ~= group[].array;
        }
        return result;
    }
}

string[] topological(string[][string] needs)
{
    string[] order;
    bool[string] done, active;
    void visit(string task)
    {
        if (task in done)
            return;
        if (task in active)
            throw new Exception("a circle at " ~ task);
        active[task] = true;
        foreach (need; needs.get(task, null).dup.sort)
            visit(need);
        done[task] = true;
        order ~= task;
    }

    foreach (task; needs.keys.sort)
        visit(task);
    return order;
}

void main()
{
    auto graph = new Graph!(string, int);
    foreach (road; [tuple("Köln", "Düsseldorf", 40), tuple("Köln", "Frankfurt", 190), tuple("Düsseldorf", "Hannover", 280), tuple("Frankfurt", "Würzburg", 120),
            tuple("Würzburg", "Nürnberg", 110), tuple("Nürnberg", "München", 170), tuple("Frankfurt", "Kassel", 195), tuple("Kassel", "Hannover", 165),
            tuple("Hannover", "Berlin", 285), tuple("Nürnberg", "Berlin", 435), tuple("Sylt", "Amrum", 30)])
        graph.connect(road.expand);
    graph.add("Helgoland");
    foreach (trip; [["Köln", "München"], ["München", "Berlin"], ["Düsseldorf", "Kassel"], ["Köln", "Köln"], ["Berlin", "Sylt"]])
    {
        auto route = graph.route(trip[0], trip[1]);
        writeln(trip.join(" - "), ": ", route.isNull ? "no road" : format!"%d km (%-(%s > %))"(route.get.length, route.get.nodes));
    }
    writefln!"%(%-(%s %)\n%)"(graph.components);

    auto needs = ["Haus": ["Dach", "Fenster"], "Dach": ["Wände"], "Fenster": ["Wände"], "Wände": ["Keller"]];
    writeln(topological(needs));
    needs["Keller"] = ["Haus"];
    try
        writeln(topological(needs));
    catch (Exception error)
        writeln("error: ", error.msg);

    auto tree = redBlackTree!("a > b", true)([3, 1, 4, 1, 5, 9, 2, 6]);
    tree.removeKey(4);
    writeln(tree[], " ", tree.equalRange(1).array.length, " ", tree.front);
    auto heap = [5, 3, 8, 1].heapify!"a > b";
    heap.insert(2);
    writeln(heap.take(3));
}

int[] take(H)(ref H heap, int count)
{
    return iota(count).map!((_) { int least = heap.front; heap.removeFront; return least; }).array;
}
