#pragma once

#include <string>

inline std::string greeting(const std::string &origin)
{
    return "Grüße aus " + origin + " ✓";
}
