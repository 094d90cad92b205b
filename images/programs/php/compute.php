<?php
require 'vendor/autoload.php';

use Brick\Math\BigInteger;
use Carbon\Carbon;

$days = Carbon::parse('2024-01-01', 'UTC')->diffInDays(Carbon::parse('2025-01-01', 'UTC'));
echo BigInteger::of(2)->power(100), " $days ", bcadd('0.1', '0.2', 1), "\n";
