// Big integers as a class with operators: factorials, Fibonacci numbers, powers and digits of e; needs only libstdc++.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

class Natural {
public:
    Natural(std::uint64_t value = 0) { for (; value; value /= base) parts.push_back(value % base); }
    explicit Natural(const std::string& text)
    {
        if (text.empty() || text.find_first_not_of("0123456789") != text.npos)
            throw std::invalid_argument("no number: " + text);
        for (auto end = text.size(); end > 0; end -= std::min<std::size_t>(9, end))
            parts.push_back(std::stoul(text.substr(end < 9 ? 0 : end - 9, std::min<std::size_t>(9, end))));
        trim();
    }
    friend Natural operator+(Natural a, const Natural& b)
    {
        a.parts.resize(std::max(a.parts.size(), b.parts.size()) + 1);
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < a.parts.size(); i++, carry /= base)
            a.parts[i] = (carry += a.parts[i] + (i < b.parts.size() ? std::uint64_t { b.parts[i] } : 0)) % base;
        return a.trim();
    }
    friend Natural operator*(const Natural& a, const Natural& b)
    {
        Natural product;
        product.parts.resize(a.parts.size() + b.parts.size() + 1);
        for (std::size_t i = 0; i < a.parts.size(); i++) {
            std::uint64_t carry = 0;
            for (std::size_t k = 0; k < b.parts.size() || carry; k++, carry /= base) {
                carry += product.parts[i + k] + (k < b.parts.size() ? std::uint64_t { a.parts[i] } * b.parts[k] : 0);
                product.parts[i + k] = carry % base;
            }
        }
        return product.trim();
    }
    // Quotient and remainder by a small number.
    std::pair<Natural, std::uint32_t> divide(std::uint32_t divisor) const
    {
        if (divisor == 0)
            throw std::domain_error("division by zero");
        Natural quotient = *this;
        std::uint64_t rest = 0;
        for (auto part = quotient.parts.rbegin(); part != quotient.parts.rend(); ++part) {
            rest = rest * base + *part;
            *part = rest / divisor, rest %= divisor;
        }
        return { quotient.trim(), static_cast<std::uint32_t>(rest) };
    }
    friend bool operator==(const Natural& a, const Natural& b) { return a.parts == b.parts; }
    explicit operator bool() const { return !parts.empty(); }
    std::string text() const
    {
        std::string out;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part)
            out += out.empty() ? std::to_string(*part) : std::to_string(base + *part).substr(1);
        return out.empty() ? "0" : out;
    }
    friend std::ostream& operator<<(std::ostream& out, const Natural& n) { return out << n.text(); }

private:
    Natural& trim() { while (!parts.empty() && parts.back() == 0) parts.pop_back(); return *this; }
    static constexpr std::uint64_t base = 1000000000;
    std::vector<std::uint32_t> parts;
};

Natural power(Natural base, unsigned exponent)
{
    Natural result = 1;
    for (; exponent; exponent /= 2, base = base * base)
        if (exponent % 2)
            result = result * base;
    return result;
}

int main()
{
    Natural factorial = 1;
    for (unsigned i = 2; i <= 50; i++)
        factorial = factorial * i;
    std::cout << "50! = " << factorial << "\n2^128 = " << power(2, 128) << '\n';

    Natural a = 0, b = 1;
    for (int i = 0; i < 300; i++)
        a = std::exchange(b, a + b);
    std::cout << "F(300) = " << a << '\n';

    Natural back = factorial;
    for (unsigned i = 50; i > 1; i--) {
        const auto [quotient, rest] = back.divide(i);
        if (rest)
            return 1;
        back = quotient;
    }
    std::cout << "divided again by 2…50: " << back << '\n';

    // e = sum of 1/k!, scaled by 10^60 with ten guard digits
    Natural term = power(10, 70), e = term;
    for (unsigned k = 1; term; k++)
        e = e + (term = term.divide(k).first);
    std::cout << "e = 2." << e.text().substr(1, 60) << '\n';
    std::cout << (Natural("000123456789012345678901234567890") + Natural("1")) << ' ' << (power(3, 200) * power(3, 100) == power(3, 300)) << '\n';
    for (auto text : { "12x", "" })
        try {
            Natural { std::string(text) };
        } catch (const std::invalid_argument& error) {
            std::cout << error.what() << '\n';
        }
}
