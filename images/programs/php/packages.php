<?php
require 'vendor/autoload.php';

function extension(string $name): void
{
    extension_loaded($name) || throw new RuntimeException("the extension $name is not loaded");
}

{{imports}}

echo "imported\n";
