// Compresses a generated text in a stream, encodes it as Base64, takes both back and checks the result; needs zlib (zlib1g-dev).
#include <array>
#include <iostream>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <zlib.h>

std::string deflate_text(std::string_view text)
{
    z_stream stream {};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) // + 16: a gzip header
        throw std::runtime_error("deflateInit2");
    std::string packed;
    std::array<char, 512> buffer;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = text.size();
    int code;
    do {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = buffer.size();
        code = deflate(&stream, Z_FINISH);
        packed.append(buffer.data(), buffer.size() - stream.avail_out);
    } while (code == Z_OK);
    deflateEnd(&stream);
    return packed;
}

std::string inflate_text(std::string_view packed)
{
    z_stream stream {};
    inflateInit2(&stream, 15 + 32); // zlib's or gzip's header
    std::string text;
    std::array<char, 512> buffer;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = packed.size();
    int code;
    do {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = buffer.size();
        code = inflate(&stream, Z_NO_FLUSH);
        text.append(buffer.data(), buffer.size() - stream.avail_out);
    } while (code == Z_OK);
    inflateEnd(&stream);
    if (code != Z_STREAM_END)
        throw std::runtime_error(code == Z_DATA_ERROR ? "broken data" : "unfinished data");
    return text;
}

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string encode(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (int k = 0; k < 3; k++)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0);
        for (int k = 0; k < 4; k++)
            text += i + k <= bytes.size() ? alphabet[group >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

std::string decode(std::string_view text)
{
    std::string bytes;
    unsigned group = 0;
    int bits = 0;
    for (char c : text.substr(0, text.find('='))) {
        group = group << 6 | static_cast<unsigned>(alphabet.find(c));
        if ((bits += 6) >= 8)
            bytes += static_cast<char>(group >> (bits -= 8));
    }
    return bytes;
}

int main()
{
    for (auto text : { "", "f", "fo", "foo", "foob", "Grüße" })
        std::cout << '"' << text << "\" " << encode(text) << (decode(encode(text)) == text ? "" : " wrong") << '\n';

    std::ostringstream lines;
    for (int i = 1; i <= 3000; i++)
        lines << "Zeile " << i << ": " << i * i << " Äpfel\n";
    const auto text = lines.str(), packed = deflate_text(text);
    std::cout << text.size() << " bytes, packed to less than a third: " << std::boolalpha << (packed.size() * 3 < text.size()) << '\n'
              << "the same after Base64 and gzip: " << (inflate_text(decode(encode(packed))) == text) << '\n';
    for (auto broken : { packed.substr(0, packed.size() / 2), packed.substr(0, 30) + '!' + packed.substr(31), std::string("no gzip") })
        try {
            std::cout << inflate_text(broken).size() << " bytes?\n";
        } catch (const std::runtime_error& error) {
            std::cout << error.what() << '\n';
        }
}
