// Prints an invoice with exact amounts, taxes by rate and aligned columns with umlauts; needs fmt (libfmt-dev).
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/color.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <string>
#include <vector>

struct Money {
    long long cents {};
    Money& operator+=(Money other) { cents += other.cents; return *this; }
    friend Money operator*(Money m, long long n) { return { m.cents * n }; }
    Money percent(int rate) const { return { (cents * rate + (cents < 0 ? -50 : 50)) / 100 }; } // half away from nought
};

template <> struct fmt::formatter<Money> : fmt::formatter<std::string_view> {
    auto format(Money m, format_context& context) const
    {
        auto absolute = m.cents < 0 ? -m.cents : m.cents;
        auto digits = fmt::format("{}", absolute / 100);
        for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
            digits.insert(at, ".");
        auto text = fmt::format("{}{},{:02} €", m.cents < 0 ? "-" : "", digits, absolute % 100);
        return formatter<std::string_view>::format(text, context);
    }
};

struct Line { std::string name; int count; Money price; int rate; };

int main()
{
    std::vector<Line> lines {
        { "Bücherregal „Höhe“", 2, { 12950 }, 19 },
        { "Kochbuch", 3, { 2499 }, 7 },
        { "Schrauben (Stück)", 12000, { 11 }, 19 },
        { "Rückgabe", -1, { 2499 }, 7 },
    };
    std::tm day {};
    day.tm_year = 124, day.tm_mon = 1, day.tm_mday = 29;
    fmt::print("{:^60}\n{:=^60}\n", "Rechnung Nr. 2024-0042", "");
    fmt::print("Datum: {:%d.%m.%Y}, ", day);
    day.tm_mday += 14;
    std::mktime(&day);
    fmt::print("zahlbar bis {:%d.%m.%Y}, erstellt in {} ({:%H:%M:%S})\n\n", day, std::chrono::seconds(5400), std::chrono::seconds(5025));

    Money net;
    std::map<int, Money> by_rate;
    for (auto& [name, count, price, rate] : lines) {
        auto sum = price * count;
        fmt::print("{:<22}{:>7} x {:>10}{:>3} %{:>15}\n", name, count, price, rate, sum);
        net += sum;
        by_rate[rate] += sum;
    }
    fmt::print("{:->60}\n{:<30}{:>30}\n", "", "Netto", net);
    for (auto [rate, sum] : by_rate) {
        fmt::print("{:<30}{:>30}\n", fmt::format("{} % auf {}", rate, sum), sum.percent(rate));
        net += sum.percent(rate);
    }
    fmt::print("{:<30}{:>30}\n\n", "Brutto", net);

    fmt::print("{:#x} {:#b} {:08.3f} {:+} {:e} {:.3g}\n", 255, 5, 3.14159, 7, 12345.678, 0.00012345);
    fmt::print("{} {} {}\n", std::vector { 1, 2, 3 }, std::map<std::string, int> { { "ä", 1 } }, fmt::join(std::vector { 1.5, 2.5 }, "; "));
    fmt::print("{}\n", fmt::format(fmt::emphasis::bold, "bold").size() > 4 ? "escape codes are added" : "no escape codes");
    try {
        fmt::print("{}\n", fmt::format(fmt::runtime("{:d}"), "text"));
    } catch (const fmt::format_error&) {
        fmt::print("a wrong format is an error\n");
    }
}
