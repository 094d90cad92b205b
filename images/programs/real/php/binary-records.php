<?php
// An indexed file of records, a sound and a bitmap written with pack, and read back (needs: PHP alone).
declare(strict_types=1);

/** A file with fixed records: number, signed value, double, text of 12 bytes, checksum. */
final class RecordFile implements Countable, IteratorAggregate, ArrayAccess
{
    private const string FORMAT = 'Vnumber/lvalue/eratio/a12text';
    private const int SIZE = 32;
    private $handle;

    public function __construct(string $path) { $this->handle = fopen($path, 'c+b'); }
    public function count(): int { return intdiv(fstat($this->handle)['size'], self::SIZE); }
    public function offsetExists(mixed $offset): bool { return $offset >= 0 && $offset < count($this); }
    public function offsetUnset(mixed $offset): void { throw new LogicException('records stay'); }

    public function offsetSet(mixed $offset, mixed $record): void
    {
        $body = pack('Vlea12', $record['number'], $record['value'], $record['ratio'], mb_strcut($record['text'], 0, 12));
        fseek($this->handle, ($offset ?? count($this)) * self::SIZE);
        fwrite($this->handle, $body . pack('V', crc32($body)));
    }

    public function offsetGet(mixed $offset): array
    {
        fseek($this->handle, $offset * self::SIZE);
        $data = (string) fread($this->handle, self::SIZE);
        if (strlen($data) < self::SIZE) {
            throw new OutOfRangeException("kein Satz $offset");
        }
        [1 => $sum] = unpack('V', $data, 28);
        if ($sum !== crc32(substr($data, 0, 28))) {
            throw new UnexpectedValueException("Satz $offset ist beschädigt");
        }
        return array_map(fn ($value) => is_string($value) ? rtrim($value, "\0") : $value, unpack(self::FORMAT, $data));
    }

    public function getIterator(): Generator
    {
        for ($n = 0; $n < count($this); $n++) {
            yield $n => $this[$n];
        }
    }
}

$file = new RecordFile('records.bin');
foreach (['Größe', '東京タワー', 'Łódź', 'kurz'] as $n => $text) {
    $file[] = ['number' => 4000000000 + $n, 'value' => -$n ** 3, 'ratio' => $n / 8, 'text' => $text];
}
$file[1] = ['text' => 'geändert'] + $file[1];
foreach ($file as $n => $record) {
    echo $n, ' ', implode(' ', $record), "\n";
}
echo count($file), ' ', isset($file[9]) ? 'has 9' : 'no 9', ' ', filesize('records.bin'), ' ', substr(bin2hex(file_get_contents('records.bin')), 0, 32), "\n";
$damaged = file_get_contents('records.bin');
file_put_contents('records.bin', substr_replace($damaged, '?', 70, 1));
foreach ([fn () => $file[2], fn () => $file[7], function () use ($file) { unset($file[0]); }] as $attempt) {
    try {
        $attempt();
    } catch (Exception $e) {
        echo $e::class, ': ', $e->getMessage(), "\n";
    }
}

$samples = array_map(fn (int $n) => (int) round(12000 * sin(2 * M_PI * 440 * $n / 8000)), range(0, 7999));
$data = pack('s*', ...$samples);
file_put_contents('tone.wav', 'RIFF' . pack('V', 36 + strlen($data)) . 'WAVEfmt ' . pack('VvvVVvv', 16, 1, 1, 8000, 16000, 2, 16) . 'data' . pack('V', strlen($data)) . $data);
$header = unpack('a4riff/Vsize/a4wave/x4/Vlength/vformat/vchannels/Vrate', $wave = file_get_contents('tone.wav'));
echo $header['riff'], $header['wave'], ' ', $header['rate'], ' ', $header['size'] + 8 === strlen($wave) ? 'complete' : 'cut', ' ', max(unpack('s*', substr($wave, 44))), "\n";
echo bin2hex(pack('nNJqEgA3xZ5H4', 258, 16909060, 1, -2, 1.5, 0.5, 'ab', 'größe', 'beef')), ' ', implode(',', unpack('C3', "\x01\xff\x80")), ' ', unpack('G', hex2bin('40490fdb'))[1] > 3.1415 ? 'π' : '-', ' ', 0b1010 & 0x0F | 1 << 4 ^ ~0 & 3, "\n";
