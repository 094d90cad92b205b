<?php
$text = str_repeat(str_repeat('0123456789abcdef', 3) . "0123456789abcde\n", 32768);
echo $text;
fwrite(STDERR, $text);
