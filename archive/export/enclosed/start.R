# The first lines of an analysis: install.packages(c("readr", "jsonlite")), then run this beside articles.csv.

articles <- readr::read_csv("articles.csv", na = "", col_types = readr::cols(version = "c", published = "c"))
manifest <- jsonlite::read_json("manifest.json")

stopifnot(nrow(articles) == manifest$rows$written)

if ("published_date" %in% names(articles)) print(table(format(articles$published_date, "%Y")))
if ("outlet" %in% names(articles)) print(sort(table(articles$outlet), decreasing = TRUE))
