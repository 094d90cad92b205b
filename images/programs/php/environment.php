<?php
function line(string $name, ?string $problem): void
{
    echo $name, ' ', $problem ?? 'ok', "\n";
}

function differs(string $name, string $seen): ?string
{
    $wanted = getenv($name);
    return $seen === $wanted ? null : "is " . var_export($wanted, true) . ", and $seen is what counts";
}

function path(): ?string
{
    $php = proc_open(['php', '-r', 'echo PHP_BINARY;'], [1 => ['pipe', 'w']], $pipes);
    $started = $php === false ? '' : stream_get_contents($pipes[1]);
    $first = explode(':', (string) getenv('PATH'))[0];
    return realpath($started) === realpath("$first/php") ? null : "finds '$started'";
}

// PHP itself has no notion of a home directory; programs and libraries take it from here.
function home(): ?string
{
    $home = $_SERVER['HOME'] ?? '';
    return is_dir($home) && is_writable($home) ? null : "'$home' is no directory to write to";
}

function temporaryFile(): ?string
{
    $file = tempnam(sys_get_temp_dir(), 'kcr');
    unlink($file);
    return differs('TMPDIR', dirname($file));
}

// The settings of the sandbox: assertions count, which neither PHP's own default nor its production settings have.
function settings(): ?string
{
    try {
        assert(strlen('planted') === 0);
        return 'assertions are passed over; settings came from ' . (php_ini_scanned_files() ?: 'nowhere');
    } catch (AssertionError) {
        return null;
    }
}

line('PATH', path());
line('HOME', home());
line('TMPDIR', temporaryFile());
line('PHP_INI_SCAN_DIR', settings());
