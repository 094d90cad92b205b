// A text adventure with a parser, saved games in a file and an undo, played by a fixed script; needs only Phobos.
import std.algorithm : canFind, each, filter, joiner, map, remove, sort;
import std.array : array, join, split;
import std.conv : to;
import std.file : readText, removeFile = remove, write;
import std.json : JSONValue, parseJSON;
import std.stdio : writeln;
import std.string : strip, toLower;
import std.typecons : Nullable;
import std.uni : icmp;

enum Direction { nord, süd, ost, west }

class Room
{
    string title;
    Room[Direction] exits;

    this(string title)
    {
        this.title = title;
    }

    void connect(Direction direction, Room other)
    {
        static immutable Direction[Direction.max + 1] back = [Direction.süd, Direction.nord, Direction.west, Direction.ost];
        exits[direction] = other;
        other.exits[back[direction]] = this;
    }
}

struct State
{
    string room;
    string[] bag;
    string[][string] things;
    bool open;
    int moves;

    State dup() const
    {
        State copy = {room: room, bag: bag.dup, open: open, moves: moves};
        foreach (name, list; things)
            copy.things[name] = list.dup;
        return copy;
    }

    string save() const
    {
        return JSONValue(["room": JSONValue(room), "bag": JSONValue(bag), "things": JSONValue(things), "open": JSONValue(open), "moves": JSONValue(moves)]).toString;
    }

    static State load(string text)
    {
        auto json = text.parseJSON;
        State state = {room: json["room"].str, bag: json["bag"].array.map!(t => t.str).array, open: json["open"].boolean, moves: cast(int) json["moves"].integer};
        foreach (name, list; json["things"].object)
            state.things[name] = list.array.map!(t => t.str).array;
        return state;
    }
}

class Game
{
    private Room[string] rooms;
    private State state;
    private State[] history;
    private string delegate(string)[string] verbs;

    this()
    {
        foreach (title; ["Flur", "Küche", "Schatzkammer"])
            rooms[title] = new Room(title);
        rooms["Flur"].connect(Direction.nord, rooms["Küche"]);
        rooms["Flur"].connect(Direction.ost, rooms["Schatzkammer"]);
        state.room = "Flur";
        state.things = ["Küche": ["Schlüssel", "Löffel"], "Schatzkammer": ["Gold"]];
        verbs = ["gehe": &go, "nimm": &take, "benutze": &use, "schau": (string _) => look(), "zurück": (string _) => undo(),
            "speichere": (string name) { write(name, state.save); return "Gespeichert."; },
            "lade": (string name) { state = State.load(name.readText); return look(); }];
    }

    string play(string line)
    {
        auto words = line.strip.split;
        auto verb = words.length ? words[0].toLower in verbs : null;
        if (!verb)
            return "Wie bitte?";
        if (words[0] != "zurück")
            history ~= state.dup;
        state.moves++;
        try
            return (*verb)(words[1 .. $].join(" "));
        catch (Exception error)
            return "Das geht nicht.";
    }

    bool won() const
    {
        return state.bag.canFind("Gold");
    }

    private string look()
    {
        auto room = rooms[state.room];
        return room.title ~ ", Ausgänge " ~ room.exits.keys.sort.map!(d => d.to!string).join("/") ~ state.things.get(state.room, null).map!(t => ", hier liegt " ~ t).join;
    }

    private string go(string where)
    {
        auto next = where.to!Direction in rooms[state.room].exits;
        if (!next)
            return "Dort ist eine Wand.";
        if (next.title == "Schatzkammer" && !state.open)
            return "Die Tür ist verschlossen.";
        state.room = next.title;
        return look();
    }

    private string take(string thing)
    {
        auto here = state.things.get(state.room, null);
        auto found = here.filter!(t => icmp(t, thing) == 0).array;
        if (!found.length)
            return "Hier ist kein " ~ thing ~ ".";
        state.things[state.room] = here.filter!(t => t != found[0]).array;
        state.bag ~= found[0];
        return "Im Beutel: " ~ state.bag.join(", ");
    }

    private string use(string thing)
    {
        const works = icmp(thing, "Schlüssel") == 0 && state.bag.canFind("Schlüssel") && state.room == "Flur";
        state.open |= works;
        return works ? "Die Tür öffnet sich." : "Das hilft hier nicht.";
    }

    private string undo()
    {
        if (!history.length)
            return "Es gibt kein Zurück.";
        state = history[$ - 1];
        history.length--;
        return "Zurück: " ~ look();
    }
}

void main()
{
    auto game = new Game;
    foreach (line; ["schau", "gehe ost", "gehe oben", "tanze", "gehe nord", "NIMM LÖFFEL", "zurück", "nimm schlüssel", "gehe süd", "speichere spiel.json", "benutze löffel",
            "gehe nord", "lade spiel.json", "benutze Schlüssel", "gehe ost", "lade fehlt.json", "nimm gold"])
    {
        writeln("> ", line, "\n", game.play(line));
        if (game.won)
            break;
    }
    writeln("Gewonnen: ", game.won, ", ", game.state.moves, " Züge");
    removeFile("spiel.json");
}
