<?php
// Fills templates with inheritance, macros, filters and escaping (needs: twig/twig).
declare(strict_types=1);

require 'vendor/autoload.php';

use Twig\Environment;
use Twig\Error\LoaderError;
use Twig\Error\RuntimeError;
use Twig\Error\SyntaxError;
use Twig\Loader\ArrayLoader;
use Twig\Loader\ChainLoader;
use Twig\Loader\FilesystemLoader;
use Twig\TwigFilter;
use Twig\TwigFunction;

$templates = [
    'base.html' => "<h1>{% block title %}Ohne Titel{% endblock %}</h1>\n{% block body %}{% endblock %}\n<p>{{ footer|default('Ende') }}</p>\n",
    'page.html' => <<<'TWIG'
        {% extends 'base.html' %}
        {% import _self as ui %}
        {% macro cell(text, right = false) %}<td{{ right ? ' class="r"' }}>{{ text }}</td>{% endmacro %}
        {% block title %}{{ parent() }}: {{ title|upper }}{% endblock %}
        {% block body %}
        {%- for item in items|sort((a, b) => a.price <=> b.price) -%}
        {{ ui.cell(loop.index ~ '. ' ~ item.name) }}{{ ui.cell(item.price|euros, true) }}{{ loop.last ? '' : "\n" }}
        {%- else -%}
        nichts
        {%- endfor -%}
        {% endblock %}
        TWIG,
    'text.txt' => "{{ 'straße'|capitalize }} {{ [3, 1, 2]|sort|join(', ', ' und ') }} {{ 'ä-b'|split('-')|reverse|join }} {{ 7 // 2 }} {{ 2 ** 10 }} {{ 'b' in 'abc' ? 'ja' : 'nein' }} {{ (1..4)|length }}\n"
        . "{% set names = people|filter(p => p.age >= 18)|map(p => p.name) %}{{ names|join('/') }} {{ people|reduce((sum, p) => sum + p.age, 0) }} {{ people|column('name')|last }} {{ max(1, 5, 3) }} {{ 'x'|twice }}\n"
        . "{{ date|date('d.m.Y', 'Europe/Berlin') }} {{ 1234.5|number_format(2, ',', '.') }} {{ '%05d'|format(42) }} {{ 'a b'|url_encode }} {{ {'ü': 1}|json_encode(constant('JSON_UNESCAPED_UNICODE'))|raw }} {{ html|striptags }}\n",
];
mkdir('vorlagen');
$cache = getcwd() . '/zwischen';
file_put_contents('vorlagen/datei.html', "{% include 'text.txt' %}{% apply upper %}aus einer Datei: größe{% endapply %} ✓\n");

$twig = new Environment(new ChainLoader([new ArrayLoader($templates), new FilesystemLoader('vorlagen')]), ['strict_variables' => true, 'cache' => $cache]);
$twig->addFilter(new TwigFilter('euros', fn (float $amount): string => number_format($amount, 2, ',', '.') . ' €'));
$twig->addFilter(new TwigFilter('twice', fn (string $text): string => $text . $text));
$twig->addFunction(new TwigFunction('bold', fn (string $text): string => "<b>$text</b>", ['is_safe' => ['html']]));
$data = ['title' => 'Preise', 'items' => [['name' => 'Öl & Essig', 'price' => 12.3], ['name' => '<茶>', 'price' => 4.5]]];
echo $twig->render('page.html', $data), $twig->render('page.html', ['title' => 'leer', 'items' => [], 'footer' => 'Schluß']);
echo $twig->render('datei.html', ['people' => [['name' => 'Zoë', 'age' => 31], ['name' => 'Max', 'age' => 9], ['name' => '李', 'age' => 45]], 'date' => new DateTime('2024-02-28 23:30 UTC'), 'html' => '<i>kursiv</i>']);
echo $twig->createTemplate("{{ '<' }} {{ '<'|raw }} {{ bold('ü') }} {{ '\"'|e('js') }} {% verbatim %}{{ roh }}{% endverbatim %}\n")->render();

foreach (['{{ fehlt }}', '{% if %}', "{% include 'nirgends.html' %}", '{{ 1|unbekannt }}'] as $source) {
    try {
        $twig->createTemplate($source)->render();
    } catch (SyntaxError | RuntimeError | LoaderError $e) {
        echo $source, ' ⇒ ', (new ReflectionClass($e))->getShortName(), ' in line ', $e->getTemplateLine(), "\n";
    }
}
echo 'compiled: ', count(glob("$cache/*/*.php")) > 2 ? 'yes' : 'no', "\n";
