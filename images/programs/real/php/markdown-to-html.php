<?php
// Turns Markdown with tables and code into HTML, and checks it with the DOM (needs: erusev/parsedown, dom).
declare(strict_types=1);

require 'vendor/autoload.php';

$markdown = <<<'MD'
# Größe & Gewicht

Ein *kurzer* Text mit **fetten** Wörtern, `code <b>` und einem [Verweis](https://example.org/ü "Titel").
Zweite Zeile.

## Zutaten

- Mehl
    - Type 550
- Öl
- 豆腐

1. rühren
2. backen

| Zutat | Menge |
|:------|------:|
| Mehl  | 500 g |
| Öl    | 30 ml |

```php
echo '<p>äöü</p>';
```

> Ein Zitat
> über zwei Zeilen

<script>alert(1)</script>

![Bild](bild.png)
~~alt~~ https://example.com

---
MD;

$parsedown = new Parsedown();
$html = $parsedown->text($markdown);
$safe = (new Parsedown())->setSafeMode(true)->text($markdown);
file_put_contents('seite.html', "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>$html</body></html>");
echo preg_replace('/^/m', '| ', (new Parsedown())->text("# Titel\n\nAbsatz *eins*\n\n* a\n* b")), "\n";

libxml_use_internal_errors(true);
$document = new DOMDocument();
$document->loadHTMLFile('seite.html');
$xpath = new DOMXPath($document);
foreach (['h1', 'em', 'strong', 'p/code', 'li', 'a', 'td', 'pre/code', 'blockquote', 'img', 'del', 'script'] as $path) {
    $found = [];
    foreach ($xpath->query("//$path") as $node) {
        $found[] = trim(preg_replace('/\s+/', ' ', $node->textContent));
    }
    echo str_pad($path, 11), count($found), ' ', implode(' / ', $found), "\n";
}
echo 'link: ', $xpath->evaluate('string(//a[@title]/@href)'), ' ', $xpath->evaluate('string(//a/@title)'), "\n";
echo 'right: ', $xpath->evaluate("count(//td[contains(@style, 'right')])"), ' class: ', $xpath->evaluate('string(//pre/code/@class)'), ' rule: ', $xpath->evaluate('count(//hr)'), "\n";
echo 'safe: ', str_contains($html, '<script>') ? 'with' : 'without', ' and ', str_contains($safe, '<script>') ? 'with' : 'without', ' ', (new Parsedown())->line('nur *eine* Zeile & mehr'), "\n";

$toc = array_map(fn (DOMElement $h) => str_repeat('  ', (int) $h->tagName[1] - 1) . $h->textContent, iterator_to_array($xpath->query('//h1 | //h2')));
echo implode("\n", $toc), "\n";
