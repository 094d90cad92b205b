// Fills letters from Mustache templates: sections, inverted sections, lists, partials from a file and lambdas; needs libmustache-d-dev.
import mustache;
import std.array : array, replace;
import std.file : mkdirRecurse, rmdirRecurse, tempDir, write;
import std.path : buildPath;
import std.stdio : writeln;
import std.string : lineSplitter, toUpper;

alias Mustache = MustacheEngine!string;

struct Customer
{
    string name;
    bool overdue;
    string[] items;
    double total;
}

enum letter = "Sehr geehrte(r) {{name}},
{{#overdue}}
bitte zahlen Sie {{{amount}}} für:
{{/overdue}}
{{^overdue}}
danke für Ihre Zahlung von {{{amount}}}:
{{/overdue}}
{{#items}}
 - {{position}}. {{label}}
{{/items}}
{{^items}}
 (keine Posten)
{{/items}}
{{! a comment is left out }}
{{#loud}}mit Gruß{{/loud}}
{{>footer}}
";

void main()
{
    const directory = buildPath(tempDir, "mustache-letters");
    mkdirRecurse(directory);
    scope (exit)
        rmdirRecurse(directory);
    write(buildPath(directory, "footer.mustache"), "-- {{firm}}, Zürich --\n");
    write(buildPath(directory, "short.mustache"), "{{name}} & {{&name}} {{=<% %>=}}<% name %> {{name}}\n");

    Mustache engine;
    engine.path = directory;
    engine.level = Mustache.CacheLevel.no;

    auto customers = [
        Customer("Jürg O'Brien & Söhne", true, ["Tisch", "Stuhl <neu>"], 249.9),
        Customer("山田 花子", false, [], 12)
    ];
    foreach (customer; customers)
    {
        import std.format : format;

        auto context = new Mustache.Context;
        context["name"] = customer.name;
        context["firm"] = "Möbel AG";
        context["amount"] = format!"%.2f €"(customer.total);
        if (customer.overdue)
            context.useSection("overdue");
        foreach (i, item; customer.items)
        {
            auto sub = context.addSubContext("items");
            sub["position"] = i + 1;
            sub["label"] = item;
        }
        context["loud"] = (string text) => text.toUpper;
        writeln(engine.renderString(letter, context));
    }
    auto context = new Mustache.Context;
    context["name"] = "A<B";
    writeln(engine.render("short", context));
    try
        writeln(engine.renderString("Hallo {{name", context));
    catch (MustacheException error)
        writeln("a tag that is not closed is an error");
}
