// Formats numbers, money and dates with facets of its own and the locale C.UTF-8, and turns UTF-8 into other widths; needs C.UTF-8.
#include <clocale>
#include <codecvt>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <locale>
#include <sstream>
#include <string>

struct German : std::numpunct<char> {
    char do_thousands_sep() const override { return '.'; }
    char do_decimal_point() const override { return ','; }
    std::string do_grouping() const override { return "\3"; }
    std::string do_truename() const override { return "wahr"; }
    std::string do_falsename() const override { return "falsch"; }
};
struct Indian : std::numpunct<char> {
    char do_thousands_sep() const override { return ','; }
    std::string do_grouping() const override { return "\3\2"; } // three digits, then two each
};
struct Euro : std::moneypunct<char, false> {
    std::string do_curr_symbol() const override { return " €"; }
    std::string do_negative_sign() const override { return "-"; }
    int do_frac_digits() const override { return 2; }
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
    pattern do_pos_format() const override { return { { sign, value, none, symbol } }; }
    pattern do_neg_format() const override { return { { sign, value, none, symbol } }; }
};

template <class Facet> std::string write(double value)
{
    std::ostringstream out;
    out.imbue(std::locale(std::locale::classic(), new Facet));
    out << std::fixed << std::setprecision(2) << value << ' ' << static_cast<long long>(value) << ' ' << std::boolalpha << (value > 0);
    return out.str();
}

int main()
{
    std::cout << write<German>(12345678.9) << '\n' << write<Indian>(12345678.9) << '\n';
    std::istringstream in("1.234.567,5 falsch");
    in.imbue(std::locale(in.getloc(), new German));
    double number;
    bool flag;
    in >> number >> std::boolalpha >> flag;
    std::cout << std::fixed << number << ' ' << flag << '\n';

    std::ostringstream money;
    money.imbue(std::locale(std::locale::classic(), new Euro));
    money << std::showbase << std::put_money(-123456789.0L) << " | " << std::put_money("500");
    std::cout << money.str() << '\n';

    std::tm day {};
    std::istringstream("2024-02-29 18:05:09") >> std::get_time(&day, "%Y-%m-%d %H:%M:%S");
    std::mktime(&day);
    std::cout << std::put_time(&day, "%A, %d %B %Y, %I:%M %p, week %V, day %j") << '\n';

    const std::locale utf8("C.UTF-8");
    std::cout << "locale " << utf8.name() << ", Ä is a letter: " << std::isalpha(L'Ä', utf8) << ", ß is lower: " << std::islower(L'ß', utf8)
              << ", upper of ж is Ж: " << (std::toupper(L'ж', utf8) == L'Ж') << '\n';
    try {
        std::locale("tlh_XX.UTF-8");
    } catch (const std::runtime_error&) {
        std::cout << "a locale that is not there is an error\n";
    }

    std::wstring_convert<std::codecvt_utf8<char32_t>, char32_t> wide;
    std::wstring_convert<std::codecvt_utf8_utf16<char16_t>, char16_t> pairs;
    const std::string text = "aé漢😀";
    const auto points = wide.from_bytes(text);
    const auto units = pairs.from_bytes(text);
    std::cout << text.size() << " bytes, " << points.size() << " code points, " << units.size() << " UTF-16 units:" << std::hex;
    for (char16_t unit : units)
        std::cout << ' ' << static_cast<unsigned>(unit);
    std::cout << '\n' << wide.to_bytes(std::u32string(points.rbegin(), points.rend())) << ' ' << (pairs.to_bytes(units) == text) << '\n';

    std::setlocale(LC_ALL, "C.UTF-8");
    std::wcout.imbue(utf8);
    std::cout << std::flush;
    std::wostringstream line;
    line << std::setfill(L'·') << std::setw(12) << L"Größe" << std::setw(8) << 42;
    std::printf("%ls\n", line.str().c_str());
}
