<?php
// Makes and reads identifiers by name, time and chance, and keeps values under them (needs: ramsey/uuid).
declare(strict_types=1);

require 'vendor/autoload.php';

use Ramsey\Uuid\Exception\InvalidUuidStringException;
use Ramsey\Uuid\Rfc4122\FieldsInterface;
use Ramsey\Uuid\Uuid;
use Ramsey\Uuid\UuidInterface;

echo Uuid::uuid3(Uuid::NAMESPACE_DNS, 'python.org'), "\n", Uuid::uuid5(Uuid::NAMESPACE_DNS, 'python.org'), "\n";
foreach (['Größe', '東京', 'example.org'] as $name) {
    $id = Uuid::uuid5(Uuid::NAMESPACE_DNS, $name);
    echo $id, ' version ', $id->getFields()->getVersion(), ' ', $id->equals(Uuid::fromBytes($id->getBytes())) ? 'same from bytes' : 'different', "\n";
}

$time = Uuid::fromString('c232ab00-9414-11ec-b3c8-9f6bdeced846');
echo 'version 1: ', $time->getDateTime()->format('Y-m-d H:i:s'), ' ', $time->getFields()->getNode(), "\n";
$seven = Uuid::uuid7(new DateTimeImmutable('2024-02-29T12:00:00Z'));
echo 'version 7: ', substr($seven->toString(), 0, 13), ' ', $seven->getDateTime()->format(DATE_ATOM), "\n";

$list = array_map(fn (int $n) => Uuid::uuid7(new DateTimeImmutable("@" . (1709164800 + $n))), range(0, 9));
$sorted = $list;
usort($sorted, fn (UuidInterface $a, UuidInterface $b) => $a->compareTo($b));
echo 'in order of time: ', $sorted === $list ? 'yes' : 'no', "\n";

$versions = array_map(fn (UuidInterface $id) => $id->getFields()->getVersion(), [Uuid::uuid1(), Uuid::uuid4(), Uuid::uuid6(), Uuid::uuid7()]);
echo 'versions: ', implode(' ', $versions), ', unique: ', count(array_unique(array_map(fn () => Uuid::uuid4()->toString(), range(1, 500)))), "\n";

foreach (['886313e1-3b8a-5372-9b90-0c9aee199e5d', '886313E13B8A53729B900C9AEE199E5D', Uuid::NIL, 'keine'] as $text) {
    try {
        $id = Uuid::fromString($text);
        $fields = $id->getFields();
        echo $id, ' ', $fields instanceof FieldsInterface && $fields->isNil() ? 'nil' : $id->getUrn(), "\n";
    } catch (InvalidUuidStringException $e) {
        echo $text, ': ', Uuid::isValid($text) ? 'valid' : 'invalid', ' ', (new ReflectionClass($e))->getShortName(), "\n";
    }
}
$id = Uuid::fromString('886313e1-3b8a-5372-9b90-0c9aee199e5d');
echo 'integer: ', $id->getInteger(), ' hex: ', $id->getHex(), ' json: ', json_encode(['id' => $id]), ' ', unserialize(serialize($id))->equals($id) ? 'serialised' : 'lost', "\n";

$store = new SplObjectStorage();
$map = [];
foreach ($list as $n => $key) {
    $store[$key] = $n;
    $map[$key->toString()] = $n ** 2;
}
echo 'stored: ', $store[$list[3]], ' ', $map[(string) $list[5]], ' ', count($store), "\n";
