<?php
// Reads, checks, converts and writes CSV with league/csv and PHP's own functions (needs: league/csv, mbstring).
declare(strict_types=1);

require 'vendor/autoload.php';

use League\Csv\CharsetConverter;
use League\Csv\Reader;
use League\Csv\Statement;
use League\Csv\SyntaxError;
use League\Csv\Writer;

$csv = <<<CSV
Name;Stadt;Beitrag;Seit
"Müller; Zoë";Köln;12,50;2019-03-01
"O'Neil ""Bob""";Łódź;8,00;2024-02-29
李小龙;東京;;2021-07-15
Ægir;Reykjavík;30,25;2020-01-31
CSV;
file_put_contents('mitglieder.csv', mb_convert_encoding($csv, 'UTF-16LE', 'UTF-8'));

$reader = Reader::createFromString($csv);
$reader->setDelimiter(';')->setHeaderOffset(0);
echo implode('|', $reader->getHeader()), ' ', count($reader), "\n";
foreach ($reader as $number => $row) {
    echo $number, ': ', json_encode($row, JSON_UNESCAPED_UNICODE), "\n";
}

$fee = fn (array $row): float => (float) str_replace(',', '.', $row['Beitrag']);
$statement = (new Statement())
    ->where(fn (array $row) => $fee($row) > 5)
    ->orderBy(fn (array $a, array $b) => $fee($b) <=> $fee($a))
    ->limit(2);
foreach ($statement->process($reader) as $row) {
    printf("%s %.2f\n", $row['Name'], $fee($row));
}
echo 'cities: ', implode(', ', iterator_to_array($reader->fetchColumn('Stadt'), false)), "\n";
echo 'sum: ', array_sum(array_map($fee, iterator_to_array($reader->getRecords(), false))), "\n";

$writer = Writer::createFromPath('export.csv', 'w+');
$writer->setDelimiter("\t")->setEndOfLine("\r\n");
$writer->insertOne(['id', 'wert']);
$writer->insertAll([[1, 'ä "b"'], [2, "zwei\nZeilen"], [3, '']]);
echo json_encode(file_get_contents('export.csv'), JSON_UNESCAPED_UNICODE), "\n";

$latin = Writer::createFromString();
CharsetConverter::addTo($latin, 'UTF-8', 'ISO-8859-15');
$latin->insertOne(['Größe', '5 €']);
echo bin2hex($latin->toString()), "\n";
$utf16 = Reader::createFromString(mb_convert_encoding(file_get_contents('mitglieder.csv'), 'UTF-8', 'UTF-16LE'))->setDelimiter(';')->setHeaderOffset(0);
echo 'same after UTF-16: ', iterator_to_array($utf16->getRecords()) === iterator_to_array($reader->getRecords()) ? 'yes' : 'no', "\n";
try {
    Reader::createFromString("a,a\n1,2")->setHeaderOffset(0)->getHeader();
} catch (SyntaxError $e) {
    echo 'refused: ', implode(',', $e->duplicateColumnNames()), "\n";
}

$file = new SplFileObject('export.csv');
$file->setFlags(SplFileObject::READ_CSV | SplFileObject::READ_AHEAD | SplFileObject::SKIP_EMPTY);
$file->setCsvControl("\t", '"', '');
echo implode(' / ', array_map(fn (array $row) => count($row) . ':' . str_replace("\n", '⏎', $row[1]), iterator_to_array($file, false))), "\n";
$memory = fopen('php://temp', 'w+');
fputcsv($memory, ['x y', 'a,b', '"', null, 1.5], escape: '');
rewind($memory);
echo trim(stream_get_contents($memory)), ' ', json_encode(str_getcsv('a,"b ""c""",', escape: ''), JSON_UNESCAPED_UNICODE), "\n";
