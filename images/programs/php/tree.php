<?php
function start(array $command)
{
    return proc_open($command, [], $pipes);
}

$sleep = ['/usr/bin/sleep', '{{marker}}'];
$inSession = 'posix_setsid(); proc_close(proc_open(' . var_export($sleep, true) . ', [], $pipes));';
$daemon = start([PHP_BINARY, '-r', $inSession]);
echo "started\n";
proc_close(start($sleep));
