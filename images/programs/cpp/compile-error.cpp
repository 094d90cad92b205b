#include <iostream>
#include <string>

int main()
{
    int answer = std::string("forty-two");
    std::cout << answer << '\n';
}
