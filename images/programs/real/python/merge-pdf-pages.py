# Draws PDF pages on a canvas, merges, rotates and encrypts them (needs: reportlab, pypdf; fonts that matplotlib brings).
import io

import matplotlib
from pathlib import Path
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
pdfmetrics.registerFont(TTFont("DejaVu", str(font)))


def sheet(*lines: str) -> io.BytesIO:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(300, 200), invariant=True)
    for number, line in enumerate(lines):
        page.setFont("DejaVu", 14)
        page.drawString(20, 160 - 30 * number, line)
    page.line(20, 20, 280, 20)
    page.save()
    buffer.seek(0)
    return buffer


writer = PdfWriter()
texts = [("Größe", "Höhe"), ("Ελληνικά",), ("Привет, мир",)]
for lines in texts:
    writer.append(sheet(*lines))
writer.pages[1].rotate(90)
writer.add_metadata({"/Title": "Drei Blätter", "/Subject": "merged"})
writer.add_outline_item("Griechisch", 1)

with open("merged.pdf", "wb") as output:
    writer.write(output)

reader = PdfReader("merged.pdf")
for number, page in enumerate(reader.pages, 1):
    print(number, page.rotation, page.extract_text().split("\n"))
print("title:", reader.metadata.title)
print("outline:", [item.title for item in reader.outline])

again = sheet("a"), sheet("a")
print("same bytes each time:", again[0].getvalue() == again[1].getvalue())

stamp = PdfReader(sheet("", "", "Entwurf")).pages[0]
copy = PdfWriter()
for page in reader.pages:
    page.merge_page(stamp)
    copy.add_page(page)
stamped = io.BytesIO()
copy.write(stamped)
print("stamped:", sum("Entwurf" in page.extract_text() for page in PdfReader(stamped).pages), "of", len(texts))
