<?php
function greeting(string $where): string
{
    return "Grüße aus $where ✓";
}
