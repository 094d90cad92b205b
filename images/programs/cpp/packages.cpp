{{imports}}
#include <iostream>

int main()
{
    std::cout << "imported\n";
}
