<?php
$memory = [];
for ($i = 0; $i < 256; $i++) {
    $memory[] = str_repeat(chr($i), 16 << 20);
}
echo "no limit\n";
