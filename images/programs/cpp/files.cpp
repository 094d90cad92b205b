#include <fstream>
#include <iostream>
#include <string>
#include <vector>

int main()
{
    std::ifstream input("{{input}}");
    std::vector<std::string> lines;
    for (std::string line; std::getline(input, line);)
        lines.push_back(line);
    std::cout << lines.size() << ' ' << lines.at(0) << '\n';
    std::ofstream("{{file}}") << "written: " << lines.at(0) << '\n';
}
