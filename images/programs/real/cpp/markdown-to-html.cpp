// Turns a small Markdown document into HTML with std::regex; needs only libstdc++.
#include <iostream>
#include <regex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

std::string escape(const std::string& text)
{
    std::string out;
    for (char c : text)
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        default: out += c;
        }
    return out;
}

std::string spans(std::string text)
{
    static const std::vector<std::pair<std::regex, const char*>> rules {
        { std::regex("`([^`]+)`"), "<code>$1</code>" },
        { std::regex(R"(\*\*(.+?)\*\*)"), "<strong>$1</strong>" },
        { std::regex(R"(\*(.+?)\*)"), "<em>$1</em>" },
        { std::regex(R"(!\[([^\]]*)\]\((\S+?)\))"), "<img src=\"$2\" alt=\"$1\">" },
        { std::regex(R"(\[([^\]]*)\]\((\S+?)\))"), "<a href=\"$2\">$1</a>" },
    };
    text = escape(text);
    for (auto& [pattern, replacement] : rules)
        text = std::regex_replace(text, pattern, replacement);
    return text;
}

std::string to_html(std::istream& input)
{
    static const std::regex heading(R"(^(#{1,6})\s+(.*?)\s*#*$)"), item(R"(^[-*]\s+(.*)$)"), number(R"(^\d+\.\s+(.*)$)"), rule(R"(^(-{3,}|\*{3,})$)");
    std::ostringstream html;
    std::string line, open;
    const auto enter = [&](const std::string& tag) {
        if (open == tag)
            return;
        if (!open.empty())
            html << "</" << open << ">\n";
        if (!(open = tag).empty())
            html << '<' << open << ">\n";
    };
    while (std::getline(input, line)) {
        std::smatch m;
        if (line.rfind("```", 0) == 0) {
            enter("");
            html << "<pre>";
            while (std::getline(input, line) && line != "```")
                html << escape(line) << '\n';
            html << "</pre>\n";
        } else if (line.empty()) {
            enter("");
        } else if (std::regex_match(line, rule)) {
            enter(""), html << "<hr>\n";
        } else if (std::regex_match(line, m, heading)) {
            enter(""), html << "<h" << m[1].length() << '>' << spans(m[2]) << "</h" << m[1].length() << ">\n";
        } else if (std::regex_match(line, m, item)) {
            enter("ul"), html << "<li>" << spans(m[1]) << "</li>\n";
        } else if (std::regex_match(line, m, number)) {
            enter("ol"), html << "<li>" << spans(m[1]) << "</li>\n";
        } else {
            enter("p"), html << spans(line) << '\n';
        }
    }
    enter("");
    return html.str();
}

int main()
{
    std::istringstream document(R"(# Rezept für *Grünkohl* #
Ein **einfaches** Essen & sehr `lecker`.
Mehr [hier](kohl.html?a=1) oder als ![Bild](kohl.png).

## Zutaten
- 500 g Grünkohl
- 1 < 2 Zwiebeln
1. waschen
2. **kochen**, *lange*

---
```
if (a < b) *p = 1;
```
完成。)");
    const auto html = to_html(document);
    std::cout << html;
    const std::regex tag("<(\\w+)[^>]*>");
    std::cout << std::distance(std::sregex_iterator(html.begin(), html.end(), tag), {}) << " opening tags\n";
    try {
        std::regex("(unbalanced");
    } catch (const std::regex_error& error) {
        std::cout << "regex error: " << (error.code() == std::regex_constants::error_paren ? "parenthesis" : "another") << '\n';
    }
}
