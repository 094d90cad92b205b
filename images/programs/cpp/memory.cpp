#include <iostream>
#include <vector>

int main()
{
    std::vector<std::vector<char>> memory;
    for (int i = 0; i < 256; i++) {
        memory.emplace_back(16 << 20, 'x');
    }
    std::cout << "no limit\n";
}
