<?php
// Walks directories, locks, filters and truncates files, and uses stream wrappers of its own (needs: a writable directory, SPL).
declare(strict_types=1);

$root = sys_get_temp_dir() . '/bäume-' . bin2hex(random_bytes(4));
foreach (['a/eins.txt', 'a/b/zwei.txt', 'ü/drei.log', 'ü/名前.dat'] as $name) {
    @mkdir(dirname("$root/$name"), recursive: true);
    file_put_contents("$root/$name", str_repeat("$name\n", 3));
}
symlink('a/eins.txt', "$root/verweis");
link("$root/a/eins.txt", "$root/hart");
register_shutdown_function(function () use ($root): void {
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS), RecursiveIteratorIterator::CHILD_FIRST) as $file) {
        $file->isDir() && !$file->isLink() ? rmdir((string) $file) : unlink((string) $file);
    }
    rmdir($root);
    echo 'removed: ', file_exists($root) ? 'no' : 'yes', "\n";
});

echo 'below TMPDIR: ', dirname($root) === getenv('TMPDIR') ? 'yes' : 'no', ' ', getenv('HOME') === $_SERVER['HOME'] ? 'home' : '-', "\n";
$files = [];
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS)) as $file) {
    $files[] = substr((string) $file, strlen($root) + 1) . ($file->isLink() ? ' → ' . $file->getLinkTarget() : ' ' . $file->getSize());
}
sort($files);
echo implode("\n", $files), "\n", implode(' ', array_map(basename(...), glob("$root/*/*.{txt,log}", GLOB_BRACE))), ' ', fnmatch('*.t?t', 'x.txt') ? 'match' : '-', "\n";

chmod("$root/hart", 0640);
touch("$root/hart", 86400);
clearstatcache();
$stat = stat("$root/a/eins.txt");
printf("links %d, mode %o, %s, %s\n", $stat['nlink'], $stat['mode'] & 0777, gmdate('c', $stat['mtime']), is_writable("$root/hart") ? 'writable' : 'read-only');
foreach ([fn () => file_get_contents("$root/fehlt"), fn () => rmdir("$root/a"), fn () => mkdir("$root/a"), fn () => fopen("$root/hart", 'x')] as $attempt) {
    var_dump(@$attempt());
    echo preg_replace('/^.*: /', '', error_get_last()['message']), "\n";
}

$one = fopen("$root/sperre", 'c+');
$two = fopen("$root/sperre", 'r');
flock($one, LOCK_EX);
echo 'locked: ', flock($two, LOCK_EX | LOCK_NB, $blocks) ? 'both' : "one $blocks", ' ';
flock($one, LOCK_UN);
echo flock($two, LOCK_EX | LOCK_NB) ? 'free' : 'locked', "\n";
fwrite($one, 'abcdefghij');
fseek($one, -3, SEEK_END);
echo fread($one, 10), ' ', ftruncate($one, 4) ? fstat($one)['size'] : '-', ' ', rewind($one) ? stream_get_contents($one) : '-', "\n";

final class reversing extends php_user_filter
{
    public function filter($in, $out, &$consumed, bool $closing): int
    {
        while ($bucket = stream_bucket_make_writeable($in)) {
            $consumed += $bucket->datalen;
            $bucket->data = implode(array_reverse(mb_str_split($bucket->data)));
            stream_bucket_append($out, $bucket);
        }
        return PSFS_PASS_ON;
    }
}
stream_filter_register('text.reverse', reversing::class);
file_put_contents("php://filter/write=string.toupper|text.reverse/resource=$root/filter", 'lager');
echo file_get_contents("$root/filter"), ' ', file_get_contents("php://filter/read=text.reverse|convert.base64-encode/resource=data:,ab"), ' ', copy("$root/filter", "$root/kopie") && rename("$root/kopie", "$root/umzug") ? filesize("$root/umzug") : '-', ' ', disk_free_space($root) > 0 ? 'space' : 'full', "\n";
