// Reads, changes and writes an inventory as JSON, walks any value and reports errors; needs only Phobos (std.json).
import std.algorithm : map, sort, sum;
import std.array : array, join;
import std.conv : text;
import std.file : readText, remove, write;
import std.json;
import std.stdio : writeln;

struct Item
{
    string name;
    long stock;
    double price;
    string[] tags;

    this(JSONValue json)
    {
        name = json["name"].str;
        stock = json["stock"].integer;
        price = json["price"].get!double;
        if (auto list = "tags" in json)
            tags = list.array.map!(t => t.str).array;
    }

    JSONValue toJson() const
    {
        return JSONValue(["name": JSONValue(name), "stock": JSONValue(stock), "price": JSONValue(price), "tags": JSONValue(tags)]);
    }
}

// Paths of all leaves.
void walk(JSONValue value, string path, ref string[] found)
{
    switch (value.type)
    {
    case JSONType.object:
        foreach (key; value.object.keys.sort)
            walk(value[key], path ~ "/" ~ key, found);
        break;
    case JSONType.array:
        foreach (i, element; value.array)
            walk(element, text(path, "/", i), found);
        break;
    default:
        found ~= text(path, " = ", value);
    }
}

void main()
{
    write("inventory.json", `{"items": [{"name": "Schraube", "stock": 120, "price": 0.25, "tags": ["M4", "Zoll ⅝"]},
        {"name": "ね\u3058", "stock": 5, "price": 3}, {"name": "Dübel \"S\"", "stock": 80, "price": 0.125}],
        "open": true, "note": null, "big": 9223372036854775807, "half": -6.25e-2}`);
    scope (exit)
        remove("inventory.json");

    auto data = readText("inventory.json").parseJSON;
    auto items = data["items"].array.map!(j => Item(j)).array;
    foreach (ref item; items)
        item.stock -= 5;
    items.sort!((a, b) => a.stock < b.stock);
    data["items"] = items.map!(i => i.toJson).array;
    data["total"] = items.map!(i => i.stock * i.price).sum;

    string[] found;
    walk(data, "", found);
    writeln(found.join("\n"));
    writeln(data["items"][1].toPrettyString(JSONOptions.doNotEscapeSlashes));
    writeln(JSONValue("a/b ü\t").toString, " ", JSONValue("ü😀").toString(JSONOptions.escapeNonAsciiChars));
    writeln("the same after a round trip: ", data.toString.parseJSON == data);

    foreach (broken; [`{"a": [1, 2}`, `[1, 2`, `{"a": 1, "a": 2}`, `nul`])
        try
            writeln(broken, " -> ", broken.parseJSON);
        catch (JSONException error)
            writeln(broken, " -> error");
    try
        writeln(data["open"].integer);
    catch (JSONException error)
        writeln("a boolean is no integer");
    writeln("missing" in data ? "found" : "not found");
}
