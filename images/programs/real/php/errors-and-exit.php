<?php
// Standard input at its end, error handlers, exceptions, shutdown functions, buffers and a large output (needs: PHP alone).
declare(strict_types=1);

final class StockException extends RuntimeException
{
    public function __construct(public readonly string $item, public readonly int $missing, ?Throwable $previous = null)
    {
        parent::__construct("von $item fehlen $missing", 7, $previous);
    }
}

final class Resource
{
    public function __construct(private string $name) { echo "$name auf\n"; }
    public function __destruct() { echo "{$this->name} zu\n"; }
}

register_shutdown_function(function (): void {
    echo 'shutdown: ', error_get_last()['message'] ?? 'no error', "\n";
});
echo 'stdin: ', var_export(stream_get_contents(STDIN), true), ' ', feof(STDIN) ? 'end' : 'more', ' ', stream_isatty(STDOUT) ? 'terminal' : 'pipe', ' ', $argc, ' ', PHP_SAPI, "\n";
echo 'environment: ', is_writable(getenv('HOME')) && is_writable(getenv('TMPDIR')) ? 'writable' : 'not', ' ', date_default_timezone_get(), ' ', ini_get('memory_limit'), ' ', PHP_INT_SIZE, "\n";

set_error_handler(function (int $level, string $message, string $file, int $line): bool {
    throw new ErrorException($message, 0, $level, $file, $line);
});
$attempts = [
    fn () => [][3], fn () => intdiv(1, 0), fn () => "abc" * 1, fn () => (function (int $x): int { return $x; })('zwölf'), fn () => new DateTime('kein Datum'),
    fn () => unserialize('unsinn'), fn () => json_decode('{', flags: JSON_THROW_ON_ERROR), fn () => constant('NIRGENDS'),
    fn () => assert(1 > 2, 'eins ist nicht größer'),
    fn () => throw new StockException('Öl', 3, new LogicException('Lager')),
    fn () => random_int(5, 1), fn () => array_combine([1], [1, 2]), fn () => (new SplFixedArray(2))[5],
];
foreach ($attempts as $n => $attempt) {
    try {
        $attempt();
        echo "$n nothing\n";
    } catch (StockException $e) {
        echo "$n {$e->getMessage()} {$e->missing} {$e->getCode()} ", $e->getPrevious()::class, "\n";
    } catch (Throwable $e) {
        echo $n, ' ', $e::class, $e instanceof ErrorException ? ' ' . ($e->getSeverity() === E_WARNING ? 'warning' : 'other') : '', "\n";
    }
}
restore_error_handler();

(function (): void {
    $a = new Resource('a');
    $b = new Resource('b');
    unset($a);
    echo "unset\n";
})();
ob_start(fn (string $text): string => mb_strtoupper($text));
echo 'gepuffert: größe ';
printf('%05.1f %s', 3.14159, 'ü');
ob_end_flush();
echo "\n", set_exception_handler(null) === null ? 'no handler' : '-', ' ', @$undefined ?? 'undefined', ' ', @file('fehlt') === false ? 'silent' : '-', "\n";
for ($n = 0; $n < 4000; $n++) {
    printf("%05d Zeile mit Umlauten äöü und %10d\n", $n, $n * $n);
}
set_exception_handler(fn (Throwable $e) => print "caught at last: {$e->getMessage()}\n");
exit(0);
