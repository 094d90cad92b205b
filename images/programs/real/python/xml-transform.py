# Validates, queries and transforms XML, also in old encodings (needs: lxml, its libxslt, and iconv's modules).
import io

from lxml import etree, html

SOURCE = """<?xml version="1.0" encoding="{encoding}"?>
<library xmlns:x="urn:extra"><book id="b1" x:lang="de"><title>{first}</title><year>1912</year></book>
<book id="b2"><title>{second}</title><year>1948</year></book><!-- end --></library>"""

SCHEMA = etree.XMLSchema(etree.XML(b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="point"><xs:complexType><xs:attribute name="x" type="xs:int" use="required"/></xs:complexType></xs:element></xs:schema>"""))

SHEET = etree.XSLT(etree.XML(b"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/><xsl:param name="prefix"/>
<xsl:template match="/"><xsl:for-each select="//book"><xsl:sort select="title" order="descending"/>
<xsl:value-of select="concat($prefix, @id, ': ', translate(title, 'abc', 'ABC'), ' (', year, ')')"/><xsl:text>&#10;</xsl:text>
</xsl:for-each></xsl:template></xsl:stylesheet>"""))

for encoding, first, second in [
    ("utf-8", "Die Verwandlung", "雪国"),
    ("iso-8859-15", "Über €", "ça"),
    ("windows-1251", "Мастер", "Идиот"),
    ("koi8-r", "Нос", "Шинель"),
    ("shift_jis", "こころ", "雪国"),
    ("gb18030", "红楼梦", "围城"),
    ("euc-kr", "토지", "광장"),
]:
    data = SOURCE.format(encoding=encoding, first=first, second=second).encode(encoding)
    root = etree.fromstring(data)
    titles = root.xpath("//book[year > 1900]/title/text()")
    again = etree.fromstring(etree.tostring(root, encoding=encoding, xml_declaration=True))
    print(f"{encoding:13}", titles, titles == again.xpath("//title/text()"))

root = etree.fromstring(SOURCE.format(encoding="utf-8", first="Abc", second="Zebra").encode())
print(str(SHEET(root, prefix=etree.XSLT.strparam("> "))), end="")
print("attribute:", root[0].get("{urn:extra}lang"), "comments:", len(root.xpath("//comment()")))

for text in ('<point x="7"/>', '<point x="seven"/>', "<point/>"):
    print(text, SCHEMA.validate(etree.fromstring(text)))
try:
    etree.fromstring("<a><b></a>")
except etree.XMLSyntaxError as error:
    print("syntax error in line", error.position[0])

page = html.fromstring("<ul><li class=a>eins<li class='a b'>zwei<li>drei</ul>")
print([item.text for item in page.xpath("//li[contains(@class, 'a')]")], html.tostring(page).decode())
events = [(event, node.tag) for event, node in etree.iterparse(io.BytesIO(b"<r><i/><i/></r>"), events=("start", "end"))]
print(events)
