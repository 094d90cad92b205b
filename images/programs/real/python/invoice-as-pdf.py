# Writes an invoice as PDF with reportlab and reads it back with pypdf (needs: reportlab, pypdf).
from decimal import Decimal, ROUND_HALF_UP
from pathlib import Path

from pypdf import PdfReader
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

CENT = Decimal("0.01")
ITEMS = [
    ("Schrauben M4, 100 Stück", 3, Decimal("7.95")),
    ("Dübel für Gipskarton", 2, Decimal("4.49")),
    ("Öl für Türscharniere", 1, Decimal("12.30")),
]


def euros(amount: Decimal) -> str:
    return f"{amount:,.2f} EUR".replace(",", " ").replace(".", ",")


def build(path: Path) -> Decimal:
    net = sum(count * price for _, count, price in ITEMS)
    tax = (net * Decimal("0.19")).quantize(CENT, ROUND_HALF_UP)
    rows = [["Artikel", "Menge", "Preis", "Summe"]]
    rows += [[name, count, euros(price), euros(count * price)] for name, count, price in ITEMS]
    rows += [["Netto", "", "", euros(net)], ["USt 19 %", "", "", euros(tax)], ["Gesamt", "", "", euros(net + tax)]]

    styles = getSampleStyleSheet()
    table = Table(rows, colWidths=[220, 50, 90, 90])
    table.setStyle(TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightblue),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]))
    document = SimpleDocTemplate(str(path), pagesize=A4, title="Rechnung 2024-017", author="Müller & Söhne")
    document.build([
        Paragraph("Rechnung 2024-017", styles["Title"]),
        Paragraph("für Frau Jäger, Straße 5", styles["Normal"]),
        Spacer(1, 12), table, PageBreak(),
        Paragraph("Zahlbar bis zum 31. März.", styles["Normal"]),
    ])
    return net + tax


path = Path("invoice.pdf")
total = build(path)
data = path.read_bytes()
reader = PdfReader(path)
first = reader.pages[0].extract_text()
print("magic:", data[:5].decode(), "larger than 1500 bytes:", len(data) > 1500)
print("pages:", len(reader.pages), "title:", reader.metadata.title, "author:", reader.metadata.author)
print("size:", [round(float(side)) for side in reader.pages[0].mediabox[2:]])
print("total:", euros(total), "in text:", euros(total) in first)
for name, _, _ in ITEMS:
    print("found:", name, name in first)
print("second page:", reader.pages[1].extract_text().strip())
