// Reads an HTML page, changes it and writes a table of contents (needs: cheerio).
'use strict';

const cheerio = require('cheerio');

const PAGE = `<!doctype html>
<html lang="de"><head><title>Wanderwege &ndash; Übersicht</title></head><body>
<h1>Wege</h1>
<h2 id="nord">Nördlich</h2><p class="weg" data-km="12.5">Über den <b>Höhenweg</b></p><p class="weg" data-km="7">Zur Mühle</p>
<h2>Süd &amp; West</h2><p class="weg gesperrt" data-km="21">Am Fluß
<ul><li>Karte<li>Schuhe<li>水</ul>
<a href="/karte?x=1&y=2">Karte</a> <a href="https://example.org/ü">Verein</a><script>let a = "<p class='weg'>";</script>
</body></html>`;

const $ = cheerio.load(PAGE);
console.log($('title').text(), '|', $('html').attr('lang'), '|', $('.weg').length, 'Wege');

const walks = $('.weg').map((_, element) => ({
  name: $(element).contents().first().text().trim(),
  bold: $(element).find('b').text() || null,
  km: Number($(element).data('km')),
  closed: $(element).hasClass('gesperrt'),
})).get();
for (const walk of walks) console.log(JSON.stringify(walk));
console.log('open:', walks.filter((walk) => !walk.closed).reduce((sum, walk) => sum + walk.km, 0), 'km');

console.log($('h2').map((_, heading) => `${$(heading).text()}: ${$(heading).nextUntil('h2').filter('p').length}`).get());
console.log($('li').toArray().map((item) => $(item).text().trim()).join(', '));
console.log($('a').map((_, link) => new URL($(link).attr('href'), 'https://example.com/').href).get());
console.log($('p:contains("Mühle")').prev().find('b').parent().attr('data-km'), $('h2:not([id])').text(), $('li:nth-child(2)').text());

$('h2').each((number, heading) => {
  $(heading).attr('id', $(heading).attr('id') ?? `teil-${number + 1}`);
});
const toc = $('<ol class="toc"></ol>');
$('h2').each((_, heading) => {
  toc.append($('<li>').append($('<a>').attr('href', `#${heading.attribs.id}`).text($(heading).text())));
});
$('h1').after(toc);
$('script, .gesperrt').remove();
$('b').replaceWith((_, bold) => `<em>${$(bold).html()}</em>`);
console.log($.html('.toc'));
console.log($('.weg').first().toString(), $('script').length);

const xml = cheerio.load('<feed><entry><Titel>Eins</Titel></entry><entry><Titel><![CDATA[2 < 3]]></Titel></entry><br/></feed>', { xml: true });
console.log(xml('entry > Titel').map((_, title) => xml(title).text()).get(), xml.xml('br'));
