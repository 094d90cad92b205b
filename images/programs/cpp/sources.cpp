#include "{{directory}}/greeting.hpp"
#include <iostream>

int main()
{
    std::cout << greeting("zwei Dateien") << '\n';
}
