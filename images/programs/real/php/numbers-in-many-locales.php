<?php
// Sorts, formats, spells and transliterates for readers of many languages (needs: intl with ICU's data).
declare(strict_types=1);

$names = ['Zürich', 'Ärger', 'Öl', 'Apfel', 'zebra', 'Ähre', 'Oslo'];
foreach (['de_DE', 'sv_SE'] as $locale) {
    $collator = new Collator($locale);
    $collator->sort($names);
    echo $locale, ': ', implode(' ', $names), "\n";
}
$numeric = new Collator('de');
$numeric->setAttribute(Collator::NUMERIC_COLLATION, Collator::ON);
$chapters = ['Kapitel 10', 'Kapitel 9', 'Kapitel 1'];
$numeric->sort($chapters);
echo implode(', ', $chapters), ' ', $numeric->compare('a', 'b'), "\n";

foreach (['de_DE', 'en_US', 'en_IN'] as $locale) {
    $number = new NumberFormatter($locale, NumberFormatter::DECIMAL);
    echo $locale, ' ', $number->format(12345678.9), ' ', var_export($number->parse($number->format(0.25)), true), "\n";
}
$money = new NumberFormatter('de_DE', NumberFormatter::CURRENCY);
echo str_replace("\u{a0}", '_', $money->formatCurrency(1234.5, 'EUR')), ' ', (new NumberFormatter('de', NumberFormatter::SPELLOUT))->format(42), ' ', (new NumberFormatter('en', NumberFormatter::ORDINAL))->format(22), "\n";

$date = new IntlDateFormatter('fr_FR', timezone: 'Europe/Paris', pattern: 'EEEE d MMMM yyyy, HH:mm');
echo $date->format(gmmktime(12, 0, 0, 2, 29, 2024)), ' | ', IntlDateFormatter::formatObject(new DateTime('2024-02-29', new DateTimeZone('UTC')), 'yyyy年M月d日', 'ja_JP'), "\n";
echo MessageFormatter::formatMessage('de', '{0, plural, =0 {keine Äpfel} one {ein Apfel} other {# Äpfel}} und {1, select, f {sie} other {er}}', [1234, 'f']), "\n";
foreach ([1, 3, 5] as $n) {
    echo MessageFormatter::formatMessage('pl', '{0, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}', [$n]), '; ';
}

$latin = Transliterator::create('Any-Latin; Latin-ASCII');
echo "\n", implode(' ', array_map($latin->transliterate(...), ['Москва', 'Αθήνα', 'Łódź', 'Straße', '東京', 'ひらがな'])), "\n";
echo Transliterator::create('Hiragana-Katakana')->transliterate('ひらがな'), ' ', Transliterator::create('Upper')->transliterate('größe'), "\n";

foreach (['é', 'ﬁ', '한', 'Å'] as $char) {
    echo $char, ' ', strlen(Normalizer::normalize($char, Normalizer::FORM_D)), ' ', Normalizer::normalize($char, Normalizer::FORM_KC), ' ', Normalizer::isNormalized($char) ? 'NFC' : '-', '; ';
}
echo "\n", grapheme_strlen("e\u{301}🇩🇪👩‍👩‍👧"), ' ', grapheme_substr('Zoë ist da', 0, 3), ' ', IntlChar::charName('ß'), ' ', IntlChar::isdigit('٣') ? 'digit' : '-', ' ', IntlChar::toupper('ä'), "\n";

$words = IntlBreakIterator::createWordInstance('th');
$words->setText('ภาษาไทยง่าย');
echo implode('|', iterator_to_array($words->getPartsIterator())), "\n";
echo idn_to_ascii('bücher.example'), ' ', idn_to_utf8('xn--mnchen-3ya.example'), ' ', Locale::getDisplayLanguage('ja', 'de'), ' ', Locale::getRegion('de-AT'), ' ', Locale::acceptFromHttp('fr-CH, en;q=0.8'), "\n";
$bundle = new Spoofchecker();
echo 'spoof: ', $bundle->areConfusable('paypal', "p\u{430}ypal") ? 'confusable' : 'different', ' ', IntlTimeZone::createTimeZone('Asia/Kolkata')->getRawOffset() / 60000, "\n";
