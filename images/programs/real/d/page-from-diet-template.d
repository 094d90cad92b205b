// Renders a page from a Diet template that is compiled into the program, with loops, conditions and escaping; needs libdiet-dev.
import diet.html;
import std.algorithm : canFind, count, filter, map, sum;
import std.array : appender, array;
import std.format : format;
import std.stdio : writeln;
import std.string : lineSplitter, strip;

struct Dish
{
    string name;
    int cents;
    bool vegan;
}

enum page = q"PAGE
doctype html
html(lang="de")
    head
        title #{title}
        meta(charset="utf-8")
    body
        h1.big#top= title
        - if (dishes.length == 0)
            p Heute geschlossen
        - else
            ul
                - foreach (i, dish; dishes)
                    li(class="#{i % 2 ? `odd` : `even`}", data-cents=dish.cents)
                        | #{dish.name}: #{price(dish.cents)}
                        - if (dish.vegan)
                            span.vegan ✓
        p!= note
        p= note
        a(href="?q=1&r=2", hidden=hidden) Mehr & <mehr>
        // this is a comment
        //- this one is not written
        br
PAGE";

string price(int cents)
{
    return format!"%d,%02d €"(cents / 100, cents % 100);
}

string render(string title, const Dish[] dishes, bool hidden)
{
    const note = "<em>Änderungen</em> & „mehr“";
    auto output = appender!string;
    output.compileHTMLDietString!(page, title, dishes, note, hidden, price);
    return output[];
}

void main()
{
    const html = render("Grüße aus der Küche", [
        Dish("Käsespätzle", 1250, false), Dish("Linsen <extra>", 990, true), Dish("味噌汁", 405, true)
    ], true);
    foreach (line; html.lineSplitter.filter!(l => l.strip.length))
        writeln(line);
    writeln("list items: ", html.count("<li"), ", escaped: ", html.canFind("&lt;extra&gt;"));

    const empty = render("Leer", [], false);
    writeln("closed: ", empty.canFind("Heute geschlossen"), ", no list: ", !empty.canFind("<ul"), ", not hidden: ", !empty.canFind("hidden"));
}
