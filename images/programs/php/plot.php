<?php
$image = imagecreatetruecolor(320, 200);
imagefill($image, 0, 0, imagecolorallocate($image, 255, 255, 255));
$bar = imagecolorallocate($image, 31, 119, 180);
foreach ([40, 90, 160, 120] as $i => $height) {
    imagefilledrectangle($image, 20 + 75 * $i, 190 - $height, 75 + 75 * $i, 190, $bar);
}
imagestring($image, 3, 120, 5, 'four bars', imagecolorallocate($image, 0, 0, 0));
imagepng($image, '{{file}}');
