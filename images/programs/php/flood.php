<?php
$line = str_repeat('0123456789abcdef', 3) . "0123456789abcde\n";
echo str_repeat($line, 32768);
