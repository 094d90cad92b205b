<?php
// Packs and unpacks zip, tar, gzip and phar archives (needs: zip with its encryption, phar, zlib).
declare(strict_types=1);

mkdir('daten/tief', recursive: true);
$files = ['daten/grüße.txt' => str_repeat("Grüße\n", 1000), 'daten/tief/zahlen.csv' => implode("\n", array_map(fn (int $n) => "$n;" . $n ** 2, range(0, 499))), 'daten/空.bin' => implode(array_map(chr(...), range(0, 255)))];
foreach ($files as $name => $content) {
    file_put_contents($name, $content);
}

$zip = new ZipArchive();
$zip->open('alles.zip', ZipArchive::CREATE | ZipArchive::OVERWRITE);
foreach (array_keys($files) as $name) {
    $zip->addFile($name);
}
$zip->addFromString('geheim.txt', 'später dazu');
$zip->setEncryptionName('geheim.txt', ZipArchive::EM_AES_256, 'Paßwort');
$zip->setCompressionName('daten/空.bin', ZipArchive::CM_STORE);
$zip->setArchiveComment('Sicherung');
$zip->close();

$zip = new ZipArchive();
echo $zip->open('alles.zip', ZipArchive::CHECKCONS) === true ? 'consistent' : 'broken', ' ', $zip->numFiles, ' ', $zip->getArchiveComment(), "\n";
for ($i = 0; $i < $zip->count(); $i++) {
    $stat = $zip->statIndex($i);
    echo str_pad($stat['name'], 22), ' ', $stat['size'], ' ', $stat['comp_size'] < $stat['size'] / 2 ? 'packed' : 'stored', ' ', $stat['encryption_method'] ? 'locked' : dechex($stat['crc']), "\n";
}
echo 'without password: ', var_export(@$zip->getFromName('geheim.txt'), true);
$zip->setPassword('Paßwort');
echo ', with: ', $zip->getFromName('geheim.txt'), "\n";
$zip->extractTo('aus-zip', ['daten/grüße.txt']);
echo 'extracted: ', file_get_contents('aus-zip/daten/grüße.txt') === $files['daten/grüße.txt'] ? 'equal' : 'different', ' ', strlen(file_get_contents('zip://alles.zip#daten/tief/zahlen.csv')), "\n";
$zip->close();
file_put_contents('kein.zip', 'kein Archiv');
echo 'not an archive: ', (new ZipArchive())->open('kein.zip') === ZipArchive::ER_NOZIP ? 'ER_NOZIP' : '?', "\n";

$tar = new PharData('alles.tar');
$tar->buildFromDirectory('.', '#/daten/#');
$tar->compress(Phar::GZ);
unset($tar);
echo 'tar.gz: ', bin2hex(substr(file_get_contents('alles.tar.gz'), 0, 2)), ' ';
(new PharData('alles.tar.gz'))->extractTo('aus-tar');
$equal = array_filter($files, fn (string $content, string $name) => file_get_contents("aus-tar/$name") === $content, ARRAY_FILTER_USE_BOTH);
echo count($equal), " equal\n";
$names = [];
foreach (new RecursiveIteratorIterator(new PharData('alles.tar')) as $file) {
    $names[] = $file->getFilename();
}
sort($names);
echo implode(' ', $names), "\n";

$text = str_repeat('Ein Satz, der sich wiederholt. ', 300);
foreach (['gzencode' => 'gzdecode', 'gzcompress' => 'gzuncompress', 'gzdeflate' => 'gzinflate'] as $pack => $unpack) {
    echo $pack, ' ', strlen($pack($text)) < 200 ? 'small' : 'large', ' ', $unpack($pack($text)) === $text ? 'equal' : 'different', '; ';
}
file_put_contents('compress.zlib://zeilen.gz', "eins\nzwei\nfünf\n");
echo count(gzfile('zeilen.gz')), ' lines ', trim(gzfile('zeilen.gz')[2]), ' ', var_export(@gzdecode('unsinn'), true), "\n";
