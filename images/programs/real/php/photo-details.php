<?php
// Writes EXIF details into a JPEG by hand and reads them with thumbnails, types and sizes (needs: exif, gd, fileinfo).
declare(strict_types=1);

/** An EXIF block in little endian: description, orientation, date, exposure. */
function exif_block(array $tags): string
{
    $entries = '';
    $values = '';
    $offset = 8 + 2 + 12 * count($tags) + 4;
    ksort($tags);
    foreach ($tags as $tag => [$type, $value]) {
        [$count, $data] = match ($type) {
            2 => [strlen($value) + 1, "$value\0"],
            3 => [1, pack('v', $value)],
            5 => [1, pack('VV', ...$value)],
        };
        if (strlen($data) <= 4) {
            $entries .= pack('vvV', $tag, $type, $count) . str_pad($data, 4, "\0");
        } else {
            $entries .= pack('vvVV', $tag, $type, $count, $offset + strlen($values));
            $values .= $data;
        }
    }
    $body = "Exif\0\0II*\0" . pack('V', 8) . pack('v', count($tags)) . $entries . pack('V', 0) . $values;
    return "\xff\xe1" . pack('n', strlen($body) + 2) . $body;
}

$image = imagecreatetruecolor(60, 40);
imagefill($image, 0, 0, imagecolorallocate($image, 10, 120, 200));
ob_start();
imagejpeg($image, null, 90);
$jpeg = ob_get_clean();

$block = exif_block([
    0x010E => [2, 'Urlaub am See'],
    0x010F => [2, 'Fotowerk'],
    0x0112 => [3, 6],
    0x0132 => [2, '2024:02:29 12:34:56'],
    0x829A => [5, [1, 250]],
]);
file_put_contents('foto.jpg', substr($jpeg, 0, 2) . $block . substr($jpeg, 2));

$details = exif_read_data('foto.jpg', 'IFD0');
foreach (['ImageDescription', 'Make', 'Orientation', 'DateTime', 'ExposureTime', 'MimeType'] as $name) {
    echo str_pad($name, 18), $details[$name], "\n";
}
echo 'taken: ', DateTimeImmutable::createFromFormat('Y:m:d H:i:s', $details['DateTime'])->format('j.n.Y'), "\n";
echo 'computed: ', $details['COMPUTED']['Width'], 'x', $details['COMPUTED']['Height'], ' ', $details['COMPUTED']['IsColor'], "\n";
echo 'type: ', exif_imagetype('foto.jpg') === IMAGETYPE_JPEG ? 'JPEG' : '?', ' ', image_type_to_extension(IMAGETYPE_WEBP), ' ', exif_tagname(0x0112), ' ', mime_content_type('foto.jpg'), "\n";

$upright = match ($details['Orientation']) {
    3 => imagerotate(imagecreatefromjpeg('foto.jpg'), 180, 0),
    6 => imagerotate(imagecreatefromjpeg('foto.jpg'), 270, 0),
    8 => imagerotate(imagecreatefromjpeg('foto.jpg'), 90, 0),
    default => imagecreatefromjpeg('foto.jpg'),
};
echo 'upright: ', imagesx($upright), 'x', imagesy($upright), "\n";

$samples = ['text.txt' => "Grüße\n", 'data.json' => '{"a": 1}', 'page.html' => '<!DOCTYPE html><html></html>', 'packed.gz' => gzencode('x'), 'doc.pdf' => "%PDF-1.4\n", 'empty' => ''];
$finfo = new finfo(FILEINFO_MIME_TYPE);
foreach ($samples as $name => $content) {
    file_put_contents($name, $content);
    echo $name, ' ', $finfo->file($name), '; ';
}
echo (new finfo(FILEINFO_MIME_ENCODING))->buffer('Grüße'), "\n";
