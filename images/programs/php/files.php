<?php
$lines = file('{{input}}', FILE_IGNORE_NEW_LINES);
echo count($lines), " $lines[0]\n";
file_put_contents('{{file}}', "written: $lines[0]\n");
