<?php
// Takes a log apart with regular expressions and reports on it in aligned columns (needs: pcre with Unicode).
declare(strict_types=1);

function entries(int $count): Generator
{
    $state = 12345;
    for ($n = 0; $n < $count; $n++) {
        $state = ($state * 1103515245 + 12345) % 2 ** 31;
        $user = ['Zoë', 'Łukasz', '李', '-'][intdiv($state, 7) % 4];
        $path = ['/', '/bücher?id=7', '/api/v1', '/bild.png'][intdiv($state, 11) % 4];
        $status = [200, 200, 200, 304, 404, 500][intdiv($state, 13) % 6];
        yield sprintf('10.0.0.%d - %s [29/Feb/2024:%02d:%02d:00 +0100] "GET %s HTTP/1.1" %d %s', $state % 5, $user, 8 + intdiv($n, 60), $n % 60, $path, $status, $status === 304 ? '-' : intdiv($state, 17) % 5000);
    }
    yield 'Unsinn « Zeile »';
}

const PATTERN = <<<'REGEX'
~^(?<host>\d{1,3}(?:\.\d{1,3}){3}) \s - \s (?<user>\S+) \s
  \[(?<time>[^\]]+)\] \s "(?<method>[A-Z]+) \s (?<path>[^\s?"]+) (?:\?[^\s"]*)? \s [^"]+" \s (?<status>\d{3}) \s (?<size>\d+|-)$~xu
REGEX;

[$hits, $bad] = [[], 0];
foreach (entries(300) as $line) {
    if (!preg_match(PATTERN, $line, $match)) {
        $bad++;
        continue;
    }
    $hits[] = array_filter($match, is_string(...), ARRAY_FILTER_USE_KEY);
}
echo count($hits), ' hits, ', $bad, " bad\n";
$statuses = array_count_values(array_column($hits, 'status'));
ksort($statuses);
foreach ($statuses as $status => $count) {
    printf("%d %4d %s\n", $status, $count, str_repeat('█', (int) round($count / 5)));
}

$sizes = [];
foreach ($hits as ['path' => $path, 'size' => $size]) {
    $sizes[$path][] = (int) $size;
}
ksort($sizes);
$median = function (array $values): float {
    sort($values);
    $middle = intdiv(count($values), 2);
    return count($values) % 2 ? $values[$middle] : ($values[$middle - 1] + $values[$middle]) / 2;
};
foreach ($sizes as $path => $values) {
    $mean = array_sum($values) / count($values);
    $deviation = sqrt(array_sum(array_map(fn (int $v) => ($v - $mean) ** 2, $values)) / (count($values) - 1));
    echo mb_str_pad($path, 12), sprintf('%4d %9.1f %9.1f %9.2f', count($values), $median($values), $mean, $deviation), "\n";
}
$users = array_unique(array_column($hits, 'user'));
(new Collator('de'))->sort($users);
echo implode(' ', $users), ' ', DateTime::createFromFormat('d/M/Y:H:i:s O', $hits[0]['time'])->format('c'), "\n";

echo preg_replace('/(?<=\d)(?=(?:\d{3})+(?!\d))/', "'", '1234567 und 89 und 1000'), ' ', implode('|', preg_split('/\s*[;,]\s*/', 'Äpfel ; Birnen,Öl')), ' ', preg_match_all('/\p{Lu}\p{Ll}+/u', 'Ärger Über Öl am See'), "\n";
echo preg_replace_callback('/(\p{L}+), (\p{L}+)/u', fn (array $m) => mb_convert_case($m[2], MB_CASE_TITLE) . ' ' . mb_strtoupper($m[1]), 'müller, zoë; ødegaard, bjørn'), ' ', preg_quote('a.b*c?'), ' ', preg_match('/^(?<a>\w)(?:.*\k<a>)$/u', 'Lager L'), "\n";
echo preg_match('/(\((?:[^()]++|(?1))*\))/', 'f(a(b)c)(d)', $nested) ? $nested[1] : '-', ' ', preg_replace(['/ä/u', '/ß/u'], ['ae', 'ss'], 'säße'), ' ', implode(',', preg_grep('/^\p{Cyrillic}+$/u', ['Привет', 'Hallo'])), ' ', @preg_match('/(/', '') === false ? 'broken pattern' : '-', ' ', preg_match('/ü/u', "\xff") === false ? preg_last_error_msg() : '-', "\n";
