<?php
require 'greeting.php';

echo greeting('zwei Dateien'), "\n";
