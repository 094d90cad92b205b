<?php
// makerepository.php TABLE UNPACKED REPOSITORY: makes a static Composer repository of unpacked Debian packages.
// TABLE is packages.txt; UNPACKED has a directory for each Debian package.

set_error_handler(fn (int $level, string $message) => throw new ErrorException($message));

[, $table, $unpacked, $repository] = $argv;
mkdir("$repository/dist", 0755, true);

$packages = [];
foreach (file($table, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    if ($line[0] === '#') {
        continue;
    }

    [$name, $version, $debian, $directory, $autoload, $files, $requires] = explode(' ', $line);
    $archive = "$repository/dist/" . strtr($name, '/', '-') . "-$version.zip";
    pack_library("$unpacked/$debian/usr/share/php/$directory", $archive);
    $packages[$name][$version] = array_filter([
        'name' => $name,
        'version' => $version,
        'type' => 'library',
        'dist' => ['type' => 'zip', 'url' => "file://$archive", 'shasum' => sha1_file($archive)],
        'require' => array_fill_keys(listed($requires), '*'),
        'autoload' => array_filter([
            'psr-4' => str_ends_with($autoload, '\\') ? [$autoload => ''] : [],
            'classmap' => $autoload === 'classmap' ? [''] : [],
            'files' => listed($files),
        ]),
    ]);
}
file_put_contents("$repository/packages.json", json_encode(['packages' => $packages], JSON_THROW_ON_ERROR));

/** The elements of a comma list; none of "-". */
function listed(string $list): array
{
    return $list === '-' ? [] : explode(',', $list);
}

/** Packs a directory, below one of its own as public archives have it, without the loader that Debian adds. */
function pack_library(string $directory, string $archive): void
{
    $zip = new ZipArchive();
    $zip->open($archive, ZipArchive::CREATE) === true or throw new RuntimeException("cannot create $archive");
    $tree = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($directory, FilesystemIterator::SKIP_DOTS));
    foreach ($tree as $file) {
        $path = substr($file->getPathname(), strlen($directory) + 1);
        if ($path !== 'autoload.php') {
            $zip->addFile($file->getRealPath(), "library/$path");
        }
    }
    $zip->close();
}
