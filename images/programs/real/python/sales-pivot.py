# Groups, pivots, joins and resamples sales out of CSV with pandas (needs: pandas, numpy, openpyxl).
import io

import pandas as pd

CSV = """date;region;product;units;price
2024-01-05;Süd;Äpfel;10;1,50
2024-01-09;Nord;Birnen;4;2,25
2024-02-01;Süd;Birnen;7;2,25
2024-02-14;Nord;Äpfel;;1,60
2024-03-03;West;Äpfel;12;1,55
2024-03-31;Süd;Äpfel;5;1,50
"""
CODES = pd.DataFrame({"region": ["Nord", "Süd", "Ost"], "manager": ["Åsa", "José", "Zoë"]})

sales = pd.read_csv(io.StringIO(CSV), sep=";", decimal=",", parse_dates=["date"])
print("missing:", int(sales["units"].isna().sum()))
sales["units"] = sales["units"].fillna(0).astype(int)
sales["revenue"] = (sales["units"] * sales["price"]).round(2)
print(sales.drop(columns="date").to_string(index=False))

pivot = sales.pivot_table(index="region", columns="product", values="revenue", aggfunc="sum", fill_value=0.0, margins=True)
print(pivot.round(2).to_string())

by_month = sales.groupby(sales["date"].dt.month)["revenue"].agg(["count", "sum", "max"])
for month, row in by_month.iterrows():
    print(f"month {month}: {row['count']:.0f} sales, {row['sum']:.2f} in all, {row['max']:.2f} at most")

joined = sales.merge(CODES, on="region", how="outer", indicator=True)
print(joined["_merge"].value_counts().sort_index().astype(int).to_dict())
print(joined.groupby("manager")["revenue"].sum().round(2).to_dict())

daily = sales.set_index("date")["revenue"].resample("QS").sum()
print({f"{day:%Y-%m-%d}": round(float(total), 2) for day, total in daily.items()})

sales.to_csv("sales.tsv", sep="\t", index=False)
sales.to_json("sales.json", orient="records", force_ascii=False, date_format="iso")
sales.to_excel("sales.xlsx", index=False, sheet_name="Verkäufe")
back = pd.read_excel("sales.xlsx", sheet_name="Verkäufe")
print("workbook equal:", bool((back["revenue"] == sales["revenue"]).all()), "rows", len(back))
tsv = pd.read_csv("sales.tsv", sep="\t", parse_dates=["date"])
print("tsv equal:", tsv.equals(sales))
