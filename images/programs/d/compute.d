import diet.html : compileHTMLDietString;
import mir.math.common : sqrt;
import std.array : appender;
import std.stdio : writeln;

void main()
{
    const root = sqrt(196.0);
    auto page = appender!string;
    page.compileHTMLDietString!("p Grüße #{root}", root);
    writeln(page[]);
}
