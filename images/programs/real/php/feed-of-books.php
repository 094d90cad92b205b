<?php
// Writes, streams, queries, changes and validates XML in several encodings (needs: dom, simplexml, xmlreader, xmlwriter, iconv's modules).
declare(strict_types=1);

$books = [['Die Verwandlung', 1915, 'de'], ['Über & unter <Tage>', 1990, 'de'], ['雪国', 1948, 'ja'], ['Преступление', 1866, 'ru']];

$writer = new XMLWriter();
$writer->openURI('books.xml');
$writer->setIndent(true);
$writer->startDocument('1.0', 'UTF-8');
$writer->startElementNs(null, 'books', 'urn:books');
foreach ($books as $n => [$title, $year, $language]) {
    $writer->startElement('book');
    $writer->writeAttribute('id', 'b' . ($n + 1));
    $writer->writeAttributeNs('xml', 'lang', null, $language);
    $writer->writeElement('title', $title);
    $writer->writeElement('year', (string) $year);
    $writer->endElement();
}
$writer->writeComment(' Ende ');
$writer->endDocument();
$writer->flush();
echo strlen(file_get_contents('books.xml')) > 400 ? 'written' : 'short', "\n";

$reader = XMLReader::open('books.xml');
while ($reader->read()) {
    if ($reader->nodeType === XMLReader::ELEMENT && $reader->localName === 'book') {
        $node = simplexml_import_dom($reader->expand(new DOMDocument()));
        echo $reader->getAttribute('id'), ' ', $reader->xmlLang, ' ', $node->title, ' ', (int) $node->year + 1, "\n";
    }
}

$xml = simplexml_load_file('books.xml');
$xml->registerXPathNamespace('b', 'urn:books');
echo implode(', ', array_map(strval(...), $xml->xpath('//b:book[b:year > 1900]/b:title'))), ' | ', count($xml->book), "\n";

$document = new DOMDocument();
$document->load('books.xml', LIBXML_NOBLANKS);
$xpath = new DOMXPath($document);
$xpath->registerNamespace('b', 'urn:books');
foreach ($xpath->query('//b:book[b:year < 1900]') as $old) {
    $old->parentNode->removeChild($old);
}
$new = $document->documentElement->appendChild($document->createElementNS('urn:books', 'book'));
$new->setAttribute('id', 'b9');
$new->appendChild($document->createElementNS('urn:books', 'title'))->append('Größe', $document->createCDATASection(' < & '));
echo $xpath->evaluate('count(//b:book)'), ' ', $xpath->evaluate('sum(//b:year)'), ' ', $document->saveXML($new), "\n";

foreach (['ISO-8859-1' => 'Größe', 'ISO-8859-15' => '5 €', 'windows-1251' => 'Мастер', 'Shift_JIS' => 'こころ', 'GB18030' => '红楼梦', 'KOI8-R' => 'Нос', 'UTF-16' => '𝄞'] as $encoding => $text) {
    $bytes = iconv('UTF-8', $encoding, "<?xml version=\"1.0\" encoding=\"$encoding\"?><a><b>$text</b></a>");
    $parsed = new DOMDocument();
    $parsed->loadXML($bytes);
    $again = new DOMDocument();
    $again->loadXML($parsed->saveXML());
    echo $encoding, ' ', $parsed->getElementsByTagName('b')[0]->textContent, ' ', $again->textContent === $text ? 'same' : 'lost', '; ';
}
echo "\n";

libxml_use_internal_errors(true);
$schema = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="p"><xs:complexType><xs:attribute name="x" type="xs:int" use="required"/></xs:complexType></xs:element></xs:schema>';
foreach (['<p x="7"/>', '<p x="sieben"/>', '<p><q></p>'] as $text) {
    $checked = new DOMDocument();
    echo $text, ' ', @$checked->loadXML($text) ? ($checked->schemaValidateSource($schema) ? 'valid' : 'invalid') : 'broken', ' ', count(libxml_get_errors()) > 0 ? 'with errors' : 'without', "\n";
    libxml_clear_errors();
}
