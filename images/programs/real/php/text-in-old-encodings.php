<?php
// Converts between old and new encodings, and measures, cuts and pads text in many scripts (needs: mbstring, iconv with gconv's modules).
declare(strict_types=1);

$texts = [
    'ISO-8859-1' => 'Grüße aus Köln', 'ISO-8859-15' => '5 €', 'Windows-1252' => '„gut“ – 5 €', 'ISO-8859-2' => 'Zażółć gęślą', 'Windows-1251' => 'Съешь ещё',
    'KOI8-R' => 'Привет', 'SJIS' => '日本語', 'EUC-JP' => '日本語', 'ISO-2022-JP' => '日本語', 'EUC-KR' => '한국어', 'BIG-5' => '繁體', 'GB18030' => '简体', 'UTF-16BE' => '𝄞', 'UTF-32LE' => 'ü', 'UTF-7' => '☺',
];
foreach ($texts as $encoding => $text) {
    $name = $encoding === 'BIG-5' ? 'BIG5' : $encoding;
    $bytes = mb_convert_encoding($text, $encoding, 'UTF-8');
    $same = $bytes === iconv('UTF-8', $name, $text);
    echo str_pad($encoding, 13), str_pad(bin2hex($bytes), 30), mb_convert_encoding($bytes, 'UTF-8', $encoding) === $text ? 'back' : 'lost', $same ? '' : ' iconv: ' . bin2hex((string) iconv('UTF-8', $name, $text)), "\n";
}
echo iconv('UTF-8', 'CP850', 'Öl ½') === "\x99l \xab" ? 'CP850' : '?', ' ', iconv('IBM037', 'UTF-8', "\xc8\x85\x93\x93\x96"), ' ', iconv('MACINTOSH', 'UTF-8', "\x8a"), ' ', iconv_strlen('größe', 'UTF-8'), "\n";
echo 'detected: ', mb_detect_encoding("\x93\xfa\x96\x7b", ['ASCII', 'UTF-8', 'SJIS'], true), ' ', mb_check_encoding("\xff", 'UTF-8') ? 'valid' : 'invalid', ' ', mb_scrub("a\xffb"), "\n";
set_error_handler(fn (int $level, string $message) => print 'notice: ' . substr($message, 0, 15) . "\n");
var_dump(iconv('UTF-8', 'ISO-8859-1', 'Łódź'));
restore_error_handler();
mb_substitute_character(0x2E);
echo mb_convert_encoding('Łódź', 'ISO-8859-1', 'UTF-8') === ".\xf3d." ? 'replaced' : '?', ' ', mb_encode_numericentity('Łü', [0x80, 0x10ffff, 0, 0x1fffff], 'UTF-8'), "\n";

foreach (['größer', '東京', 'ﾄｳ', 'Ελλάδα'] as $text) {
    printf("%s: %d bytes, %d characters, %d columns, %s, %s\n", $text, strlen($text), mb_strlen($text), mb_strwidth($text), mb_strtoupper($text), implode(array_reverse(mb_str_split($text))));
}
echo mb_strimwidth('Donaudampfschifffahrt', 0, 10, '…'), ' ', mb_substr_count('ääbää', 'ää'), ' ', mb_strpos('Größe', 'ß'), ' ', mb_convert_case('élan ǆ straße', MB_CASE_TITLE), ' ', mb_convert_kana('ｶﾞ', 'KV'), ' ', ucfirst('élan'), ' ', mb_ucfirst('élan'), "\n";
echo mb_str_pad('ü', 5, '*', STR_PAD_BOTH), ' ', wordwrap('eins zwei drei', 9, '|', true), ' ', strtr('Äpfel und Öl', ['Ä' => 'Ae', 'Ö' => 'Oe']), ' ', similar_text('World', 'Word'), ' ', levenshtein('kitten', 'sitting'), ' ', soundex('Robert'), ' ', metaphone('Thompson'), "\n";
echo mb_encode_mimeheader('Grüße', 'UTF-8', 'Q'), ' ', mb_decode_mimeheader('=?UTF-8?B?R3LDvMOfZQ==?='), ' ', htmlspecialchars('<a href="x">ü</a>'), ' ', html_entity_decode('&uuml;&#x4e16;&hellip;'), ' ', vsprintf('%05.1f|%-6s|%+d|%b|%X|%\'*10s', [3.14159, 'ab', 7, 5, 255, 'r']), "\n";
echo setlocale(LC_ALL, 'C.UTF-8', 'C.utf8') !== false ? 'C.UTF-8' : 'no locale', ' ', localeconv()['decimal_point'], ' ', preg_match('/^\p{Lu}\p{Ll}+$/u', 'Größe'), ' ', json_encode("ü\u{1F600}"), "\n";
