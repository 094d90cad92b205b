<?php
// Filters, sorts and matches orders with collections and criteria (needs: doctrine/collections).
declare(strict_types=1);

require 'vendor/autoload.php';

use Doctrine\Common\Collections\ArrayCollection;
use Doctrine\Common\Collections\Criteria;

enum Status: string
{
    case Open = 'offen';
    case Paid = 'bezahlt';
    case Void = 'storniert';

    public function isFinal(): bool
    {
        return $this !== self::Open;
    }
}

final readonly class Order
{
    public function __construct(public int $id, public string $customer, public int $cents, public Status $status = Status::Open, public array $tags = [])
    {
    }
}

$orders = new ArrayCollection([
    new Order(1, 'Zoë', 4500, Status::Paid, ['eilig']),
    new Order(2, 'Łukasz', 1299),
    new Order(3, 'Zoë', 9900, tags: ['eilig', 'Geschenk']),
    new Order(4, '李', 500, Status::Void),
    new Order(5, 'Émile', 7250, Status::Paid),
]);

$ids = fn (iterable $list): string => implode(' ', array_map(fn (Order $order) => $order->id, [...$list]));
$euros = fn (int $cents): string => number_format($cents / 100, 2, ',', '.') . ' €';

$expr = Criteria::expr();
echo 'large: ', $ids($orders->matching(Criteria::create()->where($expr->gt('cents', 4000))->orderBy(['cents' => 'DESC']))), "\n";
echo 'Zoë or small: ', $ids($orders->matching(Criteria::create()->where($expr->orX($expr->eq('customer', 'Zoë'), $expr->lt('cents', 1000))))), "\n";
echo 'urgent: ', $ids($orders->matching(Criteria::create()->where($expr->memberOf('tags', 'eilig')))), "\n";
echo 'page 2: ', $ids($orders->matching(Criteria::create()->orderBy(['customer' => 'ASC', 'id' => 'ASC'])->setFirstResult(2)->setMaxResults(2))), "\n";
echo 'ends with: ', $ids($orders->matching(Criteria::create()->where($expr->endsWith('customer', 'z')))), "\n";

[$final, $open] = $orders->partition(fn (int $key, Order $order) => $order->status->isFinal());
echo 'final: ', $ids($final), ' | open: ', $ids($open), "\n";
echo 'sum: ', $euros($orders->reduce(fn (int $sum, Order $order) => $sum + $order->cents, 0)), ' of open: ', $euros(array_sum($open->map(fn (Order $order) => $order->cents)->toArray())), "\n";
echo 'exists: ', var_export($orders->exists(fn (int $key, Order $order) => $order->cents > 9000), true), ' for all: ', var_export($orders->forAll(fn (int $key, Order $order) => $order->cents > 900), true), ' first: ', $orders->findFirst(fn (int $key, Order $order) => $order->status === Status::Void)?->customer, "\n";

$byCustomer = new ArrayCollection();
foreach ($orders as $order) {
    $byCustomer[$order->customer] = ($byCustomer[$order->customer] ?? 0) + $order->cents;
}
foreach ($byCustomer as $customer => $cents) {
    echo mb_str_pad($customer, 8), str_pad($euros($cents), 12, '.', STR_PAD_LEFT), "\n";
}
echo $byCustomer->containsKey('李') ? 'has' : 'lacks', ' ', $byCustomer->remove('李'), ' ', $byCustomer->count(), ' ', implode(',', $byCustomer->getKeys()), ' ', $byCustomer->indexOf(1299), ' ', $orders->last()->id, "\n";
try {
    $orders->first()->cents = 1;
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
echo Status::from('bezahlt')->name, ' ', var_export(Status::tryFrom('?'), true), ' ', count(Status::cases()), "\n";
