<?php
// Writes a Word document and a spreadsheet as zipped XML, and reads both back (needs: zip, dom, xmlwriter, simplexml).
declare(strict_types=1);

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function package(string $file, string $main, string $type, array $parts): void
{
    $zip = new ZipArchive();
    $zip->open($file, ZipArchive::CREATE | ZipArchive::OVERWRITE);
    $zip->addFromString('[Content_Types].xml', '<Types xmlns="' . TYPES . '"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/' . $main . '" ContentType="' . $type . '"/></Types>');
    $zip->addFromString('_rels/.rels', '<Relationships xmlns="' . RELATIONS . '"><Relationship Id="r1" Type="' . OFFICE . '/officeDocument" Target="' . $main . '"/></Relationships>');
    foreach ($parts as $name => $content) {
        $zip->addFromString($name, $content);
    }
    $zip->close();
}

function paragraph(DOMDocument $document, string $text, ?string $style = null, bool $bold = false): DOMElement
{
    $make = fn (string $name, DOMNode ...$children): DOMElement => array_reduce($children, function (DOMElement $node, DOMNode $child) { $node->appendChild($child); return $node; }, $document->createElementNS(WORD, "w:$name"));
    $run = $make('r', ...($bold ? [$make('rPr', $make('b'))] : []), ...[$content = $make('t')]);
    $content->appendChild($document->createTextNode($text));
    $properties = $make('pPr');
    if ($style !== null) {
        $properties->appendChild($make('pStyle'))->setAttributeNS(WORD, 'w:val', $style);
    }
    return $make('p', $properties, $run);
}

$word = new DOMDocument('1.0', 'UTF-8');
$body = $word->appendChild($word->createElementNS(WORD, 'w:document'))->appendChild($word->createElementNS(WORD, 'w:body'));
foreach ([['Jahresbericht', 'Heading1'], ['Größen < 5 & mehr', null, true], ['東京と Łódź', null]] as $arguments) {
    $body->appendChild(paragraph($word, ...$arguments));
}
package('bericht.docx', 'word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', ['word/document.xml' => $word->saveXML()]);

$sheet = new XMLWriter();
$sheet->openMemory();
$sheet->startElementNs(null, 'worksheet', SHEET);
$sheet->startElement('sheetData');
foreach ([['Stadt', 'Fläche'], ['Köln', 405.15], ['Łódź', 293.25], ['Summe', '=SUM(B2:B3)']] as $r => $row) {
    $sheet->startElement('row');
    foreach ($row as $c => $value) {
        $sheet->startElement('c');
        $sheet->writeAttribute('r', chr(65 + $c) . $r + 1);
        if (is_string($value) && $value[0] !== '=') {
            $sheet->writeAttribute('t', 'inlineStr');
            $sheet->writeRaw('<is><t>' . htmlspecialchars($value) . '</t></is>');
        } else {
            $sheet->writeElement(is_string($value) ? 'f' : 'v', ltrim((string) $value, '='));
        }
        $sheet->endElement();
    }
    $sheet->endElement();
}
$sheet->endDocument();
package('tabelle.xlsx', 'xl/worksheets/sheet1.xml', 'application/xml', ['xl/worksheets/sheet1.xml' => $sheet->outputMemory()]);

foreach (['bericht.docx' => ['word/document.xml', '//w:t', WORD], 'tabelle.xlsx' => ['xl/worksheets/sheet1.xml', '//w:t | //w:v | //w:f', SHEET]] as $file => [$part, $path, $namespace]) {
    $xml = simplexml_load_string(file_get_contents("zip://$file#$part"));
    $xml->registerXPathNamespace('w', $namespace);
    echo $file, ' ', substr(file_get_contents($file), 0, 2), ' ', implode(' | ', array_map(strval(...), $xml->xpath($path))), "\n";
}
$again = new DOMXPath($word);
echo $again->evaluate('string(//*[local-name() = "pStyle"]/@*)'), ' ', $again->evaluate('count(//*[local-name() = "b"])'), ' bold', "\n";
