<?php
// Talks to a web server that it starts on the loopback interface, and to a mock (needs: guzzlehttp/guzzle, curl, proc_open, loopback).
declare(strict_types=1);

require 'vendor/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Exception\BadResponseException;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Handler\MockHandler;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use GuzzleHttp\Pool;
use GuzzleHttp\Psr7\Request;
use GuzzleHttp\Psr7\Response;
use GuzzleHttp\Psr7\Utils;

file_put_contents('server.php', <<<'SERVER'
<?php
$server = stream_socket_server('tcp://127.0.0.1:0');
echo stream_socket_get_name($server, false), "\n";
while ($connection = stream_socket_accept($server, 30)) {
    [$method, $path] = explode(' ', fgets($connection));
    $length = 0;
    while (($line = trim(fgets($connection))) !== '') {
        if (stripos($line, 'content-length:') === 0) { $length = (int) substr($line, 15); }
    }
    $body = $length ? stream_get_contents($connection, $length) : '';
    $answer = json_encode(['method' => $method, 'path' => urldecode($path), 'got' => json_decode($body, true)], JSON_UNESCAPED_UNICODE);
    $status = str_contains($path, 'fehlt') ? '404 Not Found' : '200 OK';
    fwrite($connection, "HTTP/1.1 $status\r\nContent-Type: application/json\r\nContent-Length: " . strlen($answer) . "\r\nConnection: close\r\n\r\n$answer");
    fclose($connection);
    if ($path === '/ende') { break; }
}
SERVER);
$process = proc_open([PHP_BINARY, 'server.php'], [1 => ['pipe', 'w']], $pipes);
$address = trim(fgets($pipes[1]));

$client = new Client(['base_uri' => "http://$address", 'timeout' => 10, 'proxy' => '']);
$show = fn ($response): string => $response->getStatusCode() . ' ' . $response->getBody();
echo $show($client->get('/straße', ['query' => ['q' => 'a&b']])), "\n";
echo $show($client->post('/neu', ['json' => ['text' => '世界 ✓', 'zahl' => 1.5]])), "\n";
try {
    $client->get('/fehlt');
} catch (BadResponseException $e) {
    echo $e::class, ' ', $show($e->getResponse()), "\n";
}
$done = [];
(new Pool($client, array_map(fn (int $n) => new Request('GET', "/seite/$n"), range(1, 4)), [
    'concurrency' => 2,
    'fulfilled' => function (Response $response, int $index) use (&$done) { $done[$index] = json_decode((string) $response->getBody())->path; },
]))->promise()->wait();
ksort($done);
echo implode(' ', $done), ' ', $client->getAsync('/ende')->then(fn (Response $response) => strlen((string) $response->getBody()))->wait(), "\n";
echo 'server: ', proc_close($process), "\n";
try {
    $client->get('/');
} catch (ConnectException) {
    echo "nobody there\n";
}

$history = [];
$stack = HandlerStack::create(new MockHandler([new Response(503), new Response(302, ['Location' => '/b']), new Response(200, ['X-Test' => '1'], Utils::streamFor('größe'))]));
$stack->push(Middleware::retry(fn (int $tries, $request, $response) => $tries < 2 && $response?->getStatusCode() === 503, fn () => 0));
$stack->push(Middleware::history($history));
echo $show((new Client(['handler' => $stack, 'base_uri' => 'http://mock']))->get('/a', ['http_errors' => false])), ' after ', implode(' ', array_map(fn (array $call) => $call['request']->getUri()->getPath() . ':' . $call['response']->getStatusCode(), $history)), "\n";
