<?php
// Starts processes without a shell, talks to them over pipes and sockets and reads their status (needs: proc_open, posix, loopback).
declare(strict_types=1);

/** @return array{int, string, string} status, output and errors */
function run(string $code, string $input = '', ?array $environment = null): array
{
    $process = proc_open([PHP_BINARY, '-r', $code], [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes, null, $environment);
    fwrite($pipes[0], $input);
    fclose($pipes[0]);
    [$output, $errors] = [stream_get_contents($pipes[1]), stream_get_contents($pipes[2])];
    fclose($pipes[1]);
    fclose($pipes[2]);
    return [proc_close($process), $output, $errors];
}

echo json_encode(run('echo mb_strtoupper(stream_get_contents(STDIN));', 'straße und größe'), JSON_UNESCAPED_UNICODE), "\n";
echo json_encode(run('fwrite(STDERR, "Fehler ü"); exit(7);'), JSON_UNESCAPED_UNICODE), "\n";
echo json_encode(run('echo getenv("GRUSS"), " ", count(getenv()), " ", getcwd() === "' . getcwd() . '" ? "here" : "elsewhere";', environment: ['GRUSS' => 'Hallo ✓']), JSON_UNESCAPED_UNICODE), "\n";
[$status, , $errors] = run('throw new DomainException("Überlauf");');
echo $status, ' ', preg_match('/Uncaught DomainException: Überlauf/', $errors), "\n";

$sleeper = proc_open([PHP_BINARY, '-r', 'echo "ready\n"; sleep(60);'], [1 => ['pipe', 'w']], $pipes);
echo trim(fgets($pipes[1])), ' ';
$before = proc_get_status($sleeper);
echo posix_kill($before['pid'], 0) ? 'alive' : 'dead', ' ', posix_getpgid($before['pid']) === posix_getpgrp() ? 'own group' : 'other group', ' ';
proc_terminate($sleeper, 15);
do {
    usleep(1000);
    $after = proc_get_status($sleeper);
} while ($after['running']);
echo $after['signaled'] ? "signal {$after['termsig']}" : 'ended', "\n";

$first = proc_open([PHP_BINARY, '-r', 'foreach (range(0, 999) as $n) echo "$n\n";'], [1 => ['pipe', 'w']], $out);
$second = proc_open([PHP_BINARY, '-r', 'echo array_sum(file("php://stdin"));'], [$out[1], ['pipe', 'w']], $sum);
echo 'chained: ', stream_get_contents($sum[1]), ' ', proc_close($second), proc_close($first), "\n";

$children = [];
foreach ([30000, 10000, 20000] as $pause) {
    $children[$pause] = proc_open([PHP_BINARY, '-r', "usleep($pause); echo $pause;"], [1 => ['pipe', 'w']], $pipe);
    stream_set_blocking($pipe[1], false);
    $streams[$pause] = $pipe[1];
}
$answers = [];
while ($streams) {
    $ready = $streams;
    $write = $except = null;
    stream_select($ready, $write, $except, 10);
    foreach ($ready as $pause => $stream) {
        $answers[$pause] = ($answers[$pause] ?? '') . stream_get_contents($stream);
        if (feof($stream)) {
            unset($streams[$pause]);
        }
    }
}
ksort($answers);
echo 'parallel: ', implode(' ', $answers), ' ', implode(' ', array_map(proc_close(...), $children)), "\n";

$server = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($server, false);
$client = proc_open([PHP_BINARY, '-r', '$s = stream_socket_client("tcp://" . $argv[1]); fwrite($s, "größe\n"); echo fgets($s);', '--', $address], [1 => ['pipe', 'w']], $pipe);
$connection = stream_socket_accept($server, 10);
fwrite($connection, implode(array_reverse(mb_str_split(trim(fgets($connection))))) . "\n");
echo 'socket: ', trim(stream_get_contents($pipe[1])), ' ', proc_close($client), "\n";
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($a, 'Paar ✓');
echo fread($b, 100), ' ', posix_getuid() > 0 ? 'user' : 'root', ' ', posix_strerror(2), ' ', count(posix_times()), "\n";
