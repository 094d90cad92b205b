# Writes a Word document with headings, lists and a table, and reads it back (needs: python-docx).
import zipfile
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor

RESULTS = {"Köln": (1087, 12.5), "Łódź": (670, -3.25), "Αθήνα": (643, 0.5), "東京": (13960, 1.75)}

document = Document()
document.core_properties.title = "Jahresbericht"
document.core_properties.author = "Zoë Ångström"
document.add_heading("Jahresbericht 2023", level=0)
document.add_heading("1. Überblick", level=1)
paragraph = document.add_paragraph("Die Zahlen sind ")
run = paragraph.add_run("vorläufig")
run.bold = True
run.font.size = Pt(14)
run.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
paragraph.add_run(".")
paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
for step in ("sammeln", "prüfen", "veröffentlichen"):
    document.add_paragraph(step, style="List Number")

document.add_heading("2. Städte", level=1)
table = document.add_table(rows=1, cols=3, style="Light Grid Accent 1")
for cell, title in zip(table.rows[0].cells, ("Stadt", "Einwohner (Tsd.)", "Änderung")):
    cell.text = title
for city, (people, change) in RESULTS.items():
    cells = table.add_row().cells
    cells[0].text, cells[1].text, cells[2].text = city, f"{people:,}", f"{change:+.2f} %"
table.columns[0].width = Cm(4)
document.add_page_break()
document.save("report.docx")

with zipfile.ZipFile("report.docx") as archive:
    print("damaged part:", archive.testzip())
    print("has:", [name for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml") if name in archive.namelist()])

again = Document("report.docx")
print(again.core_properties.title, "|", again.core_properties.author)
for block in again.paragraphs:
    if block.text.strip():
        print(f"{block.style.name:12} {block.text}")
for row in again.tables[0].rows:
    print(" | ".join(cell.text for cell in row.cells))
bold = [run.text for block in again.paragraphs for run in block.runs if run.bold]
print("bold:", bold)

buffer = BytesIO()
again.paragraphs[0].text = "Jahresbericht 2024"
again.save(buffer)
print("changed:", Document(buffer).paragraphs[0].text)
