"""The first lines of an analysis: pip install pandas, then run this beside articles.csv."""

import json

import pandas as pd

articles = pd.read_csv("articles.csv", dtype={"version": str, "published": str}, keep_default_na=False, na_values=[""])
with open("manifest.json", encoding="utf-8") as file:
    manifest = json.load(file)

assert len(articles) == manifest["rows"]["written"], "articles.csv is not whole"

if "published_date" in articles:
    articles["published_date"] = pd.to_datetime(articles["published_date"], errors="coerce")
    print(articles["published_date"].dt.year.value_counts().sort_index())
if "outlet" in articles:
    print(articles["outlet"].value_counts())
