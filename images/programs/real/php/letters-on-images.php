<?php
// Draws charts with text in several scripts, scales them and writes PNG, JPEG, WebP and GIF (needs: gd with FreeType, DejaVu's font).
declare(strict_types=1);

$fonts = glob('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf');
$font = $fonts[0] ?? throw new RuntimeException('no font');

$data = ['Köln' => 40, 'Łódź' => 90, 'Αθήνα' => 160, 'Москва' => 120];
$image = imagecreatetruecolor(400, 300);
[$white, $black, $blue, $red] = array_map(fn (array $rgb) => imagecolorallocate($image, ...$rgb), [[255, 255, 255], [0, 0, 0], [31, 119, 180], [200, 30, 30]]);
imagefilledrectangle($image, 0, 0, 399, 299, $white);
$x = 20;
foreach ($data as $city => $value) {
    imagefilledrectangle($image, $x, 260 - $value, $x + 60, 260, $blue);
    imagettftext($image, 11, 0, $x, 280, $black, $font, $city);
    $x += 95;
}
imagettftext($image, 16, 0, 20, 30, $red, $font, 'Größe über Zeit');
imageline($image, 10, 260, 390, 260, $black);
imageantialias($image, true);
imagepolygon($image, [350, 40, 380, 90, 320, 90], $red);
imagefilledellipse($image, 350, 120, 30, 30, $red);

$colour = fn (GdImage $from, int $x, int $y): string => sprintf('%06x', imagecolorat($from, $x, $y) & 0xffffff);
echo 'pixels: ', $colour($image, 50, 250), ' ', $colour($image, 1, 1), ' ', $colour($image, 350, 120), "\n";
[$left, , $right] = imagettfbbox(16, 0, $font, 'Größe über Zeit');
$letters = 0;
for ($i = 20; $i < 300; $i++) {
    for ($j = 10; $j < 36; $j++) {
        $letters += $colour($image, $i, $j) === 'ffffff' ? 0 : 1;
    }
}
echo 'title: ', $right - $left > 120 ? 'wide' : 'narrow', ', inked: ', $letters > 300 ? 'yes' : 'no', "\n";
// A letter that the font has differs from the box that stands for a missing one.
$ink = function (string $text) use ($font): string {
    $canvas = imagecreatetruecolor(40, 40);
    imagettftext($canvas, 20, 0, 5, 30, 0xffffff, $font, $text);
    ob_start();
    imagepng($canvas);
    return md5(ob_get_clean());
};
echo 'glyphs: ', count(array_unique(array_map($ink, ['ü', 'Ł', 'Ω', 'Ж', '→', "\u{E123}"]))), " of 6 differ\n";

$writers = ['png' => imagepng(...), 'jpeg' => imagejpeg(...), 'webp' => imagewebp(...), 'gif' => imagegif(...), 'bmp' => imagebmp(...)];
foreach ($writers as $kind => $write) {
    $write($image, "chart.$kind");
    [$width, $height] = $info = getimagesize("chart.$kind");
    $again = imagecreatefromstring(file_get_contents("chart.$kind"));
    printf("%-4s %dx%d %-10s %s %s\n", $kind, $width, $height, $info['mime'], (new finfo(FILEINFO_MIME_TYPE))->file("chart.$kind"), imagesx($again) === 400 ? 'read' : 'unread');
}
$thumb = imagescale($image, 100);
$turned = imagerotate($thumb, 90, $white);
echo imagesx($thumb), 'x', imagesy($thumb), ' ', imagesx($turned), 'x', imagesy($turned), ' ', imagesx(imagecrop($image, ['x' => 10, 'y' => 10, 'width' => 50, 'height' => 30])), "\n";
imagefilter($image, IMG_FILTER_GRAYSCALE);
$grey = imagecolorsforindex($image, imagecolorat($image, 50, 250));
echo 'grey: ', $grey['red'] === $grey['green'] && $grey['green'] === $grey['blue'] ? 'yes' : 'no', ', FreeType: ', gd_info()['FreeType Support'] ? 'yes' : 'no', "\n";
