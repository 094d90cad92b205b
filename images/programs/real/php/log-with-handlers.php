<?php
// Logs to files and memory with levels, processors and formatters, and rotates files (needs: monolog/monolog).
declare(strict_types=1);

require 'vendor/autoload.php';

use Monolog\Formatter\JsonFormatter;
use Monolog\Formatter\LineFormatter;
use Monolog\Handler\FingersCrossedHandler;
use Monolog\Handler\StreamHandler;
use Monolog\Handler\TestHandler;
use Monolog\Level;
use Monolog\Logger;
use Monolog\LogRecord;
use Monolog\Processor\PsrLogMessageProcessor;
use Monolog\Processor\UidProcessor;

$plain = new StreamHandler('app.log', Level::Info);
$plain->setFormatter(new LineFormatter("%channel%.%level_name%: %message% %context% %extra%\n", ignoreEmptyContextAndExtra: true));
$json = new StreamHandler('app.json', Level::Warning);
$json->setFormatter(new JsonFormatter());
$memory = new TestHandler(Level::Debug);
$buffered = new TestHandler();

$log = new Logger('kasse', [$plain, $json, $memory, new FingersCrossedHandler($buffered, Level::Error)]);
$log->pushProcessor(new PsrLogMessageProcessor());
$log->pushProcessor(function (LogRecord $record): LogRecord {
    $record->extra['zähler'] = ($GLOBALS['count'] = ($GLOBALS['count'] ?? 0) + 1);
    return $record;
});

$log->debug('unsichtbar');
$log->info('Artikel {name} verkauft', ['name' => 'Öl', 'cents' => 1299]);
$log->warning('Lager fast leer', ['rest' => 2, 'ort' => '東京']);
echo 'buffered before: ', count($buffered->getRecords());
try {
    throw new DomainException('Kasse klemmt', 7, new RuntimeException('Rolle leer'));
} catch (DomainException $e) {
    $log->error('Fehler: {message}', ['message' => $e->getMessage(), 'exception' => $e]);
}
echo ', after: ', count($buffered->getRecords()), "\n";
$other = $log->withName('lager');
$other->notice('aus einem anderen Kanal');

$lines = file('app.log', FILE_IGNORE_NEW_LINES);
foreach ($lines as $line) {
    echo preg_replace('/"exception":.*?\}(?=[ ,}])/', '"exception":…', preg_replace('/\[object\].*?\)"/', '…"', $line)), "\n";
}
foreach (file('app.json') as $line) {
    $record = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    echo $record['level'], ' ', $record['level_name'], ' ', $record['message'], ' ', $record['context']['exception']['class'] ?? $record['context']['ort'], ' ', $record['extra']['zähler'], "\n";
}
echo 'has: ', var_export($memory->hasErrorThatContains('klemmt'), true), ' ', var_export($memory->hasDebug('unsichtbar'), true), ' ', var_export($memory->hasCriticalRecords(), true), ' ', count($memory->getRecords()), "\n";
echo 'levels: ', implode(' ', array_map(fn (Level $level) => $level->value, Level::cases())), ' ', Level::fromName('alert')->isHigherThan(Level::Error) ? 'higher' : 'lower', ' ', $log->isHandling(Level::Debug) ? 'handles' : 'ignores', "\n";
echo 'uid: ', strlen((new UidProcessor(12))->getUid()), "\n";
