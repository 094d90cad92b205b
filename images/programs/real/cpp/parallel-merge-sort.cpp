// Sorts with tasks, and passes results through futures, a condition variable and atomics; needs threads.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <future>
#include <iostream>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <shared_mutex>
#include <thread>
#include <vector>

template <class Iterator> void merge_sort(Iterator first, Iterator last, int depth)
{
    const auto size = last - first;
    if (size < 1000 || depth == 0)
        return std::stable_sort(first, last);
    const auto middle = first + size / 2;
    auto left = std::async(std::launch::async, [=] { merge_sort(first, middle, depth - 1); });
    merge_sort(middle, last, depth - 1);
    left.get();
    std::inplace_merge(first, middle, last);
}

template <class T> class Channel {
public:
    void send(T value) { { std::lock_guard lock(mutex); items.push(std::move(value)); } ready.notify_one(); }
    void close() { { std::lock_guard lock(mutex); closed = true; } ready.notify_all(); }
    std::optional<T> receive()
    {
        std::unique_lock lock(mutex);
        ready.wait(lock, [this] { return closed || !items.empty(); });
        if (items.empty())
            return std::nullopt;
        T value = std::move(items.front());
        items.pop();
        return value;
    }

private:
    std::mutex mutex;
    std::condition_variable ready;
    std::queue<T> items;
    bool closed = false;
};

int main()
{
    std::vector<unsigned> numbers(200000);
    unsigned state = 12345;
    for (auto& n : numbers)
        n = state = state * 1664525u + 1013904223u;
    const auto sum = std::accumulate(numbers.begin(), numbers.end(), 0ull);
    merge_sort(numbers.begin(), numbers.end(), 3);
    std::cout << std::boolalpha << "sorted: " << std::is_sorted(numbers.begin(), numbers.end()) << ", same sum: "
              << (std::accumulate(numbers.begin(), numbers.end(), 0ull) == sum) << '\n';

    Channel<int> jobs, results;
    std::vector<std::thread> workers;
    for (int i = 0; i < 3; i++)
        workers.emplace_back([&] { while (auto job = jobs.receive()) results.send(*job * *job); });
    for (int i = 1; i <= 100; i++)
        jobs.send(i);
    jobs.close();
    for (auto& worker : workers)
        worker.join();
    results.close();
    int squares = 0, count = 0;
    while (auto result = results.receive())
        squares += *result, count++;
    std::cout << count << " results, sum of squares " << squares << '\n';

    std::promise<int> promise;
    auto failing = promise.get_future();
    std::thread([&] { try { throw std::out_of_range("worker's error"); } catch (...) { promise.set_exception(std::current_exception()); } }).join();
    try {
        failing.get();
    } catch (const std::out_of_range& error) {
        std::cout << "caught from the other thread: " << error.what() << '\n';
    }

    std::atomic<long> counter { 0 };
    std::shared_mutex shared;
    std::once_flag once;
    int initialised = 0;
    {
        std::vector<std::future<void>> tasks;
        for (int i = 0; i < 4; i++)
            tasks.push_back(std::async(std::launch::async, [&] {
                std::call_once(once, [&] { initialised++; });
                for (int k = 0; k < 10000; k++) { std::shared_lock lock(shared); counter.fetch_add(1, std::memory_order_relaxed); }
            }));
    }
    std::cout << "counter " << counter << ", initialised " << initialised << " time(s)\n";
}
