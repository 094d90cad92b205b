<?php
// Reads and writes YAML, JSON and INI and says where a mistake is (needs: symfony/yaml).
declare(strict_types=1);

require 'vendor/autoload.php';

use Symfony\Component\Yaml\Exception\ParseException;
use Symfony\Component\Yaml\Tag\TaggedValue;
use Symfony\Component\Yaml\Yaml;

$yaml = <<<'YAML'
# Wetterstation
name: "Station „Süd“"
since: 2024-02-29
sensors: &sensors
    - { id: 1, unit: °C, on: true }
    - { id: 2, unit: '%', on: false }
backup:
    list: *sensors
defaults: &defaults { retries: 3, wait: 1.5 }
special:
    <<: *defaults
    wait: 10
notes: |
    erste Zeile
      eingerückt
folded: >
    eins
    zwei
nothing: ~
numbers: [0x1F, 0o17, 1e3, .inf, 1_000]
YAML;

$config = Yaml::parse($yaml);
echo $config['name'], ' ', date('d.m.Y', $config['since']), ' ', json_encode($config['backup']['list'], JSON_UNESCAPED_UNICODE), "\n";
echo json_encode($config['special']), ' ', json_encode([$config['notes'], $config['folded'], $config['nothing']], JSON_UNESCAPED_UNICODE), "\n";
echo implode(' ', $config['numbers']), ' ', Yaml::parse($yaml, Yaml::PARSE_DATETIME)['since']->format('D'), "\n";

$dumped = Yaml::dump(['stadt' => 'Łódź', 'werte' => [1, 2.5, null, true, '1', 'ja: nein'], 'tief' => ['a' => ['b' => ['c' => '世界']]], 'text' => "zwei\nZeilen"], 3, 2, Yaml::DUMP_MULTI_LINE_LITERAL_BLOCK);
echo $dumped, "\n", Yaml::parse($dumped)['werte'] === [1, 2.5, null, true, '1', 'ja: nein'] ? 'same' : 'different', "\n";

foreach (["a: [1, 2", "a: 1\n b: 2", "a: 1\na: 2", "\tb: 1", '!tag {x: 1}'] as $broken) {
    try {
        Yaml::parse($broken);
        echo "accepted\n";
    } catch (ParseException $e) {
        echo json_encode($broken), ' refused in line ', $e->getParsedLine(), "\n";
    }
}
$tagged = Yaml::parse('!money {amount: 12.5, currency: EUR}', Yaml::PARSE_CUSTOM_TAGS);
echo $tagged instanceof TaggedValue ? $tagged->getTag() . ' ' . implode(' ', $tagged->getValue()) : '?', "\n";
file_put_contents('config.yaml', $yaml);
echo count(Yaml::parseFile('config.yaml')), ' ', Yaml::parse('{}', Yaml::PARSE_OBJECT_FOR_MAP)::class, "\n";

$ini = parse_ini_string("[Pfade]\nbasis = /srv\ntief = yes\nlisten[] = a\nlisten[] = \"ü;b\"\nzahl = 12\n", true, INI_SCANNER_TYPED);
echo json_encode($ini, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
try {
    json_decode('{"a": 1,}', flags: JSON_THROW_ON_ERROR);
} catch (JsonException $e) {
    echo $e->getMessage(), ' ', $e->getCode(), "\n";
}
echo json_encode(['ü' => 1.0, 'a/b' => [], 'o' => new stdClass(), 's' => '<&>'], JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION | JSON_HEX_TAG), ' ', var_export(json_validate('{'), true), ' ', json_decode('12345678901234567890', flags: JSON_BIGINT_AS_STRING), "\n";
