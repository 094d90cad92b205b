// Random numbers whose sequence the standard fixes, and properties of distributions, which it leaves open; needs only libstdc++.
#include <algorithm>
#include <cmath>
#include <iostream>
#include <iterator>
#include <map>
#include <numeric>
#include <random>
#include <vector>

template <class Engine> unsigned long long ten_thousandth()
{
    Engine engine;
    engine.discard(9999);
    return engine();
}

int main()
{
    // The standard says what the 10000th number of each default engine is.
    std::cout << std::boolalpha << (ten_thousandth<std::mt19937>() == 4123659995u) << ' '
              << (ten_thousandth<std::mt19937_64>() == 9981545732273789042u) << ' '
              << (ten_thousandth<std::minstd_rand>() == 399268537u) << ' ' << (ten_thousandth<std::ranlux24>() == 9901578u) << '\n';

    std::mt19937 engine(2024);
    std::cout << "first three:";
    for (int i = 0; i < 3; i++)
        std::cout << ' ' << engine();
    std::cout << '\n';

    // Monte Carlo with the engine's raw numbers, so that the result is the same everywhere.
    int inside = 0;
    const int throws = 200000;
    for (int i = 0; i < throws; i++) {
        const double x = engine() / 4294967296.0, y = engine() / 4294967296.0;
        inside += x * x + y * y < 1;
    }
    const double pi = 4.0 * inside / throws;
    std::cout << "pi is about " << pi << ", error below 0.01: " << (std::abs(pi - std::acos(-1.0)) < 0.01) << '\n';

    std::map<unsigned, int> dice;
    for (int i = 0; i < 60000; i++)
        dice[engine() % 6 + engine() % 6 + 2]++;
    const auto likeliest = std::max_element(dice.begin(), dice.end(), [](auto& a, auto& b) { return a.second < b.second; });
    std::cout << "two dice: " << dice.size() << " sums, most often " << likeliest->first << '\n';

    std::normal_distribution<> normal(100, 15);
    std::vector<double> values;
    std::generate_n(std::back_inserter(values), 50000, [&] { return normal(engine); });
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / values.size();
    const double variance = std::accumulate(values.begin(), values.end(), 0.0, [&](double s, double v) { return s + (v - mean) * (v - mean); }) / values.size();
    std::cout << "mean near 100: " << (std::abs(mean - 100) < 0.5) << ", deviation near 15: " << (std::abs(std::sqrt(variance) - 15) < 0.5) << '\n';

    std::discrete_distribution<> loaded { 1, 0, 3 };
    std::vector<int> counts(3);
    for (int i = 0; i < 4000; i++)
        counts[loaded(engine)]++;
    std::cout << "loaded: " << (counts[2] > 2 * counts[0]) << ' ' << counts[1] << ' ' << counts[0] + counts[2] << '\n';

    std::vector<int> deck(52);
    std::iota(deck.begin(), deck.end(), 0);
    std::shuffle(deck.begin(), deck.end(), engine);
    std::cout << "shuffled: " << !std::is_sorted(deck.begin(), deck.end()) << ", still a deck: "
              << (std::accumulate(deck.begin(), deck.end(), 0) == 51 * 26) << '\n';
    const unsigned first = std::random_device()(), second = std::random_device()(), third = std::random_device()();
    std::cout << "the system's numbers differ: " << (first != second || second != third) << '\n';
}
