# Makes an Excel workbook with formulas, formats and a chart and reads it again (needs: openpyxl).
import datetime as dt
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

HOURS = [
    (dt.date(2024, 2, 26), "Büro", 7.5),
    (dt.date(2024, 2, 27), "Zuhause", 8.25),
    (dt.date(2024, 2, 28), "Büro", 6),
    (dt.date(2024, 2, 29), "Café", 3.75),
]

book = Workbook()
sheet = book.active
sheet.title = "Stunden März"
sheet.append(["Tag", "Ort", "Stunden", "Lohn"])
for day, place, hours in HOURS:
    row = sheet.max_row + 1
    sheet.append([day, place, hours, f"=C{row}*24.5"])
last = sheet.max_row
sheet.append([None, "Summe", f"=SUM(C2:C{last})", f"=SUM(D2:D{last})"])

for cell in sheet[1]:
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="336699")
    cell.alignment = Alignment(horizontal="center")
for row in sheet.iter_rows(min_row=2, min_col=4, max_col=4):
    row[0].number_format = '#,##0.00 "€"'
for column in range(1, 5):
    sheet.column_dimensions[get_column_letter(column)].width = 14
sheet.freeze_panes = "A2"
sheet.conditional_formatting.add(f"C2:C{last}", CellIsRule(operator="lessThan", formula=["5"], fill=PatternFill(bgColor="FFCC00")))

chart = BarChart()
chart.title = "Stunden je Tag"
chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=last), titles_from_data=True)
sheet.add_chart(chart, "F2")
notes = book.create_sheet("Notizen")
notes["B2"] = "日本語 und عربي"
notes.merge_cells("B2:D2")
book.save("hours.xlsx")

again = load_workbook("hours.xlsx")
print(again.sheetnames)
sheet = again["Stunden März"]
for row in sheet.iter_rows(values_only=True):
    print([value.date().isoformat() if isinstance(value, dt.datetime) else value for value in row])
print("frozen at", sheet.freeze_panes, "format", sheet["D2"].number_format, "size", sheet.dimensions)
print("merged", [str(area) for area in again["Notizen"].merged_cells.ranges], again["Notizen"]["B2"].value)
wage = sum(Decimal(str(row[2])) * Decimal("24.5") for row in sheet.iter_rows(min_row=2, max_row=last, values_only=True))
print("wage", wage.quantize(Decimal("0.01")))
