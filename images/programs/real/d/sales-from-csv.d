// Reads sales from CSV with quoted fields, groups and sorts them, and writes a table and another CSV file; needs only Phobos.
import std.algorithm : chunkBy, filter, fold, joiner, map, max, maxElement, sort, sum;
import std.array : array, replace, replicate;
import std.conv : ConvException, to;
import std.csv;
import std.file : readText, remove;
import std.format : format;
import std.range : enumerate, walkLength;
import std.stdio : File, writefln, writeln;
import std.string : leftJustify;
import std.typecons : Tuple;

struct Sale
{
    string city;
    string article;
    int count;
    double price;

    double total() const
    {
        return count * price;
    }
}

string quoted(string field)
{
    return `"` ~ field.replace(`"`, `""`) ~ `"`;
}

void main()
{
    enum source = `city,article,count,price
Köln,"Tisch ""Höhe"", Eiche",2,249.90
Zürich,Äpfel,120,0.35
Köln,Äpfel,40,0.30
東京,抹茶,7,8.5
Zürich,"zwei
Zeilen",1,10
`;
    auto sales = source.csvReader!Sale(["city", "article", "count", "price"]).array;
    sales.sort!((a, b) => a.city != b.city ? a.city < b.city : a.total > b.total);
    writefln!"%-8s %-20s %5s %8s %9s"("city", "article", "count", "price", "total");
    foreach (group; sales.chunkBy!((a, b) => a.city == b.city))
    {
        double sum = 0;
        foreach (sale; group)
        {
            sum += sale.total;
            writefln!"%s%s %s %5d %8.2f %9.2f"(sale.city, " ".replicate(8 - sale.city.walkLength),
                    sale.article.replace("\n", " ").leftJustify(20), sale.count, sale.price, sale.total);
        }
        writefln!"%52s  %9.2f"("", sum);
    }
    writefln!"total %.2f, best: %s"(sales.map!(s => s.total).sum, sales.maxElement!(s => s.total).article);

    {
        auto file = File("sales.csv", "w");
        foreach (i, sale; sales.enumerate(1))
            file.writeln([i.to!string, sale.city, sale.article, format!"%.3f"(sale.total)].map!quoted.joiner(";"));
    }
    scope (exit)
        remove("sales.csv");
    auto back = readText("sales.csv").csvReader!(Tuple!(int, string, string, double))(';').array;
    writeln("rows read back: ", back.length, ", sum ", back.map!(r => r[3]).sum, ", line break kept: ", back.filter!(r => r[2] == "zwei\nZeilen").walkLength);

    foreach (record; "a,b\n1,2\n3,4\n".csvReader!(string[string])(null))
        writeln(record["b"], " ", record["a"]);
    foreach (broken; ["x,1\n", "1,\"2\n"])
        try
            writeln(broken.csvReader!(Tuple!(int, int)).array);
        catch (CSVException error)
            writeln("error in row ", error.row, ", column ", error.col);
}
