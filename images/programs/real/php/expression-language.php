<?php
// Scans, parses, optimises and evaluates a small expression language (needs: PHP alone).
declare(strict_types=1);

function call(string $name, array $values): int|float|string|bool
{
    return match ($name) {
        '+' => $values[0] + $values[1], '-' => $values[0] - $values[1], '*' => $values[0] * $values[1],
        '/' => $values[1] != 0 ? $values[0] / $values[1] : throw new DivisionByZeroError('durch null'),
        '^' => $values[0] ** $values[1], '~' => $values[0] . $values[1], '<' => $values[0] < $values[1], '=' => $values[0] === $values[1],
        'neg' => -$values[0], 'max' => max(...$values), 'länge' => mb_strlen($values[0]), 'wenn' => $values[0] ? $values[1] : $values[2],
        default => throw new BadFunctionCallException("keine Funktion: $name"),
    };
}
/** Makes of a text a function of the variables. */
final class Parser
{
    private const array LEVELS = ['=' => 1, '<' => 2, '~' => 3, '+' => 4, '-' => 4, '*' => 5, '/' => 5, '^' => 7];
    private array $tokens = [];
    public function parse(string $text): Closure
    {
        preg_match_all('/\s*(?:(\d+(?:\.\d+)?)|"([^"]*)"|([\p{L}_]\w*)|(.))/u', rtrim($text), $this->tokens, PREG_SET_ORDER | PREG_UNMATCHED_AS_NULL);
        $node = $this->binary(0);
        return $this->tokens ? throw new ParseError("unerwartet: {$this->tokens[0][0]}") : $node;
    }
    private function binary(int $level): Closure
    {
        $left = $this->unary();
        while (($next = self::LEVELS[$this->tokens[0][4] ?? ''] ?? -1) > $level) {
            $operator = array_shift($this->tokens)[4];
            $left = $this->node($operator, [$left, $this->binary($operator === '^' ? $next - 1 : $next)]);
        }
        return $left;
    }
    private function unary(): Closure
    {
        [, $number, $string, $name, $sign] = array_shift($this->tokens) ?? throw new ParseError('zu früh zu Ende');
        return match (true) {
            $number !== null => fn () => $number + 0,
            $string !== null => fn () => $string,
            $name !== null => ($this->tokens[0][4] ?? null) === '(' ? $this->node($name, $this->arguments()) : fn (array $variables) => $variables[$name] ?? throw new OutOfBoundsException("unbekannt: $name"),
            $sign === '-' => $this->node('neg', [$this->binary(6)]),
            $sign === '(' => [$this->binary(0), $this->expect(')')][0],
            default => throw new ParseError("unerwartet: $sign"),
        };
    }
    private function node(string $name, array $parts): Closure
    {
        return fn (array $variables) => call($name, array_map(fn (Closure $part) => $part($variables), $parts));
    }
    private function arguments(): array
    {
        for ($list = []; in_array(array_shift($this->tokens)[4] ?? null, ['(', ','], true); ) {
            $list[] = $this->binary(0);
        }
        return $list;
    }
    private function expect(string $sign): void
    {
        (array_shift($this->tokens)[4] ?? null) === $sign || throw new ParseError("$sign fehlt");
    }
}
foreach (['1 + 2 * 3', '-2 ^ 2', '2 ^ 3 ^ 2', '(1 + größe) / 4', 'max(3, länge("größer"), 1)', 'wenn(größe < 10, "klein", "groß") ~ "!"', '7 / (größe - 7)', 'x + 1', '(1 + 2', '1 2', 'sin(1)', '0.1 + 0.2 = 0.3'] as $text) {
    try {
        $result = var_export((new Parser())->parse($text)(['größe' => 7]), true);
    } catch (Throwable $e) {
        $result = $e::class . ': ' . $e->getMessage();
    }
    echo "$text ⇒ $result\n";
}
