// Reads XML with DOM, asks it by XPath, sorts it with XSLT and streams it with StAX; needs the module java.xml.
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

public class Main {
    static final String BOOKS = """
        <?xml version="1.0" encoding="UTF-8"?>
        <books>
          <book year="1925" lang="de"><title>Der Prozeß</title><price>9.90</price></book>
          <book year="1880" lang="ru"><title>Братья Карамазовы</title><price>14.50</price></book>
          <book year="1948" lang="ja"><title>雪国</title><price>7.25</price></book>
          <book year="1605" lang="es"><title>Don Quijote &amp; Sancho</title><price>19.00</price></book>
        </books>
        """;
    static final String SHEET = """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
          <xsl:output method="text"/>
          <xsl:template match="/books">
            <xsl:for-each select="book"><xsl:sort select="@year" data-type="number"/>
              <xsl:value-of select="concat(@year, ' ', title)"/><xsl:text>&#10;</xsl:text>
            </xsl:for-each>
          </xsl:template>
        </xsl:stylesheet>
        """;

    public static void main(String[] args) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Document document = builder.parse(new InputSource(new StringReader(BOOKS)));
        XPath path = XPathFactory.newInstance().newXPath();
        System.out.println("sum of prices: " + path.evaluate("sum(//price)", document));
        NodeList cheap = (NodeList) path.evaluate("//book[price < 10]/title", document, XPathConstants.NODESET);
        for (int i = 0; i < cheap.getLength(); i++) {
            System.out.println("cheap: " + cheap.item(i).getTextContent());
        }

        Transformer sorter = TransformerFactory.newInstance().newTransformer(new StreamSource(new StringReader(SHEET)));
        StringWriter sorted = new StringWriter();
        sorter.transform(new DOMSource(document), new StreamResult(sorted));
        System.out.print(sorted);

        var stream = XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(BOOKS));
        StringBuilder languages = new StringBuilder();
        while (stream.hasNext()) {
            if (stream.next() == XMLStreamConstants.START_ELEMENT && stream.getLocalName().equals("book")) {
                languages.append(stream.getAttributeValue(null, "lang")).append(' ');
            }
        }
        System.out.println("languages: " + languages.toString().strip());

        builder.setErrorHandler(new DefaultHandler()); // which throws fatal errors and keeps them off standard error
        try {
            builder.parse(new InputSource(new StringReader("<books>\n<book></books>")));
        } catch (SAXParseException e) {
            System.out.println("malformed in line " + e.getLineNumber());
        }
    }
}
