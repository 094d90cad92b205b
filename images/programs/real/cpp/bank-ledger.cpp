// A bank with transactions that are undone as a whole, nested exceptions and a journal in a binary file; needs only libstdc++.
#include <cstdint>
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct BankError : std::runtime_error { using runtime_error::runtime_error; };
struct NoAccount : BankError { explicit NoAccount(const std::string& id) : BankError("no account " + id) {} };
struct NotEnough : BankError {
    NotEnough(const std::string& id, std::int64_t missing) : BankError(id + " lacks " + std::to_string(missing) + " ct"), missing(missing) {}
    std::int64_t missing;
};

class Account {
public:
    virtual ~Account() = default;
    virtual std::int64_t limit() const { return 0; }
    virtual const char* kind() const { return "savings"; }
    void add(const std::string& id, std::int64_t cents)
    {
        if (balance + cents < -limit())
            throw NotEnough(id, -limit() - balance - cents);
        balance += cents;
    }
    std::int64_t balance = 0;
};
class Current final : public Account {
public:
    explicit Current(std::int64_t limit) : allowed(limit) {}
    std::int64_t limit() const override { return allowed; }
    const char* kind() const override { return "current"; }

private:
    std::int64_t allowed;
};

struct Entry { std::int64_t cents; char id[8]; };

class Bank {
public:
    std::map<std::string, std::unique_ptr<Account>> accounts;
    explicit Bank(const std::string& path) : journal(path, std::ios::binary | std::ios::trunc | std::ios::in | std::ios::out) {}

    void transfer(const std::vector<std::pair<std::string, std::int64_t>>& moves)
    {
        std::size_t done = 0;
        try {
            for (auto& [id, cents] : moves) {
                const auto found = accounts.find(id);
                if (found == accounts.end())
                    throw NoAccount(id);
                found->second->add(id, cents);
                done++;
            }
        } catch (...) {
            while (done-- > 0)
                accounts.at(moves[done].first)->balance -= moves[done].second;
            std::throw_with_nested(BankError("transfer undone"));
        }
        for (auto& [id, cents] : moves) {
            Entry entry { cents, {} };
            id.copy(entry.id, sizeof entry.id - 1);
            journal.write(reinterpret_cast<const char*>(&entry), sizeof entry);
        }
    }
    std::map<std::string, std::int64_t> replay()
    {
        std::map<std::string, std::int64_t> sums;
        journal.seekg(0);
        for (Entry entry; journal.read(reinterpret_cast<char*>(&entry), sizeof entry);)
            sums[entry.id] += entry.cents;
        journal.clear();
        return sums;
    }

private:
    std::fstream journal;
};

void explain(const std::exception& error, int depth = 0)
{
    std::cout << std::string(depth * 2 + 2, ' ') << error.what() << '\n';
    try {
        std::rethrow_if_nested(error);
    } catch (const NotEnough& inner) {
        explain(inner, depth + 1);
        std::cout << "    (" << inner.missing / 100.0 << " € short)\n";
    } catch (const std::exception& inner) {
        explain(inner, depth + 1);
    }
}

int main()
{
    Bank bank("journal.bin");
    bank.accounts["cash"] = std::make_unique<Current>(100000000);
    bank.accounts["Jürg"] = std::make_unique<Current>(50000);
    bank.accounts["Zoë"] = std::make_unique<Account>();
    const std::vector<std::vector<std::pair<std::string, std::int64_t>>> transfers {
        { { "cash", -120050 }, { "Jürg", 120050 } },
        { { "Jürg", -150000 }, { "Zoë", 150000 } },
        { { "Zoë", -150001 }, { "Jürg", 150001 } },
        { { "Jürg", -20051 }, { "Zoë", 20051 } },
        { { "Zoë", -5 }, { "Ghost", 5 } },
        { { "Zoë", -170000 }, { "Jürg", 100000 }, { "cash", 70000 } },
    };
    for (std::size_t i = 0; i < transfers.size(); i++)
        try {
            bank.transfer(transfers[i]);
            std::cout << "transfer " << i + 1 << " done\n";
        } catch (const std::exception& error) {
            std::cout << "transfer " << i + 1 << " failed:\n";
            explain(error);
        }
    std::int64_t total = 0;
    const auto sums = bank.replay();
    std::cout << std::fixed << std::setprecision(2);
    for (auto& [id, account] : bank.accounts) {
        std::cout << account->kind() << std::setw(12) << account->balance / 100.0 << " € " << id << (sums.at(id) == account->balance ? "" : " differs from the journal") << '\n';
        total += account->balance;
    }
    std::cout << "total " << total << '\n';
    return std::remove("journal.bin");
}
